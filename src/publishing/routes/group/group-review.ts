import { toPlan } from '../../../model/holding/entitlement.js';
import type { GrantNote } from '../../../model/holding/grant.js';
import { groupHolder } from '../../../model/holding/holder.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { workingLicenses } from '../../../model/holding/working-licenses.js';
import { disabledPlans, type AppChoices } from '../../../model/plan/app-choice.js';
import { countPlan, type Plan } from '../../../model/plan/plan.js';
import type { BlockedUser, BlockReason } from '../../../model/publish/block.js';
import type { GroupChange } from '../../../model/publish/change-set.js';
import type { LicenseAdd } from '../../../model/publish/step.js';
import { sameIds } from '../../../model/same-ids.js';
import { bySku } from '../../../model/sort-order.js';
import { listNeededInGroup, listPromisedInGroup } from '../../review/elsewhere.js';
import { findPlanReason } from '../../review/people/blockers.js';
import type { ReviewContext } from '../../review/review-context.js';
import { isForgotten, type HeldGroup } from '../../review/review-input.js';

/** The workspace's group as one review sees it. */
export interface GroupReview {
  readonly change: GroupChange;
  /** Why the group does not come to carry a plan of the workspace. */
  readonly obstacles: readonly PlanObstacle[];
  /** What everybody in it has from the group once the change took effect. */
  readonly carried: ReadonlyMap<string, LicenseAdd>;
  readonly carriedBefore: ReadonlyMap<string, LicenseAdd>;
  readonly members: ReadonlySet<string>;
  readonly groupId: string | undefined;
  /** Plans (SKU ids) that stay on the group only because another workspace gives them to somebody in it. */
  readonly kept: readonly string[];
  /** Plans (SKU ids) that the workspace put on the group and that left the tenant: Microsoft takes them off nobody. */
  readonly gone: readonly string[];
}

interface PlanObstacle extends Pick<BlockedUser, 'reason' | 'servicePlanIds'> {
  readonly skuId: string;
}

/**
 * Works out what the workspace's group has to carry. Plans that no workspace put on it stay, and so do those that somebody
 * would lose to whom another workspace gives them; their apps stay on for the same reason. A plan for which not everybody
 * in the group would get a license is not put on it: Microsoft would choose who gets one.
 */
export function reviewGroup(context: ReviewContext): GroupReview {
  const { desired, plans, held } = context;
  const carriedBefore = indexCarried(held);
  const obstacles: PlanObstacle[] = [];
  const wanted = new Map<string, LicenseAdd>();
  for (const [skuId, choices] of desired.own?.plans ?? []) {
    const plan = plans.get(skuId);
    const before = carriedBefore.get(skuId);
    const reason = findPlanReason(plan) ?? (before ? undefined : findShortage(context, skuId));
    if (reason) obstacles.push({ skuId, reason });
    if (!plan || reason) continue;
    const kept = before ? keepPromised(context, choices, before) : choices;
    wanted.set(skuId, { skuId, disabledPlans: disabledPlans(plan, kept, before?.disabledPlans) });
  }
  const released = listOurs(context).filter((skuId) => !desired.own?.plans.has(skuId));
  const needed = listNeededInGroup(context, released);
  // Nobody is left with half a swap.
  const removable =
    obstacles.length > 0 ? [] : released.filter((skuId) => !needed.has(skuId) && plans.has(skuId));
  const { carried, obstacles: missing } = completeGroup(context, carriedBefore, wanted, removable);
  return createGroupReview(context, {
    carried,
    add: [...carried.values()].filter(({ skuId, disabledPlans: off }) => {
      const before = carriedBefore.get(skuId);
      return !before || !sameIds(before.disabledPlans, off);
    }),
    remove: [...carriedBefore.keys()].filter((skuId) => !carried.has(skuId) && plans.has(skuId)).sort(),
    obstacles: [...obstacles, ...missing],
    kept: released.filter((skuId) => needed.has(skuId)),
    gone: released.filter((skuId) => !plans.has(skuId)),
  });
}

/** The group as a review sees it that says this of it, and nothing else. */
export function createGroupReview(
  { held }: Pick<ReviewContext, 'held'>,
  { add = [], remove = [], ...about }: Partial<GroupReview & Pick<GroupChange, 'add' | 'remove'>>,
): GroupReview {
  const carriedBefore = indexCarried(held);
  return {
    change: createGroupChange(held, add, remove),
    obstacles: [],
    carried: carriedBefore,
    carriedBefore,
    members: held?.members ?? new Set(),
    groupId: held?.groupId,
    kept: [],
    gone: [],
    ...about,
  };
}

/** What the group carries, by SKU id. */
export function indexCarried(held: HeldGroup | undefined): ReadonlyMap<string, LicenseAdd> {
  return new Map(held?.licenses.map((license) => [license.skuId, license]));
}

/** Plans (SKU ids) that left the tenant and that nobody said are forgotten: they stay where they are. */
export function listStillGone({ gone }: GroupReview, { decisions }: ReviewContext): string[] {
  return gone.filter((skuId) => !isForgotten(decisions, toPlan(skuId)));
}

