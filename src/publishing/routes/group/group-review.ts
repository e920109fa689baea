import { disabledPlans, type AppChoices } from '../../../model/app-choice.js';
import type { BlockedUser, BlockReason } from '../../../model/block.js';
import type { GroupChange } from '../../../model/change-set.js';
import { toPlan } from '../../../model/entitlement.js';
import type { GrantNote } from '../../../model/grant.js';
import type { Holder } from '../../../model/holder.js';
import { countPlan, planObstacle, type Plan } from '../../../model/plan.js';
import { sameIds } from '../../../model/same-ids.js';
import type { LicenseAdd } from '../../../model/step.js';
import type { DirectoryUser } from '../../../model/user.js';
import type { DesiredElsewhere } from '../../review/desired.js';
import { listNeeded, listPromisedToMembers } from '../../review/elsewhere.js';
import { createBlock, type AppInspector } from '../../review/people/blockers.js';
import { bySku, isWorking } from '../../review/people/person-draft.js';
import { isForgotten, type ReviewContext } from '../../review/people/review-person.js';
import type { HeldGroup } from '../../review/review-input.js';

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

interface PlanObstacle {
  readonly skuId: string;
  readonly reason: BlockReason;
  readonly servicePlanIds?: readonly string[];
}

/**
 * Works out what the workspace's group has to carry. Plans that no workspace put on it stay, and so do those that somebody
 * would lose to whom another workspace gives them; their apps stay on for the same reason. A plan for which not everybody
 * in the group would get a license is not put on it: Microsoft would choose who gets one.
 */
export function reviewGroup(
  context: ReviewContext,
  held: HeldGroup | undefined,
  users: ReadonlyMap<string, DirectoryUser>,
): GroupReview {
  const { desired, plans } = context;
  const carriedBefore = new Map((held?.licenses ?? []).map((license) => [license.skuId, license]));
  const obstacles: PlanObstacle[] = [];
  const wanted = new Map<string, LicenseAdd>();
  for (const [skuId, choices] of desired.own?.plans ?? []) {
    const plan = plans.get(skuId);
    const before = carriedBefore.get(skuId);
    const obstacle = findObstacle(skuId, plan, before ? undefined : held, users);
    if (obstacle) obstacles.push(obstacle);
    if (!plan || obstacle) continue;
    const kept = before && held ? keepPromised(desired, choices, before, held, users) : choices;
    wanted.set(skuId, { skuId, disabledPlans: disabledPlans(plan, kept, before?.disabledPlans) });
  }
  const released = listReleased(context, held);
  const needed = listNeededBySomebody(desired, held, users, released);
  // Nobody is left with half a swap.
  const removable =
    obstacles.length > 0 ? [] : released.filter((skuId) => !needed.has(skuId) && plans.has(skuId));
  const { carried, obstacles: missing } = completeGroup(context, carriedBefore, wanted, removable);
  const add = [...carried.values()].filter(({ skuId, disabledPlans: off }) => {
    const before = carriedBefore.get(skuId);
    return !before || !sameIds(before.disabledPlans, off);
  });
  const remove = [...carriedBefore.keys()].filter((skuId) => !carried.has(skuId) && plans.has(skuId)).sort();
  return {
    change: createGroupChange(held, add, remove),
    obstacles: [...obstacles, ...missing],
    carried,
    carriedBefore,
    members: held?.members ?? new Set(),
    groupId: held?.groupId,
    kept: released.filter((skuId) => needed.has(skuId)),
    gone: released.filter((skuId) => !plans.has(skuId)),
  };
}

/** What keeps the group from carrying a plan, for everybody who is to have it. */
export function blockByGroup(user: DirectoryUser, { obstacles }: GroupReview): BlockedUser[] {
  return obstacles.map(({ skuId, reason, servicePlanIds }) =>
    createBlock(user, reason, { skuId, blocks: 'part', ...(servicePlanIds ? { servicePlanIds } : {}) }),
  );
}

/** Plans that left the tenant stay where they are until the administrator says that they are forgotten. */
export function blockGone(
  user: DirectoryUser,
  { gone }: GroupReview,
  { decisions }: ReviewContext,
): BlockedUser[] {
  return gone
    .filter((skuId) => !isForgotten(decisions, toPlan(skuId)))
    .map((skuId) =>
      createBlock(user, 'plan-not-assignable', { skuId, blocks: 'part', remedies: ['forget', 'leave-out'] }),
    );
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
  return gone
    .filter((skuId) => isEmpty || isForgotten(decisions, toPlan(skuId)))
    .map((skuId) => ({
      action: 'drop',
      workspaceId,
      holder: toHolder({ groupId }),
      entitlement: toPlan(skuId),
    }));
}

