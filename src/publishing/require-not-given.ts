import { ProvisioningError } from '../model/errors.js';
import type { DirectoryUser } from '../model/user.js';
import { serviceKey, type Workspace } from '../model/workspace.js';
import { describeElsewhere, isGivenElsewhere } from './desired.js';
import { listLost, toDirectWork } from './group-work.js';
import type { RecordedChange } from './journal.js';
import type { Ledger } from './ledger.js';
import { listNeeded, listPromised } from './needed-elsewhere.js';
import type { PublishJob } from './publish-job.js';

export interface GivenNow {
  readonly others: readonly Workspace[];
  readonly ledger: Ledger;
  /** As read for the job: everybody it takes something from, also only through the group. */
  readonly users: ReadonlyMap<string, DirectoryUser>;
}

/**
 * Between planning and writing another workspace may have been published that gives what this publish takes, or promises
 * an app that it switches off.
 *
 * @throws {ProvisioningError} `stale`
 */
export function requireNotGivenSince(
  { workspaceId, changes, group }: Pick<PublishJob, 'workspaceId' | 'changes' | 'group'>,
  { others, ledger, users }: GivenNow,
): void {
  const desired = describeElsewhere(others.filter(({ id }) => id !== workspaceId));
  const isPromised = (userId: string, skuId: string, off: readonly string[]): boolean => {
    const promised = listPromised(desired, userId, skuId);
    return off.some((servicePlanId) => promised.has(servicePlanId));
  };
  const takesDirectly = (change: RecordedChange): boolean => {
    const { userId, addLicenses, removeLicenses, removeServices } = toDirectWork(change);
    const taken = [...removeLicenses, ...removeServices.map(serviceKey)];
    return (
      taken.some((key) => isGivenElsewhere({ desired, ledger, workspaceId }, userId, key)) ||
      addLicenses.some(({ skuId, disabledPlans }) => isPromised(userId, skuId, disabledPlans))
    );
  };
  const needsFromGroup = (userId: string, skuIds: readonly string[]): readonly string[] => {
    const user = users.get(userId);
    return user ? listNeeded(desired, user, group?.groupId, skuIds) : [];
  };
  const switchedOff = new Map(
    group?.addLicenses.map(({ skuId, disabledPlans }) => {
      const before = group.before.find((license) => license.skuId === skuId)?.disabledPlans;
      return [skuId, before ? disabledPlans.filter((id) => !before.includes(id)) : []] as const;
    }),
  );
  const losesThroughGroup = (userId: string, skuIds: readonly string[]): boolean =>
    needsFromGroup(userId, skuIds).length > 0 ||
    needsFromGroup(userId, [...switchedOff.keys()]).some((skuId) =>
      isPromised(userId, skuId, switchedOff.get(skuId) ?? []),
    );
  if (
    changes.some((change) => takesDirectly(change) || losesThroughGroup(change.userId, listLost(change))) ||
    group?.bystanders.some((userId) => losesThroughGroup(userId, group.removeLicenses))
  )
    throw new ProvisioningError(
      'stale',
      'Another workspace has come to give what this would take from somebody. Review it again.',
    );
}
