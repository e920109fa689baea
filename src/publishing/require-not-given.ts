import { ProvisioningError } from '../model/errors.js';
import type { DirectoryUser } from '../model/user.js';
import { serviceKey, type Workspace } from '../model/workspace.js';
import { describeElsewhere, isGivenElsewhere } from './desired.js';
import { listLost, toDirectWork } from './group-work.js';
import type { Ledger } from './ledger.js';
import { listNeeded } from './plan-group.js';
import type { PublishJob } from './publish-job.js';

export interface GivenNow {
  readonly others: readonly Workspace[];
  readonly ledger: Ledger;
  /** As read for the job: everybody it takes something from, also only through the group. */
  readonly users: ReadonlyMap<string, DirectoryUser>;
}

/**
 * Between planning and writing another workspace may have been published that gives what this publish takes.
 *
 * @throws {ProvisioningError} `stale`
 */
export function requireNotGivenSince(
  { workspaceId, changes, group }: Pick<PublishJob, 'workspaceId' | 'changes' | 'group'>,
  { others, ledger, users }: GivenNow,
): void {
  const desired = describeElsewhere(others.filter(({ id }) => id !== workspaceId));
  const losesThroughGroup = (userId: string, skuIds: readonly string[]): boolean => {
    const user = users.get(userId);
    return user !== undefined && listNeeded(desired, user, group?.groupId, skuIds).length > 0;
  };
  const isGiven = changes.some((change) => {
    const taken = [...toDirectWork(change).removeLicenses, ...change.removeServices.map(serviceKey)];
    return (
      taken.some((key) => isGivenElsewhere({ desired, ledger, workspaceId }, change.userId, key)) ||
      losesThroughGroup(change.userId, listLost(change))
    );
  });
  if (isGiven || group?.bystanders.some((userId) => losesThroughGroup(userId, group.removeLicenses)))
    throw new ProvisioningError(
      'stale',
      'Another workspace has come to give what this would take from somebody. Review it again.',
    );
}
