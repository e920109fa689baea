import { directLicense, type DirectoryUser } from '../model/holding/user.js';
import { isWorking } from '../model/holding/working-licenses.js';
import type { ReclaimItem } from '../model/publish/change-set.js';
import { createKeepCheck, type Keep } from '../model/usage/keep.js';
import type { Workspace } from '../model/workspace/workspace.js';

export interface ReclaimableInput {
  /** Who holds the plan and may not sign in. */
  readonly holders: readonly DirectoryUser[];
  readonly skuId: string;
  readonly workspaces: readonly Workspace[];
  readonly keeps: readonly Keep[];
  readonly now: Date;
}

/**
 * The licenses of a plan that nobody can use and that can be taken back at once: direct ones of people who may not sign
 * in, neither kept on purpose nor given by a workspace, which would give them again. Pure.
 */
export function findReclaimable({
  holders,
  skuId,
  workspaces,
  keeps,
  now,
}: ReclaimableInput): readonly ReclaimItem[] {
  const isKept = createKeepCheck(keeps, now);
  const given = new Set(
    workspaces
      .flatMap(({ draft, published }) => [draft, ...(published ? [published] : [])])
      .filter(({ plans }) => plans.some((plan) => plan.skuId === skuId))
      .flatMap(({ subscribers }) => subscribers),
  );
  return holders
    .filter((user) => user.accountEnabled === false && !given.has(user.id) && !isKept(user.id, skuId))
    .filter((user) => {
      const direct = directLicense(user, skuId);
      return direct !== undefined && isWorking(direct);
    })
    .map(({ id }) => ({ userId: id, skuId }));
}
