import { disabledPlans } from '../../model/app-choice.js';
import type { BlockedUser } from '../../model/block.js';
import { entitlementToKey, toPlan } from '../../model/entitlement.js';
import { planObstacle } from '../../model/plan.js';
import { sameIds } from '../../model/same-ids.js';
import type { LicenseAdd } from '../../model/step.js';
import type { DirectoryUser } from '../../model/user.js';
import type { PublishRecord } from '../../store/journal/publish-record.js';
import { listPromisedToMembers } from '../review/elsewhere.js';
import { createBlock } from '../review/people/blockers.js';
import type { ReviewContext } from '../review/people/review-person.js';
import type { HeldGroup, ReviewInput } from '../review/review-input.js';
import { createGroupChange, toHolder, type GroupReview } from '../routes/group/group-review.js';
import type { LaterChanges } from './later-changes.js';
import type { UndoneChange } from './undone-change.js';

/** Taking back what a publish did to the workspace's group. */
export interface GroupUndo {
  readonly groupId: string;
  readonly carriedSkuIds: readonly string[];
  /** Joining or leaving again; undefined where the publish moved nobody, or somebody else did since. */
  moveOf(change: UndoneChange): 'join' | 'leave' | undefined;
  /** Why somebody cannot get back what the publish took through the group. */
  blocksOf(change: UndoneChange, user: DirectoryUser): BlockedUser[];
  /**
   * The group's own change. A plan goes only when everybody in the group is undone as well: people who joined since,
   * or are left out, keep it, and so does then everybody who stays.
   */
  review(undone: ReadonlySet<string>): GroupReview;
}

export function undoGroup(
  { grants, plans, desired, workspaceId }: ReviewContext,
  record: PublishRecord,
  later: LaterChanges,
  { group: held, users }: Pick<ReviewInput, 'group' | 'users'>,
): GroupUndo | undefined {
  if (!record.plannedGroup || !held) return undefined;
  const { groupId, members } = held;
  const holder = toHolder(held);
  const membership = { kind: 'membership', groupId } as const;
  const membershipKey = entitlementToKey(membership);
  const carriedBefore = new Map(held.licenses.map((license) => [license.skuId, license]));
  const isFree = (skuId: string): boolean => !later.touches(holder, toPlan(skuId));
  const given = listGiven(record, held)
    .filter((skuId) => grants.of(holder, toPlan(skuId)).has(workspaceId))
    .filter(isFree)
    .sort();
  // A plan may have lost apps since.
  const asItIs = ({ skuId, disabledPlans: off }: LicenseAdd): LicenseAdd => {
    const plan = plans.get(skuId);
    return { skuId, disabledPlans: plan ? disabledPlans(plan, {}, off) : off };
  };
  const taken = listTaken(record, held)
    .filter(({ skuId }) => isFree(skuId))
    .map(asItIs);
  const changed = listChanged(
    record,
    held,
    (skuId) => listPromisedToMembers(desired, held, users, skuId),
    asItIs,
  ).filter(({ skuId }) => isFree(skuId));
  const obstacles = taken.flatMap((license) => {
    const plan = plans.get(license.skuId);
    const obstacle = plan ? planObstacle(plan) : 'company-only';
    return obstacle ? [{ skuId: license.skuId, obstacle }] : [];
  });
  return {
    groupId,
    carriedSkuIds: [...carriedBefore.keys()],
    moveOf({ userId, summary: { move }, effects }) {
      if (later.touches({ kind: 'user', userId }, membership)) return undefined;
      const isOurs = grants.ofUser(userId, membership).has(workspaceId);
      if (move === 'join' && effects.given.has(membershipKey) && members.has(userId) && isOurs)
        return 'leave';
      if (move === 'leave' && effects.taken.has(membershipKey) && !members.has(userId)) return 'join';
      return undefined;
    },
    blocksOf: ({ summary }, user) =>
      obstacles
        .filter(({ skuId }) => summary.licenses.remove.includes(skuId))
        .map(({ skuId, obstacle }) =>
          createBlock(user, obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable', { skuId }),
        ),
    review(undone) {
      const others = [...members].some((userId) => !undone.has(userId));
      const blockedSkus = new Set(obstacles.map(({ skuId }) => skuId));
      const add = [...taken.filter(({ skuId }) => !blockedSkus.has(skuId)), ...changed];
      const remove = others ? [] : given;
      const carried = new Map(carriedBefore);
      for (const license of add) carried.set(license.skuId, license);
      for (const skuId of remove) carried.delete(skuId);
      return {
        change: createGroupChange(held, add, remove),
        obstacles: [],
        carried,
        carriedBefore,
        members,
        groupId,
        kept: [],
        gone: [],
      };
    },
  };
}

/** Says of somebody who stays in the group that others need what the publish gave through it. */
export function blockStaying(
  { summary: { throughGroup } }: UndoneChange,
  user: DirectoryUser,
  move: 'join' | 'leave' | undefined,
  { members, carried }: GroupReview,
): BlockedUser[] {
  if (move || !members.has(user.id)) return [];
  return throughGroup.add
    .map(({ skuId }) => skuId)
    .filter((skuId) => carried.has(skuId) && !throughGroup.changed.includes(skuId))
    .map((skuId) => createBlock(user, 'given-by-workspace', { skuId, blocks: 'part' }));
}

/** Plans that the publish put on the group and that are on it still. */
function listGiven(record: PublishRecord, held: HeldGroup): string[] {
  const { given } = record.effectsOf(toHolder(held));
  const before = new Set(record.plannedGroup?.before.map(({ skuId }) => skuId));
  return held.licenses
    .map(({ skuId }) => skuId)
    .filter((skuId) => given.has(entitlementToKey(toPlan(skuId))) && !before.has(skuId));
}

/** Plans that the publish took from the group and that nobody put back. */
function listTaken(record: PublishRecord, held: HeldGroup): LicenseAdd[] {
  const { taken } = record.effectsOf(toHolder(held));
  return (record.plannedGroup?.before ?? [])
    .filter(({ skuId }) => taken.has(entitlementToKey(toPlan(skuId))))
    .filter(({ skuId }) => !held.licenses.some((license) => license.skuId === skuId));
}

/** Plans of which the publish changed apps that nobody changed since, with the apps as they were and those promised. */
function listChanged(
  { plannedGroup }: PublishRecord,
  { licenses }: HeldGroup,
  promisedOf: (skuId: string) => ReadonlySet<string>,
  asItIs: (license: LicenseAdd) => LicenseAdd,
): LicenseAdd[] {
  return (plannedGroup?.before ?? []).flatMap(({ skuId, disabledPlans: offBefore }) => {
    const set = plannedGroup?.add.find((license) => license.skuId === skuId);
    const now = licenses.find((license) => license.skuId === skuId);
    if (!set || !now || !sameIds(now.disabledPlans, set.disabledPlans)) return [];
    const promised = promisedOf(skuId);
    const back = asItIs({ skuId, disabledPlans: offBefore.filter((id) => !promised.has(id)) });
    return sameIds(set.disabledPlans, back.disabledPlans) ? [] : [back];
  });
}