/** Plans on the group that the workspace put there and wants no longer. */
function listReleased(
  { desired, grants, workspaceId }: Pick<ReviewContext, 'desired' | 'grants' | 'workspaceId'>,
  held: HeldGroup | undefined,
): string[] {
  if (!held) return [];
  return held.licenses
    .map(({ skuId }) => skuId)
    .filter((skuId) => !desired.own?.plans.has(skuId))
    .filter((skuId) => grants.of(toHolder(held), toPlan(skuId)).has(workspaceId))
    .sort();
}

/** Of these plans, those that somebody in the group has only through it and another workspace gives as well. */
export function listNeededBySomebody(
  desired: DesiredElsewhere,
  held: HeldGroup | undefined,
  users: ReadonlyMap<string, DirectoryUser>,
  skuIds: readonly string[],
): ReadonlySet<string> {
  if (!held || skuIds.length === 0) return new Set();
  return new Set(
    [...held.members].flatMap((userId) => {
      const user = users.get(userId);
      return user ? listNeeded(desired, user, held.groupId, skuIds) : [];
    }),
  );
}

/** Whether the group gives the person the plan now. */
export function isFromGroupOf(
  { groupId }: Pick<GroupReview, 'groupId'>,
  user: DirectoryUser,
  skuId: string,
): boolean {
  return user.licenses.some(
    (each) => each.skuId === skuId && each.assignedByGroup === groupId && isWorking(each),
  );
}

export function toHolder({ groupId }: Pick<HeldGroup, 'groupId'>): Holder {
  return { kind: 'group', groupId };
}

/** A change of the group with what it carried of the plans concerned. */
export function createGroupChange(
  held: HeldGroup | undefined,
  add: readonly LicenseAdd[],
  remove: readonly string[],
): GroupChange {
  const touched = new Set([...add.map(({ skuId }) => skuId), ...remove]);
  return {
    ...(held ? { groupId: held.groupId } : {}),
    add: [...add].sort(bySku),
    remove,
    before: (held?.licenses ?? []).filter(({ skuId }) => touched.has(skuId)).sort(bySku),
    bystanders: [],
    memberCount: held?.members.size ?? 0,
    strangers: held?.strangers ?? [],
  };
}

function findObstacle(
  skuId: string,
  plan: Plan | undefined,
  receiving: HeldGroup | undefined,
  users: ReadonlyMap<string, DirectoryUser>,
): PlanObstacle | undefined {
  const obstacle = plan ? planObstacle(plan) : 'company-only';
  if (!plan || obstacle)
    return { skuId, reason: obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable' };
  const takers = [...(receiving?.members ?? [])].filter(
    (userId) => !users.get(userId)?.licenses.some((each) => each.skuId === skuId && isWorking(each)),
  );
  const free = countPlan(plan).total - plan.consumedUnits;
  return takers.length > Math.max(0, free) ? { skuId, reason: 'no-licenses-left' } : undefined;
}

/**
 * What the group carries in the end: the prerequisites of everything are on it, too, for Microsoft takes nothing else. A
 * new plan that lacks one stays off, and what an old one needs stays on.
 */
function completeGroup(
  { inspector, plans }: Pick<ReviewContext, 'inspector' | 'plans'>,
  before: ReadonlyMap<string, LicenseAdd>,
  wanted: ReadonlyMap<string, LicenseAdd>,
  removable: readonly string[],
): { carried: ReadonlyMap<string, LicenseAdd>; obstacles: readonly PlanObstacle[] } {
  // What left the tenant comes to nobody through it, though it stays there.
  const carried = new Map([...before, ...wanted].filter(([skuId]) => plans.has(skuId)));
  for (const skuId of removable) carried.delete(skuId);
  const obstacles: PlanObstacle[] = [];
  for (let lack = findLack(inspector, plans, carried); lack; lack = findLack(inspector, plans, carried)) {
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
  inspector: AppInspector,
  plans: ReadonlyMap<string, Plan>,
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
  desired: DesiredElsewhere,
  choices: AppChoices,
  { skuId, disabledPlans: offBefore }: LicenseAdd,
  held: HeldGroup,
  users: ReadonlyMap<string, DirectoryUser>,
): AppChoices {
  const isTurnedOff = (id: string): boolean => choices[id] === 'off' && !offBefore.includes(id);
  if (!Object.keys(choices).some(isTurnedOff)) return choices;
  const promised = listPromisedToMembers(desired, held, users, skuId);
  const kept = Object.keys(choices).filter((id) => isTurnedOff(id) && promised.has(id));
  return { ...choices, ...Object.fromEntries(kept.map((id) => [id, 'on'] as const)) };
}
