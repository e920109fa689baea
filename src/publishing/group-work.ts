import type { GroupChange } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import type { RecordedChange } from './journal.js';
import type { HeldGroup } from './publish-input.js';

/** What of a change is left when the group has done its part: direct licenses and services. */
export function toDirectWork({ byGroup = [], ...change }: RecordedChange): RecordedChange {
  return {
    ...change,
    addLicenses: change.addLicenses.filter(({ skuId }) => !byGroup.includes(skuId)),
    removeLicenses: change.removeLicenses.filter((skuId) => !byGroup.includes(skuId)),
  };
}

export function hasDirectWork(change: RecordedChange): boolean {
  const { addLicenses, removeLicenses, addServices, removeServices } = toDirectWork(change);
  return addLicenses.length + removeLicenses.length + addServices.length + removeServices.length > 0;
}

/** Plans that the user is to have from the group and had not. */
export function listGained({ addLicenses, byGroup = [] }: RecordedChange): string[] {
  return addLicenses.map(({ skuId }) => skuId).filter((skuId) => byGroup.includes(skuId));
}

/** Whether the group gives the user what the change says. */
export function hasGained(change: RecordedChange, user: DirectoryUser, groupId: string | undefined): boolean {
  return listGained(change).every((skuId) =>
    user.licenses.some(
      (each) => each.skuId === skuId && each.assignedByGroup === groupId && each.state !== 'Error',
    ),
  );
}

/** What of the group's own change is not done, compared with the group as it is. */
export function groupLeftToDo(
  planned: GroupChange,
  held: Pick<HeldGroup, 'groupId' | 'licenses'> | undefined,
): GroupChange {
  const carried = new Map(held?.licenses.map((license) => [license.skuId, license]));
  const ids = (list: readonly string[] | undefined): string | undefined => list && [...list].sort().join();
  const { groupId: _planned, ...rest } = planned;
  return {
    ...rest,
    ...(held ? { groupId: held.groupId } : {}),
    addLicenses: planned.addLicenses.filter(
      ({ skuId, disabledPlans }) => ids(carried.get(skuId)?.disabledPlans) !== ids(disabledPlans),
    ),
    removeLicenses: planned.removeLicenses.filter((skuId) => carried.has(skuId)),
  };
}
