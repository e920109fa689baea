import { toPlan } from '../../model/entitlement.js';
import type { DirectoryUser } from '../../model/user.js';
import { gives, mergeChoices, type DesiredElsewhere } from './desired.js';
import { isWorking } from './people/person-draft.js';
import type { HeldGroup } from './review-input.js';

// What other published workspaces rely on: nothing of it is taken, whatever this one says.

/** Of these plans, those that the user has through the group only and that another published workspace gives, too. */
export function listNeeded(
  desired: DesiredElsewhere,
  user: DirectoryUser,
  groupId: string | undefined,
  skuIds: Iterable<string>,
): string[] {
  const others = desired.othersOf(user.id);
  if (others.length === 0) return [];
  return [...skuIds].filter((skuId) => {
    const sources = user.licenses.filter((each) => each.skuId === skuId && isWorking(each));
    return (
      sources.length > 0 &&
      sources.every((each) => each.assignedByGroup === groupId) &&
      others.some((bundle) => gives(bundle, toPlan(skuId)))
    );
  });
}

/** Apps (service plan ids) of a plan that other published workspaces promise the user. */
export function listPromised(desired: DesiredElsewhere, userId: string, skuId: string): ReadonlySet<string> {
  const choices = desired
    .othersOf(userId)
    .map(({ plans }) => plans.get(skuId))
    .filter((each) => each !== undefined);
  const merged = Object.entries(mergeChoices(choices));
  return new Set(merged.filter(([, choice]) => choice === 'on').map(([servicePlanId]) => servicePlanId));
}

/** The same for all people in a group who have the plan through it only. */
export function listPromisedToMembers(
  desired: DesiredElsewhere,
  { members, groupId }: Pick<HeldGroup, 'members' | 'groupId'>,
  users: ReadonlyMap<string, DirectoryUser>,
  skuId: string,
): ReadonlySet<string> {
  const promised = new Set<string>();
  for (const userId of members) {
    const user = users.get(userId);
    if (!user || listNeeded(desired, user, groupId, [skuId]).length === 0) continue;
    for (const servicePlanId of listPromised(desired, userId, skuId)) promised.add(servicePlanId);
  }
  return promised;
}
