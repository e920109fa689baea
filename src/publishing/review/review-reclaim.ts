import type { BlockedUser } from '../../model/block.js';
import type { ChangeSet, ReclaimItem } from '../../model/change-set.js';
import type { DirectoryUser } from '../../model/user.js';
import { describeElsewhere, listUnproven } from './desired.js';
import { assemble, byNameAndId, lineUp } from './licenses/assemble.js';
import { AppInspector, createBlock, nameMissing } from './people/blockers.js';
import { changesAnything, type PersonDraft } from './people/person-draft.js';
import { reclaimFromPerson, type ReclaimContext } from './people/reclaim-from-person.js';
import { defaultPolicy, type ReviewInput } from './review-input.js';

/**
 * Reviews taking back exactly these direct licenses, whoever gave them, and to give the plans that stand in for them.
 * The administrator names each license, which is what adopts it; nothing else of anybody changes. Pure.
 *
 * A license that a workspace gives stays, because the workspace would give it again: the person has to be
 * unsubscribed there. A license that only a group gives stays, too. Both are listed as blocked, with the reason.
 * Whoever cannot get the plan in its place keeps what is held: nobody is left with half a swap.
 */
export function reviewReclaim(
  items: readonly ReclaimItem[],
  input: Omit<ReviewInput, 'workspace'>,
): ChangeSet {
  const { decisions = {} } = input;
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const inspector = new AppInspector(plans, input.refusedPairs);
  const context: ReclaimContext = {
    desired: describeElsewhere(input),
    grants: input.grants,
    plans,
    inspector,
    policy: { ...defaultPolicy, ...input.policy },
    decisions,
    proposedUsageLocation: input.proposedUsageLocation,
  };
  const excluded = new Set(decisions.leftOut);
  const blocked: BlockedUser[] = [];
  const leftOut: string[] = [];
  const ready: PersonDraft[] = [];
  const wanted = groupByUser(items);
  const present: DirectoryUser[] = [];
  for (const userId of [...wanted.keys()].sort()) {
    const user = input.users.get(userId);
    if (user) present.push(user);
    else blocked.push(createBlock(nameMissing(userId), 'user-missing'));
  }
  let unchangedCount = 0;
  for (const user of present.sort(byNameAndId)) {
    const { draft, blocks } = reclaimFromPerson(context, user, wanted.get(user.id) ?? new Map());
    const hasWork = changesAnything(draft);
    if (!hasWork && blocks.length === 0) unchangedCount += 1;
    else if (excluded.has(user.id)) leftOut.push(user.id);
    else {
      blocked.push(...blocks);
      if (hasWork && blocks.every((block) => block.blocks === 'part')) ready.push(draft);
    }
  }
  return assemble(
    { kind: 'reclaim', route: 'direct', readAt: input.readAt },
    {
      plans,
      inspector,
      line: lineUp(ready, decisions.waiting),
      everybody: ready,
      blocked,
      pending: input.pending,
      skuIds: [],
    },
    { unchangedCount, leftOut: leftOut.sort(), notes: [], unproven: listUnproven(input) },
  );
}

/**
 * By user: each plan to take once, in one order, with the plan in its place if there is one. A plan that is to stand in
 * for another is not taken, so that the next review finds nothing to do.
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
