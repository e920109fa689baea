import { disabledPlans, type AppChoices } from '../model/app-choice.js';
import { planObstacle } from '../model/plan.js';
import type {
  BlockedUser,
  BlockReason,
  GroupChange,
  LedgerChange,
  LicenseAdd,
} from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { blockApps } from './block-apps.js';
import { createBlock, personObstacles } from './blockers.js';
import type { DesiredElsewhere } from './desired.js';
import { listNeeded, listPromisedToMembers } from './needed-elsewhere.js';
import type { PlanningContext } from './plan-user.js';
import { groupKey, type HeldGroup } from './publish-input.js';
import { listFailures, withoutStuck } from './stuck-members.js';
import { createDraft, isDirect, isWorking, type PlannedUser, type UserDraft } from './user-draft.js';

/** The group route as one publish sees it. */
export interface GroupPlanning {
  readonly change: GroupChange;
  readonly blocked: readonly BlockReason[];
  /** The group is the workspace's own: what it carries and the workspace wants was given by it. */
  readonly ledger: readonly LedgerChange[];
  /** What every member has from the group once the change took effect. */
  readonly carried: ReadonlyMap<string, LicenseAdd>;
  readonly carriedBefore: ReadonlyMap<string, LicenseAdd>;
  readonly members: ReadonlySet<string>;
  readonly groupId: string | undefined;
  /** Plans (SKU ids) that stay on the group only because another workspace gives them to a member. */
  readonly kept: readonly string[];
}

/**
 * Works out what the workspace's group has to carry. Plans that nobody gave to the group here stay on it, and so do those
 * that a member would lose to whom another workspace gives them; their apps stay on for the same reason.
 */
