import { ageMs } from '../../../model/elapsed.js';
import type { Plan } from '../../../model/plan.js';
import type { PublishSummary } from '../../../store/journal-entry.js';
import type { Journal } from '../../../store/store.js';
import { readIfReadable, type PublishRecord } from '../../publish-record.js';
import type { ReadOptions } from './read-tenant.js';
import { lagMs } from './recent-writes.js';

/**
 * Shows in the counts of plans what was published in the last minute, by whomever: Microsoft's own may not show it yet. A
 * count is behind where it stands as it stood before the publish.
 *
 * @param publishes - the newest first
 * @param now - milliseconds since the epoch
 */
export async function overlayRecentCounts(
  plans: readonly Plan[],
  publishes: readonly PublishSummary[],
  journal: Pick<Journal, 'read'>,
  now: number,
  options: ReadOptions = {},
): Promise<readonly Plan[]> {
  let shown = plans;
  const recent = publishes.filter(({ finished }) => finished && ageMs(finished.at, now) < lagMs);
  for (const { head } of [...recent].reverse()) {
    const record = await readIfReadable(journal, head.publishId, options);
    if (record) shown = showOn(shown, record);
  }
  return shown;
}

function showOn(plans: readonly Plan[], { changes, outcomes, assigned }: PublishRecord): readonly Plan[] {
  const difference = new Map<string, number>();
  const count = (skuIds: readonly string[], by: number): void => {
    for (const skuId of skuIds) difference.set(skuId, (difference.get(skuId) ?? 0) + by);
  };
  for (const { userId, needs = [], frees = [] } of changes) {
    const outcome = outcomes.get(userId);
    if (outcome?.status !== 'applied' || outcome.reason !== undefined) continue;
    count(needs, 1);
    count(frees, -1);
  }
  return plans.map((plan) =>
    plan.consumedUnits === assigned[plan.skuId]
      ? { ...plan, consumedUnits: plan.consumedUnits + (difference.get(plan.skuId) ?? 0) }
      : plan,
  );
}
