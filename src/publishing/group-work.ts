import type { GroupChange, LicenseAdd } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import type { RecordedChange } from './journal.js';
import type { HeldGroup } from './publish-input.js';
import { sameIds } from './same-ids.js';

/** What of a change is left when the group has done its part: direct licenses and services. */
export function toDirectWork(planned: RecordedChange): RecordedChange {
  const { byGroup = [], ...change } = planned;
  const lost = listLost(planned);
  return {
    ...change,
    addLicenses: change.addLicenses.filter(({ skuId }) => !byGroup.includes(skuId)),
    removeLicenses: change.removeLicenses.filter((skuId) => !lost.includes(skuId)),
    changedPlans: change.changedPlans.filter((skuId) => !byGroup.includes(skuId)),
  };
}

export function hasDirectWork(change: RecordedChange): boolean {
  const { addLicenses, removeLicenses, addServices, removeServices } = toDirectWork(change);
  return addLicenses.length + removeLicenses.length + addServices.length + removeServices.length > 0;
}

/** Plans that the user is to have from the group and had not, or had with other apps. */
export function listGained({ addLicenses, byGroup = [] }: RecordedChange): LicenseAdd[] {
  return addLicenses.filter(({ skuId }) => byGroup.includes(skuId));
}

/**
 * Whether the user is in the group already and waits for a plan of it: Microsoft could not give it when it looked at the
 * user, or looks too early when others are still to free a license, and looks again only when it is asked to.
 */
export function isStuck(change: RecordedChange, group: Pick<GroupChange, 'addLicenses'>): boolean {
  const isNew = (skuId: string): boolean => group.addLicenses.some((add) => add.skuId === skuId);
  if (change.group !== undefined) return false;
  return listGained(change).some(({ skuId }) => change.wave > 0 || !isNew(skuId));
}

/** Whether the group gives the user what the change says. */
export function hasGained(change: RecordedChange, user: DirectoryUser, groupId: string | undefined): boolean {
  return listGained(change).every(({ skuId, disabledPlans }) =>
    user.licenses.some(
      (each) =>
        each.skuId === skuId &&
        each.assignedByGroup === groupId &&
        each.state !== 'Error' &&
        (!change.changedPlans.includes(skuId) || sameIds(each.disabledPlans, disabledPlans)),
    ),
  );
}

/** Whether the user gets a plan from the group in place of a direct license. */
export function replacesDirect({ addLicenses, removeLicenses, byGroup = [] }: RecordedChange): boolean {
  return addLicenses.some(({ skuId }) => byGroup.includes(skuId) && removeLicenses.includes(skuId));
}

/** Plans that the user is to have from the group no longer. One that the group is to give replaces a direct license. */
export function listLost({ addLicenses, removeLicenses, byGroup = [] }: RecordedChange): string[] {
  return removeLicenses.filter(
    (skuId) => byGroup.includes(skuId) && !addLicenses.some((add) => add.skuId === skuId),
  );
}

/** Whether the group gives the user no longer what the change says; who leaves may have had it from elsewhere, too. */
export function hasLost(change: RecordedChange, user: DirectoryUser, groupId: string): boolean {
  const lost = change.group === 'leave' ? change.removeLicenses : listLost(change);
  return !user.licenses.some((each) => each.assignedByGroup === groupId && lost.includes(each.skuId));
}

/** Whether direct licenses are taken and the group has no part in it. */
export function onlyReleases({ addLicenses, removeLicenses, group, byGroup = [] }: RecordedChange): boolean {
  return removeLicenses.length > 0 && addLicenses.length + byGroup.length === 0 && group === undefined;
}

/** Whether the user goes over from the group to direct licenses, and so leaves only when those are there. */
export function leavesLast(change: RecordedChange): boolean {
  return change.group === 'leave' && toDirectWork(change).addLicenses.length > 0;
}

/** What of the group's own change is not done, compared with the group as it is. */
export function groupLeftToDo(
  planned: GroupChange,
  held: Pick<HeldGroup, 'groupId' | 'licenses'> | undefined,
): GroupChange {
  const carried = new Map(held?.licenses.map((license) => [license.skuId, license]));
  const { groupId: _planned, ...rest } = planned;
  return {
    ...rest,
    ...(held ? { groupId: held.groupId } : {}),
    addLicenses: planned.addLicenses.filter(({ skuId, disabledPlans }) => {
      const now = carried.get(skuId);
      return !now || !sameIds(now.disabledPlans, disabledPlans);
    }),
    removeLicenses: planned.removeLicenses.filter((skuId) => carried.has(skuId)),
  };
}
