import type { GroupChange, LicenseAdd } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import type { RecordedChange } from './journal.js';
import type { HeldGroup } from './publish-input.js';
import { sameIds } from './same-ids.js';

/** What of a change is left when the group has done its part: direct licenses and services. */
export function toDirectWork({ byGroup = [], ...change }: RecordedChange): RecordedChange {
  return {
    ...change,
    addLicenses: change.addLicenses.filter(({ skuId }) => !byGroup.includes(skuId)),
    removeLicenses: change.removeLicenses.filter((skuId) => !byGroup.includes(skuId)),
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
