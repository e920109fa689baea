import { toPlan, type Entitlement } from '../../model/holding/entitlement.js';
import type { DirectoryUser, LicenseAssignment } from '../../model/holding/user.js';
import { workingLicenses } from '../../model/holding/working-licenses.js';
import { mergeChoices } from '../../model/workspace/merge-choices.js';
import { gives, type Desired } from './desired.js';
import type { ReviewContext } from './review-context.js';

// What other published workspaces rely on: nothing of it is taken, whatever this one says.

type Context = Pick<ReviewContext, 'desired' | 'held' | 'users'>;

/** Whether another workspace gives the user this plan or service, or is in the middle of publishing it. */
export function isGivenElsewhere(
  { desired, grants, workspaceId }: Pick<ReviewContext, 'desired' | 'grants' | 'workspaceId'>,
  userId: string,
  entitlement: Entitlement,
): boolean {
  if (desired.othersOf(userId).some((bundle) => gives(bundle, entitlement))) return true;
  for (const owner of grants.ofUser(userId, entitlement).keys())
    if (owner !== workspaceId && desired.wantedInDraft(owner, userId, entitlement)) return true;
  return false;
}

/** Of these plans, those that another published workspace gives, too, and that the user has, with its apps, through the workspace's group only. */
export function listNeeded(
  { desired, held }: Context,
  user: DirectoryUser,
  skuIds: Iterable<string>,
): string[] {
  const others = desired.othersOf(user.id);
  if (others.length === 0) return [];
  return [...skuIds].filter((skuId) => {
    const sources = workingLicenses(user, skuId);
    const isFromGroup = (each: LicenseAssignment): boolean => each.assignedByGroup === held?.groupId;
    const fromGroup = sources.filter(isFromGroup);
    if (fromGroup.length === 0 || !others.some((bundle) => gives(bundle, toPlan(skuId)))) return false;
    const rest = sources.filter((each) => !isFromGroup(each));
    if (rest.length === 0) return true;
    const isOn = (id: string, licenses: typeof sources): boolean =>
      licenses.some(({ disabledPlans }) => !disabledPlans.includes(id));
    return [...listPromised(desired, user.id, skuId)].some((id) => isOn(id, fromGroup) && !isOn(id, rest));
  });
}

/** The same for anybody who is in the group, but for these people. */
export function listNeededInGroup(
  context: Context,
  skuIds: readonly string[],
  leaving: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const staying = listMembers(context).filter(({ id }) => !leaving.has(id));
  return new Set(staying.flatMap((user) => listNeeded(context, user, skuIds)));
}

/** Apps (service plan ids) of a plan that other published workspaces promise the user. */
export function listPromised(desired: Desired, userId: string, skuId: string): ReadonlySet<string> {
  const choices = desired
    .othersOf(userId)
    .map(({ plans }) => plans.get(skuId))
    .filter((each) => each !== undefined);
  const merged = Object.entries(mergeChoices(choices));
  return new Set(merged.filter(([, choice]) => choice === 'on').map(([servicePlanId]) => servicePlanId));
}

/** The same for all people in the group who have the plan through it only. */
export function listPromisedInGroup(context: Context, skuId: string): ReadonlySet<string> {
  const needing = listMembers(context).filter((user) => listNeeded(context, user, [skuId]).length > 0);
  return new Set(needing.flatMap(({ id }) => [...listPromised(context.desired, id, skuId)]));
}

function listMembers({ held, users }: Context): DirectoryUser[] {
  return [...(held?.members ?? [])].flatMap((userId) => users.get(userId) ?? []);
}