export function planGroup(
  context: PlanningContext,
  held: HeldGroup | undefined,
  users: ReadonlyMap<string, DirectoryUser>,
): GroupPlanning {
  const { desired, plans, ledger, workspaceId } = context;
  const carriedBefore = new Map((held?.licenses ?? []).map((license) => [license.skuId, license]));
  const carried = new Map(carriedBefore);
  const addLicenses: LicenseAdd[] = [];
  const blocked: BlockReason[] = [];
  for (const [skuId, choices] of desired.own?.plans ?? []) {
    const plan = plans.get(skuId);
    const obstacle = plan ? planObstacle(plan) : 'company-only';
    if (!plan || obstacle) {
      blocked.push(obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable');
      continue;
    }
    const before = carriedBefore.get(skuId);
    const kept = before && held ? keepPromised(desired, choices, before, held, users) : choices;
    const license = { skuId, disabledPlans: disabledPlans(plan, kept, before?.disabledPlans) };
    carried.set(skuId, license);
    if (!before || [...before.disabledPlans].sort().join() !== license.disabledPlans.join())
      addLicenses.push(license);
  }
  const released = [...carriedBefore.keys()]
    .filter((skuId) => !desired.own?.plans.has(skuId))
    .filter((skuId) => ledger.ownersOf(groupKey(workspaceId), skuId))
    .sort();
  const needed = new Set(
    [...(released.length > 0 ? (held?.members ?? []) : [])].flatMap((userId) => {
      const user = users.get(userId);
      return user ? listNeeded(desired, user, held?.groupId, released) : [];
    }),
  );
  const removeLicenses = released.filter((skuId) => !needed.has(skuId));
  for (const skuId of removeLicenses) carried.delete(skuId);
  return {
    change: createGroupChange(held, addLicenses, removeLicenses),
    blocked,
    ledger: [...carriedBefore.keys()]
      .filter((skuId) => desired.own?.plans.has(skuId))
      .filter((skuId) => !ledger.ownersOf(groupKey(workspaceId), skuId)?.has(workspaceId))
      .map((key) => ({ action: 'claim', workspaceId, userId: groupKey(workspaceId), key })),
    carried,
    carriedBefore,
    members: held?.members ?? new Set(),
    groupId: held?.groupId,
    kept: released.filter((skuId) => needed.has(skuId)),
  };
}

/**
 * Works out what becomes of the group that carried the plans before the workspace went over to the direct route: whom the
 * workspace let in leaves it with direct licenses, and then its plans go, too. Undefined when there is nothing of it left.
 */
export function planFormerGroup(
  context: PlanningContext,
  held: HeldGroup | undefined,
  users: ReadonlyMap<string, DirectoryUser>,
): GroupPlanning | undefined {
  const { desired, ledger, workspaceId } = context;
  const key = groupKey(workspaceId);
  if (!held) return undefined;
  const inside = [...held.members].filter((userId) => ledger.ownersOf(userId, key)?.has(workspaceId));
  const given = held.licenses.filter(({ skuId }) => ledger.ownersOf(key, skuId));
  if (inside.length + given.length === 0) return undefined;
  const isInUse = inside.some((userId) => desired.own?.subscribers.has(userId));
  if (!isInUse) return planGroup({ ...context, desired: { ...desired, own: undefined } }, held, users);
  const carried = new Map(held.licenses.map((license) => [license.skuId, license]));
  const { members, groupId } = held;
  const change = createGroupChange(held, [], []);
  return { change, blocked: [], ledger: [], carried, carriedBefore: carried, members, groupId, kept: [] };
}

/** The choices without switching off what another workspace promises a member. */
function keepPromised(
  desired: DesiredElsewhere,
  choices: AppChoices,
  { skuId, disabledPlans: offBefore }: LicenseAdd,
  held: HeldGroup,
  users: ReadonlyMap<string, DirectoryUser>,
): AppChoices {
  const isSwitchedOff = (id: string): boolean => choices[id] === 'off' && !offBefore.includes(id);
  if (!Object.keys(choices).some(isSwitchedOff)) return choices;
  const promised = listPromisedToMembers(desired, held, users, skuId);
  const kept = Object.keys(choices).filter((id) => isSwitchedOff(id) && promised.has(id));
  return { ...choices, ...Object.fromEntries(kept.map((id) => [id, 'on'] as const)) };
}

/** Adds to a user's plan what joining, staying in or leaving the group means. */
export function addMembership(
  context: PlanningContext,
  group: GroupPlanning,
  { draft, blocks, ledger }: PlannedUser,
): PlannedUser {
  const { user, change } = draft;
  const { workspaceId } = context;
  const wanted = context.desired.own?.subscribers.has(user.id) ?? false;
  const member = group.members.has(user.id);
  const key = groupKey(workspaceId);
  const joined = context.ledger.ownersOf(user.id, key)?.has(workspaceId) ?? false;
  if (!wanted) return letOut(context, group, { draft, blocks, ledger });
  const overruled = context.decisions.assignAnyway?.[user.id] ?? [];
  const more: BlockedUser[] = group.blocked.map((reason) => createBlock(user, reason));
  if (!member && change.addServices.length === 0)
    for (const reason of personObstacles(user, context.policy, overruled))
      more.push(createBlock(user, reason));
  if (member) more.push(...group.kept.map((skuId) => blockNeeded(user, skuId)), ...listFailures(user, group));
  const whole = draftMembership(user, draft, withoutStuck(user, group), true, member ? undefined : 'join');
  if (whole.change.addLicenses.length > 0) more.push(...blockApps(context.inspector, whole, overruled));
  const ledgerChanges: LedgerChange[] =
    joined === member ? [] : [{ action: member ? 'claim' : 'drop', workspaceId, userId: user.id, key }];
  return { draft: whole, blocks: [...blocks, ...more], ledger: [...ledger, ...ledgerChanges] };
}

/** Adds to a user's plan that the group lets them out, if it is the workspace that let them in. */
export function letOut(
  { desired, ledger, workspaceId }: PlanningContext,
  group: GroupPlanning,
  { draft, blocks, ledger: changes }: PlannedUser,
): PlannedUser {
  const { user } = draft;
  const key = groupKey(workspaceId);
  const joined = ledger.ownersOf(user.id, key);
  if (!group.members.has(user.id)) {
    const drop: LedgerChange = { action: 'drop', workspaceId, userId: user.id, key };
    return { draft, blocks, ledger: joined?.has(workspaceId) ? [...changes, drop] : changes };
  }
  const added = new Set(draft.change.addLicenses.map(({ skuId }) => skuId));
  const needed = joined
    ? listNeeded(desired, user, group.groupId, group.carriedBefore.keys()).filter(
        (skuId) => !added.has(skuId),
      )
    : [];
  const step = joined && needed.length === 0 ? 'leave' : undefined;
  return {
    // Who stays in it gets what is new to the group, like everybody in it.
    draft: draftMembership(user, draft, withoutStuck(user, group), step === undefined, step),
    blocks: [...blocks, ...needed.map((skuId) => blockNeeded(user, skuId))],
    ledger: changes,
  };
}

function blockNeeded(user: DirectoryUser, skuId: string): BlockedUser {
  return createBlock(user, 'given-by-workspace', { skuId, blocks: 'plan' });
}

/**
 * Adds to a change of direct licenses and services what Microsoft gives and takes through the group.
 *
 * @param gains - whether the user is to have what the group carries
 */
export function draftMembership(
  user: DirectoryUser,
  direct: UserDraft,
  group: GroupPlanning,
  gains: boolean,
  step: 'join' | 'leave' | undefined,
): UserDraft {
  const parts = direct.change;
  const member = group.members.has(user.id);
  const added = new Set(parts.addLicenses.map(({ skuId }) => skuId));
  const gained = (gains ? [...group.carried.values()] : [])
    .filter(({ skuId }) => !member || !group.carriedBefore.has(skuId))
    .filter(({ skuId }) => !added.has(skuId));
  const switched = (gains && member ? group.change.addLicenses : []).filter(
    ({ skuId }) => group.carriedBefore.has(skuId) && !added.has(skuId) && isFromGroup(user, skuId, group),
  );
  const lost = step === 'leave' ? [...group.carriedBefore.keys()] : member ? group.change.removeLicenses : [];
  const losses = lost.filter((skuId) => {
    const sources = user.licenses.filter((each) => each.skuId === skuId && isWorking(each));
    const fromGroup = sources.filter((each) => each.assignedByGroup === group.groupId);
    const others = sources.length - fromGroup.length;
    const removed = parts.removeLicenses.includes(skuId) ? sources.filter(isDirect).length : 0;
    return fromGroup.length > 0 && others === removed && !added.has(skuId);
  });
  const draft = createDraft(
    user,
    {
      ...parts,
      addLicenses: [...parts.addLicenses, ...gained, ...switched],
      changedPlans: [...parts.changedPlans, ...switched.map(({ skuId }) => skuId)],
      removeLicenses: [...new Set([...parts.removeLicenses, ...losses])].sort(),
      byGroup: [
        ...gained.map(({ skuId }) => skuId),
        ...switched.map(({ skuId }) => skuId),
        ...losses.filter((skuId) => !parts.removeLicenses.includes(skuId)),
      ].sort(),
      ...(step ? { group: step } : {}),
    },
    direct.heldBefore,
  );
  const kept = switched.length > 0 ? keepOthers(user, direct, switched, group) : direct.licensesAfter;
  const after = [...kept.filter(({ skuId }) => !losses.includes(skuId)), ...gained, ...switched];
  return {
    ...draft,
    licensesAfter: after.sort((a, b) => (a.skuId < b.skuId ? -1 : 1)),
    frees: [...direct.frees.filter((skuId) => !gained.some((each) => each.skuId === skuId)), ...losses],
  };
}

/** Whether the group gives the user the plan now. */
export function isFromGroup(user: DirectoryUser, skuId: string, { groupId }: GroupPlanning): boolean {
  return user.licenses.some(
    (each) => each.skuId === skuId && each.assignedByGroup === groupId && isWorking(each),
  );
}

/** What the user has afterwards besides these plans as the group gives them. */
function keepOthers(
  user: DirectoryUser,
  direct: UserDraft,
  plans: readonly LicenseAdd[],
  { groupId }: GroupPlanning,
): readonly LicenseAdd[] {
  const skuIds = new Set(plans.map(({ skuId }) => skuId));
  const licenses = user.licenses.filter(
    ({ skuId, assignedByGroup }) => assignedByGroup !== groupId || !skuIds.has(skuId),
  );
  return createDraft({ ...user, licenses }, direct.change).licensesAfter;
}

/** A change of the group with what it carried of the plans concerned. */
export function createGroupChange(
  held: HeldGroup | undefined,
  addLicenses: readonly LicenseAdd[],
  removeLicenses: readonly string[],
): GroupChange {
  const touched = new Set([...addLicenses.map(({ skuId }) => skuId), ...removeLicenses]);
  const bySku = (a: LicenseAdd, b: LicenseAdd): number => (a.skuId < b.skuId ? -1 : 1);
  return {
    ...(held ? { groupId: held.groupId } : {}),
    addLicenses: [...addLicenses].sort(bySku),
    removeLicenses,
    before: (held?.licenses ?? []).filter(({ skuId }) => touched.has(skuId)).sort(bySku),
    bystanders: [],
  };
}
