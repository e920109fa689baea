import type { ReadOptions } from '../../../graph/graph-client.js';
import { ageMs } from '../../../model/elapsed.js';
import { entitlementToKey, toPlan } from '../../../model/holding/entitlement.js';
import type { GrantIndex } from '../../../model/holding/grant-index.js';
import { userHolder } from '../../../model/holding/holder.js';
import type { Plan } from '../../../model/plan/plan.js';
import type { PublishSummary } from '../../../store/journal/journal-entry.js';
import { readRecords, type PublishRecord } from '../../../store/journal/publish-record.js';
import type { Journal } from '../../../store/store.js';
import { isOvertaken } from './overtaken.js';
import { lagMs } from './recent-writes.js';

/**
 * Shows in the counts of plans what was published in the last minute, by whomever: Microsoft's own may not show it yet. A
 * count is behind where it stands as it stood before the publish, or on the way up from there.
 *
 * @param publishes - the newest first
 * @param grants - what is on record now
 * @param now - milliseconds since the epoch
 */
export async function overlayRecentCounts(
  plans: readonly Plan[],
  publishes: readonly PublishSummary[],
  grants: GrantIndex,
  journal: Pick<Journal, 'read'>,
  now: number,
  options: ReadOptions = {},
): Promise<readonly Plan[]> {
  const recent = publishes.filter(({ head, finished }) =>
    finished ? ageMs(finished.at, now) < lagMs : ageMs(head.startedAt, now) < cutOffMs,
  );
  return (await readRecords(journal, recent.reverse(), options)).reduce(
    (shown, record) => showOn(shown, record, grants),
    plans,
  );
}

/** How long ago one that was cut off can have begun whose effects the counts may not show, in milliseconds. */
const cutOffMs = 10 * 60_000;

function showOn(plans: readonly Plan[], record: PublishRecord, grants: GrantIndex): readonly Plan[] {
  const difference = new Map<string, number>();
  const add = (skuId: string, by: number): void =>
    void difference.set(skuId, (difference.get(skuId) ?? 0) + by);
  for (const { userId, needs = [], frees = [] } of record.changes) {
    if (isOvertaken(record, grants, userHolder(userId))) continue;
    const { status, reason } = record.outcomes.get(userId) ?? {};
    const { given, taken } = record.effectsOf(userHolder(userId));
    const isWhole = status === 'applied' && reason === undefined;
    for (const skuId of needs) if (isWhole || given.has(entitlementToKey(toPlan(skuId)))) add(skuId, 1);
    for (const skuId of frees) if (isWhole || taken.has(entitlementToKey(toPlan(skuId)))) add(skuId, -1);
  }
  return plans.map((plan) => {
    const before = record.assigned[plan.skuId];
    const after = (before ?? 0) + (difference.get(plan.skuId) ?? 0);
    // Where it rises, part of it may show before the rest does.
    const isBehind =
      plan.consumedUnits === before || (plan.consumedUnits > (before ?? after) && plan.consumedUnits < after);
    return isBehind ? { ...plan, consumedUnits: after } : plan;
  });
}
