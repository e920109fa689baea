import { reclaimId, type BlockedUser, type PublishPlan, type ReclaimItem } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { assemblePlan, byNameAndId, lineUp } from './assemble-plan.js';
import { AppInspector, createBlock } from './blockers.js';
import { describeElsewhere } from './desired.js';
import { defaultPolicy, type PublishInput } from './publish-input.js';
import { reclaimFromUser, type ReclaimContext } from './reclaim-from-user.js';
import { changesAnything, type UserDraft } from './user-draft.js';

/**
 * Plans to take back exactly these direct licenses, whoever gave them, and to give the plans that stand in for them.
 * The administrator names each license, which is what adopts it; nothing else of anybody changes. Pure.
 *
 * A license that a workspace gives stays, because the workspace would give it again: the person has to be
 * unsubscribed there. A license that only a group gives stays, too. Both are listed as blocked, with the reason.
 * Whoever cannot get the plan in its place keeps what is held: nobody is left with half a swap.
 */
export function planReclaim(items: readonly ReclaimItem[], input: PublishInput): PublishPlan {
  const { decisions = {} } = input;
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const inspector = new AppInspector(plans, input.refusedPairs);
  const context: ReclaimContext = {
    workspaceId: reclaimId,
    desired: describeElsewhere(input.others),
    ledger: input.ledger,
    plans,
    inspector,
    policy: { ...defaultPolicy, ...input.policy },
    decisions,
    proposedUsageLocation: input.proposedUsageLocation,
  };
  const excluded = new Set(decisions.leftOut);
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
    const { draft, blocks } = reclaimFromUser(context, user, wanted.get(user.id) ?? new Map());
    const hasWork = changesAnything(draft);
    if (!hasWork && blocks.length === 0) unchangedCount += 1;
    else if (excluded.has(user.id)) leftOut.push(user.id);
    else {
      blocked.push(...blocks);
      if (hasWork && blocks.every((block) => block.blocks === 'plan')) ready.push(draft);
    }
  }
  return assemblePlan(
    { kind: 'reclaim', route: 'direct', workspaceId: reclaimId, readAt: input.readAt },
    { plans, inspector, line: lineUp(ready, decisions.waiting), everybody: ready, blocked, skuIds: [] },
    { unchangedCount, leftOut: leftOut.sort(), ledger: [] },
  );
}

/**
 * By user: each plan to take once, in one order, with the plan in its place if there is one. A plan that is to stand in
 * for another is not taken, so that planning again finds nothing to do.
 */
function groupByUser(
  items: readonly ReclaimItem[],
): ReadonlyMap<string, ReadonlyMap<string, string | undefined>> {
  const given = new Set(items.map(({ userId, insteadSkuId }) => `${userId} ${insteadSkuId ?? ''}`));
  const byUser = new Map<string, Map<string, string | undefined>>();
  const orderOf = ({ skuId, insteadSkuId = '' }: ReclaimItem): string => `${skuId} ${insteadSkuId}`;
  for (const { userId, skuId, insteadSkuId } of [...items].sort((a, b) =>
    orderOf(a) < orderOf(b) ? -1 : 1,
  )) {
    if (given.has(`${userId} ${skuId}`)) continue;
    const plans = byUser.get(userId);
    if (plans) plans.set(skuId, insteadSkuId);
    else byUser.set(userId, new Map([[skuId, insteadSkuId]]));
  }
  return byUser;
}