/**
 * The group's own part in what is forgotten: a plan that left the tenant, where the administrator says so or nobody whom
 * the workspace let in would have it.
 *
 * @param isEmpty - whether nobody whom we let in stays in the group
 */
export function noteGone(
  { decisions, workspaceId }: ReviewContext,
  { gone, groupId }: GroupReview,
  isEmpty: boolean,
): GrantNote[] {
  if (groupId === undefined) return [];
  const holder = groupHolder(groupId);
  return gone
    .filter((skuId) => isEmpty || isForgotten(decisions, toPlan(skuId)))
    .map((skuId) => ({ action: 'drop', workspaceId, holder, entitlement: toPlan(skuId) }));
}

/** Plans (SKU ids) that the workspace put on the group. */
export function listOurs({ grants, workspaceId, held }: ReviewContext): string[] {
  if (!held) return [];
  const holder = groupHolder(held.groupId);
  return held.licenses
    .map(({ skuId }) => skuId)
    .filter((skuId) => grants.of(holder, toPlan(skuId)).has(workspaceId))
    .sort();
}

/** Whether the group gives the person the plan now. */
export function isFromGroupOf(
  { groupId }: Pick<GroupReview, 'groupId'>,
  user: DirectoryUser,
  skuId: string,
): boolean {
  return workingLicenses(user, skuId).some(({ assignedByGroup }) => assignedByGroup === groupId);
}

/** A change of the group with what it carried. */
export function createGroupChange(
  held: HeldGroup | undefined,
  add: readonly LicenseAdd[],
  remove: readonly string[],
): GroupChange {
  return {
    ...(held ? { groupId: held.groupId } : {}),
    add: [...add].sort(bySku),
    remove,
    before: [...(held?.licenses ?? [])].sort(bySku),
    bystanders: [],
    memberCount: held?.members.size ?? 0,
    strangers: held?.strangers ?? [],
  };
}

/** Whether there are not enough licenses of a plan that is new to the group for everybody in it. */
function findShortage({ plans, held, users }: ReviewContext, skuId: string): BlockReason | undefined {
  const plan = plans.get(skuId);
  const takers = [...(held?.members ?? [])].filter((userId) => {
    const user = users.get(userId);
    return !user || workingLicenses(user, skuId).length === 0;
  });
  return plan && takers.length > countPlan(plan).available ? 'no-licenses-left' : undefined;
}

/**
 * What the group carries in the end: the prerequisites of everything are on it, too, for Microsoft takes nothing else. A
 * new plan that lacks one stays off, and what an old one needs stays on.
 */
function completeGroup(
  context: ReviewContext,
  before: ReadonlyMap<string, LicenseAdd>,
  wanted: ReadonlyMap<string, LicenseAdd>,
  removable: readonly string[],
): { carried: ReadonlyMap<string, LicenseAdd>; obstacles: readonly PlanObstacle[] } {
  const { plans } = context;
  // What left the tenant comes to nobody through it, though it stays there.
  const carried = new Map([...before, ...wanted].filter(([skuId]) => plans.has(skuId)));
  for (const skuId of removable) carried.delete(skuId);
  const obstacles: PlanObstacle[] = [];
  for (let lack = findLack(context, carried); lack; lack = findLack(context, carried)) {
    const { skuId, servicePlanIds } = lack;
    if (!before.has(skuId)) carried.delete(skuId);
    else {
      const provider = removable.find(
        (id) => !carried.has(id) && hasApp(plans.get(id), servicePlanIds.slice(1)),
      );
      const kept = provider === undefined ? undefined : before.get(provider);
      // It lacked it before: that is no doing of ours.
      if (!kept) break;
      carried.set(kept.skuId, kept);
    }
    obstacles.push({ skuId, reason: 'prerequisite-missing', servicePlanIds });
  }
  return { carried, obstacles };
}

function findLack(
  { inspector, plans }: ReviewContext,
  carried: ReadonlyMap<string, LicenseAdd>,
): { readonly skuId: string; readonly servicePlanIds: readonly string[] } | undefined {
  for (const { servicePlanId, needsOneOf } of inspector.inspect([...carried.values()].sort(bySku)).missing)
    for (const { skuId, disabledPlans: off } of carried.values())
      if (!off.includes(servicePlanId) && hasApp(plans.get(skuId), [servicePlanId]))
        return { skuId, servicePlanIds: [servicePlanId, ...needsOneOf] };
  return undefined;
}

function hasApp(plan: Plan | undefined, servicePlanIds: readonly string[]): boolean {
  return plan?.apps.some(({ servicePlanId }) => servicePlanIds.includes(servicePlanId)) ?? false;
}

/** The choices without turning off what another workspace promises somebody in the group. */
function keepPromised(
  context: ReviewContext,
  choices: AppChoices,
  { skuId, disabledPlans: offBefore }: LicenseAdd,
): AppChoices {
  const turnedOff = Object.keys(choices).filter((id) => choices[id] === 'off' && !offBefore.includes(id));
  if (turnedOff.length === 0) return choices;
  const promised = listPromisedInGroup(context, skuId);
  const kept = turnedOff.filter((id) => promised.has(id));
  return { ...choices, ...Object.fromEntries(kept.map((id) => [id, 'on'] as const)) };
}
