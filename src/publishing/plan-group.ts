import { disabledPlans } from '../model/app-choice.js';
import { planObstacle } from '../model/plan.js';
import type {
  BlockedUser,
  BlockReason,
  GroupChange,
  LedgerChange,
  LicenseAdd,
  PublishPlan,
} from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { blockApps } from './block-apps.js';
import { createBlock, personObstacles } from './blockers.js';
import type { PlanningContext } from './plan-user.js';
import { groupKey, type HeldGroup } from './publish-input.js';
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
}

/** Works out what the workspace's group has to carry. Plans that nobody gave to the group here stay on it. */
export function planGroup(context: PlanningContext, held: HeldGroup | undefined): GroupPlanning {
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
    const license = { skuId, disabledPlans: disabledPlans(plan, choices, before?.disabledPlans) };
    carried.set(skuId, license);
    if (!before || [...before.disabledPlans].sort().join() !== license.disabledPlans.join())
      addLicenses.push(license);
  }
  const removeLicenses = [...carriedBefore.keys()]
    .filter((skuId) => !desired.own?.plans.has(skuId))
    .filter((skuId) => ledger.ownersOf(groupKey(workspaceId), skuId))
    .sort();
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
  };
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
  const joined = context.ledger.ownersOf(user.id, key);
  const overruled = context.decisions.assignAnyway?.[user.id] ?? [];
  const more: BlockedUser[] = [];
  const ledgerChanges: LedgerChange[] = [...ledger];
  const step = wanted && !member ? 'join' : !wanted && member && joined ? 'leave' : undefined;
  if (joined?.has(workspaceId) && !member)
    ledgerChanges.push({ action: 'drop', workspaceId, userId: user.id, key });
  if (wanted && member && !joined?.has(workspaceId))
    ledgerChanges.push({ action: 'claim', workspaceId, userId: user.id, key });

  if (wanted) for (const reason of group.blocked) more.push(createBlock(user, reason));
  if (step === 'join' && change.addServices.length === 0)
    for (const reason of personObstacles(user, context.policy, overruled))
      more.push(createBlock(user, reason));
  if (wanted && member) more.push(...listFailures(user, group));

  const whole = draftMembership(user, draft, group, wanted, step);
  if (whole.change.addLicenses.length > 0) more.push(...blockApps(context.inspector, whole, overruled));
  return { draft: whole, blocks: [...blocks, ...more], ledger: ledgerChanges };
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
      addLicenses: [...parts.addLicenses, ...gained],
      removeLicenses: [...new Set([...parts.removeLicenses, ...losses])].sort(),
      byGroup: [
        ...gained.map(({ skuId }) => skuId),
        ...losses.filter((skuId) => !parts.removeLicenses.includes(skuId)),
      ].sort(),
      ...(step ? { group: step } : {}),
    },
    direct.heldBefore,
  );
  const after = [...direct.licensesAfter.filter(({ skuId }) => !losses.includes(skuId)), ...gained];
  return {
    ...draft,
    licensesAfter: after.sort((a, b) => (a.skuId < b.skuId ? -1 : 1)),
    frees: [...direct.frees, ...losses],
  };
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

/** Names in a plan whom else the group gives what it newly carries. */
export function nameBystanders(plan: PublishPlan, members: ReadonlySet<string>): PublishPlan {
  const { group, changes } = plan;
  const before = new Set(group?.before.map(({ skuId }) => skuId));
  if (!group?.addLicenses.some(({ skuId }) => !before.has(skuId))) return plan;
  const changed = new Set(changes.map(({ userId }) => userId));
  const bystanders = [...members].filter((userId) => !changed.has(userId)).sort();
  return { ...plan, group: { ...group, bystanders } };
}

const failureReasons: Readonly<Record<string, BlockReason>> = {
  CountViolation: 'no-licenses-left',
  MutuallyExclusiveViolation: 'apps-conflict',
  DependencyViolation: 'prerequisite-missing',
  ProhibitedInUsageLocationViolation: 'usage-location-missing',
};

/** What Microsoft could not give a member. */
function listFailures(user: DirectoryUser, { groupId, carriedBefore }: GroupPlanning): BlockedUser[] {
  return user.licenses
    .filter((each) => each.assignedByGroup === groupId && !isDirect(each) && !isWorking(each))
    .filter(({ skuId }) => carriedBefore.has(skuId))
    .map(({ skuId, error = '' }) =>
      createBlock(user, failureReasons[error] ?? 'plan-not-assignable', { skuId, blocks: 'plan' }),
    );
}
