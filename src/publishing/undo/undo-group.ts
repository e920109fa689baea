import { entitlementToKey, toMembership, toPlan } from '../../model/holding/entitlement.js';
import { groupHolder, userHolder } from '../../model/holding/holder.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { BlockedUser, BlockReason } from '../../model/publish/block.js';
import type { LicenseAdd } from '../../model/publish/step.js';
import { sameIds } from '../../model/same-ids.js';
import type { PublishRecord } from '../../store/journal/publish-record.js';
import { listPromisedInGroup } from '../review/elsewhere.js';
import { createBlock, findPlanReason } from '../review/people/blockers.js';
import type { HeldGroup } from '../review/review-input.js';
import { createGroupReview, indexCarried, listOurs, type GroupReview } from '../routes/group/group-review.js';
import { restoreLicense, type UndoContext, type UndoneChange } from './undone-change.js';

/** Taking back what a publish did to the workspace's group. */
export interface GroupUndo {
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

export function undoGroup(context: UndoContext): GroupUndo | undefined {
  const { grants, plans, workspaceId, record, later, held } = context;
  if (!record.plannedGroup || !held) return undefined;
  const { groupId, members } = held;
  const holder = groupHolder(groupId);
  const membership = toMembership(groupId);
  const membershipKey = entitlementToKey(membership);
  const isFree = (skuId: string): boolean => !later.touches(holder, toPlan(skuId));
  const given = listGiven(record, held, listOurs(context)).filter(isFree);
  const taken = listTaken(record, held)
    .filter(({ skuId }) => isFree(skuId))
    .map((license) => restoreLicense(context, license));
  const changed = listChanged(context, held).filter(({ skuId }) => isFree(skuId));
  const reasons = new Map<string, BlockReason>();
  for (const { skuId } of taken) {
    const reason = findPlanReason(plans.get(skuId));
    if (reason) reasons.set(skuId, reason);
  }
  return {
    carriedSkuIds: held.licenses.map(({ skuId }) => skuId),
    moveOf({ userId, summary: { move }, effects }) {
      if (later.touches(userHolder(userId), membership)) return undefined;
      const isOurs = grants.ofUser(userId, membership).has(workspaceId);
      if (move === 'join' && effects.given.has(membershipKey) && members.has(userId) && isOurs)
        return 'leave';
      if (move === 'leave' && effects.taken.has(membershipKey) && !members.has(userId)) return 'join';
      return undefined;
    },
    blocksOf: ({ summary }, user) =>
      [...reasons]
        .filter(([skuId]) => summary.licenses.remove.includes(skuId))
        .map(([skuId, reason]) => createBlock(user, reason, { skuId })),
    review(undone) {
      const others = [...members].some((userId) => !undone.has(userId));
      const add = [...taken.filter(({ skuId }) => !reasons.has(skuId)), ...changed];
      const remove = others ? [] : given;
      const carried = new Map(indexCarried(held));
      for (const license of add) carried.set(license.skuId, license);
      for (const skuId of remove) carried.delete(skuId);
      return createGroupReview(context, { add, remove, carried });
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

/**
 * Keeps out whoever would get something else than the publish took: plans that the group did not carry then, or none of
 * those that it did. What is only partly there is given back as far as it goes.
 */
export function blockRejoining(
  { plannedGroup }: PublishRecord,
  { summary: { throughGroup } }: UndoneChange,
  user: DirectoryUser,
  move: 'join' | 'leave' | undefined,
  { carried }: GroupReview,
): BlockedUser[] {
  if (move !== 'join') return [];
  const before = new Set(plannedGroup?.before.map(({ skuId }) => skuId));
  const more = [...carried.keys()].filter((skuId) => !before.has(skuId));
  const gone = throughGroup.remove.filter((skuId) => !carried.has(skuId));
  const isNothingLeft = gone.length === throughGroup.remove.length;
  return [
    ...more.map((skuId) => createBlock(user, 'changed-since', { skuId })),
    ...gone.map((skuId) =>
      createBlock(user, 'changed-since', { skuId, blocks: isNothingLeft ? 'user' : 'part' }),
    ),
  ];
}

/** Of the plans that the workspace put on the group, those that this publish did. */
function listGiven(record: PublishRecord, { groupId }: HeldGroup, ours: readonly string[]): string[] {
  const { given } = record.effectsOf(groupHolder(groupId));
  const before = new Set(record.plannedGroup?.before.map(({ skuId }) => skuId));
  return ours.filter((skuId) => given.has(entitlementToKey(toPlan(skuId))) && !before.has(skuId));
}

/** Plans that the publish took from the group and that nobody put back. */
function listTaken(record: PublishRecord, held: HeldGroup): LicenseAdd[] {
  const { taken } = record.effectsOf(groupHolder(held.groupId));
  const carried = indexCarried(held);
  return (record.plannedGroup?.before ?? []).filter(
    ({ skuId }) => taken.has(entitlementToKey(toPlan(skuId))) && !carried.has(skuId),
  );
}

/** Plans of which the publish changed apps that nobody changed since, with the apps as they were and those promised. */
function listChanged(context: UndoContext, held: HeldGroup): LicenseAdd[] {
  const { add = [], before = [] } = context.record.plannedGroup ?? {};
  const carried = indexCarried(held);
  return before.flatMap((license) => {
    const set = add.find(({ skuId }) => skuId === license.skuId);
    const now = carried.get(license.skuId);
    if (!set || !now || !sameIds(now.disabledPlans, set.disabledPlans)) return [];
    const back = restoreLicense(context, license, listPromisedInGroup(context, license.skuId));
    return sameIds(set.disabledPlans, back.disabledPlans) ? [] : [back];
  });
}
