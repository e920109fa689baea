import { ProvisioningError } from '../../model/errors.js';
import type { ChangeSet, UserChange } from '../../model/publish/change-set.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import { toCanonicalJson } from '../../store/canonical-json.js';
import { findUnproven } from '../../store/journal/find-unproven.js';
import type { Store } from '../../store/store.js';
import type { Review } from '../review/review.js';

/** A change set as it was confirmed, without those for whom the team's memory has changed since. */
export interface Confirmed {
  readonly changeSet: ChangeSet;
  readonly changedSince: readonly string[];
}

/**
 * Looks at the store again under the lease, before anything leaves: somebody may have published another workspace, or
 * settled something, since the review. It is reviewed once more with what was seen of the tenant; who would be changed in
 * another way now is left for the next review.
 *
 * @throws {ProvisioningError} `stale` when the workspace, or what its group is to carry, is no longer what was reviewed
 */
export async function lookAtStore(
  review: Review,
  store: Pick<Store, 'workspaces' | 'journal' | 'grants' | 'proof'>,
): Promise<Confirmed> {
  const { topic, changeSet } = review;
  const listed = await store.workspaces.list();
  const workspaces = listed.workspaces.map(({ workspace }) => workspace);
  if (topic.kind === 'publish') requireUnchanged(topic.workspace, workspaces);
  const others = workspaces.filter(({ id }) => id !== topic.workspace?.id);
  const unproven = await findUnproven(others, store);
  const now = review.withMemory({ others, unproven, grants: await store.grants.list() });
  if (toCanonicalJson(now.group ?? null) !== toCanonicalJson(changeSet.group ?? null)) throw createStale();
  const stepsNow = new Map(now.changes.map((change) => [change.userId, describe(change)]));
  const isSame = (change: UserChange): boolean => stepsNow.get(change.userId) === describe(change);
  return {
    changeSet: { ...changeSet, changes: changeSet.changes.filter(isSame), notes: now.notes },
    changedSince: changeSet.changes.filter((change) => !isSame(change)).map(({ userId }) => userId),
  };
}

function describe({ steps, wave }: UserChange): string {
  return toCanonicalJson([steps, wave]);
}

function requireUnchanged(reviewed: Workspace, workspaces: readonly Workspace[]): void {
  const now = workspaces.find(({ id }) => id === reviewed.id);
  if (!now || !isAsReviewed(reviewed, now)) throw createStale();
}

/** Whether a workspace says still what it said when it was reviewed. */
export function isAsReviewed(reviewed: Workspace, now: Workspace): boolean {
  return describeWorkspace(now) === describeWorkspace(reviewed);
}

/** What a review depends on. */
function describeWorkspace(workspace: Workspace): string {
  const { draft, deleting = false, route, exceptions = [], groupId = null, acceptedGroup } = workspace;
  return toCanonicalJson([draft, deleting, route, exceptions, groupId, acceptedGroup?.groupId ?? null]);
}

function createStale(): ProvisioningError {
  return new ProvisioningError('stale', 'What was reviewed has changed. Review it again.');
}
