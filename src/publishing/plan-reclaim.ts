import { reclaimId, type BlockedUser, type PublishPlan, type ReclaimItem } from '../model/publish-plan.js';
import { directLicense, type DirectoryUser } from '../model/user.js';
import { assemblePlan, byNameAndId } from './assemble-plan.js';
import { AppInspector, createBlock } from './blockers.js';
import { describeDesired, gives } from './desired.js';
import type { PublishInput } from './publish-input.js';
import { createDraft, type UserDraft } from './user-draft.js';

/**
 * Plans to take back exactly these direct licenses, whoever gave them. The administrator names each one, which is what
 * adopts it; nothing else of anybody changes. Pure.
 *
 * A license that a published workspace gives stays, because the workspace would give it again: the person has to be
 * unsubscribed there. A license that only a group gives stays, too. Both are listed as blocked, with the reason.
 */
export function planReclaim(items: readonly ReclaimItem[], input: PublishInput): PublishPlan {
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const inspector = new AppInspector(plans);
  const desired = describeDesired(input);
  const excluded = new Set(input.decisions?.leftOut);
  const blocked: BlockedUser[] = [];
  const leftOut: string[] = [];
  const ready: UserDraft[] = [];
  const wanted = groupByUser(items);
  const present: DirectoryUser[] = [];
  for (const userId of [...wanted.keys()].sort()) {
    const user = input.users.get(userId);
    if (user) present.push(user);
    else
      blocked.push(createBlock({ id: userId, displayName: userId, userPrincipalName: '' }, 'user-missing'));
  }
  let unchangedCount = 0;
  for (const user of present.sort(byNameAndId)) {
    const removeLicenses: string[] = [];
    const blocks: BlockedUser[] = [];
    for (const skuId of wanted.get(user.id) ?? []) {
      const groupId = user.licenses.find((license) => license.skuId === skuId)?.assignedByGroup;
      if (desired.othersOf(user.id).some((bundle) => gives(bundle, skuId)))
        blocks.push(createBlock(user, 'given-by-workspace', { skuId, blocks: 'plan' }));
      else if (directLicense(user, skuId)) removeLicenses.push(skuId);
      else if (groupId)
        blocks.push(
          createBlock(user, 'licensed-by-group', { skuId, groupId, blocks: 'plan', remedies: ['leave-out'] }),
        );
    }
    if (removeLicenses.length + blocks.length === 0) unchangedCount += 1;
    else if (excluded.has(user.id)) leftOut.push(user.id);
    else {
      blocked.push(...blocks);
      if (removeLicenses.length > 0)
        ready.push(
          createDraft(user, {
            addLicenses: [],
            changedPlans: [],
            removeLicenses,
            addServices: [],
            removeServices: [],
          }),
        );
    }
  }
  return assemblePlan(
    { kind: 'reclaim', route: 'direct', workspaceId: reclaimId, readAt: input.readAt },
    { plans, inspector, ready, everybody: ready, blocked, skuIds: [] },
    { unchangedCount, leftOut: leftOut.sort(), ledger: [] },
  );
}

/** SKU ids by user, each once and in one order. */
function groupByUser(items: readonly ReclaimItem[]): ReadonlyMap<string, readonly string[]> {
  const byUser = new Map<string, Set<string>>();
  for (const { userId, skuId } of items) {
    const skuIds = byUser.get(userId);
    if (skuIds) skuIds.add(skuId);
    else byUser.set(userId, new Set([skuId]));
  }
  return new Map([...byUser].map(([userId, skuIds]) => [userId, [...skuIds].sort()]));
}
