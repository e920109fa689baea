import type { LicenseChange, StepSummary } from '../publish/step.js';
import { sameIds } from '../same-ids.js';
import type { DirectoryUser } from './user.js';
import { isWorking } from './working-licenses.js';

/** Whether Microsoft has done all that comes and goes with the group. */
export function hasComeThrough(
  { throughGroup, move }: Pick<StepSummary, 'throughGroup' | 'move'>,
  user: DirectoryUser,
  groupId: string,
): boolean {
  return hasGained(throughGroup, user, groupId) && hasLost(throughGroup, user, groupId, move === 'leave');
}

/** Whether the group gives the person what it is to give. */
export function hasGained(
  { add, changed }: LicenseChange,
  user: DirectoryUser,
  groupId: string | undefined,
): boolean {
  return add.every(({ skuId, disabledPlans }) =>
    user.licenses.some(
      (each) =>
        each.skuId === skuId &&
        each.assignedByGroup === groupId &&
        isWorking(each) &&
        (!changed.includes(skuId) || sameIds(each.disabledPlans, disabledPlans)),
    ),
  );
}

/** Whether the group gives the person no longer what it is not to give; whoever left has nothing from it any more. */
function hasLost({ remove }: LicenseChange, user: DirectoryUser, groupId: string, leaves: boolean): boolean {
  return !user.licenses.some(
    (each) => each.assignedByGroup === groupId && (leaves || remove.includes(each.skuId)),
  );
}
