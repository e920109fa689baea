import { planKind } from '../model/plan/plan-kind.js';
import { countPlan } from '../model/plan/plan.js';
import type { Keep } from '../model/usage/keep.js';
import type { Finding } from './finding.js';
import { priceOf } from './prices.js';
import type { WasteInput } from './waste-input.js';

/** Units of paid plans that nobody holds, with their renewal; units that end, of trials too, and units that are suspended. */
export function* findUnits(
  { plans, subscriptions = [], prices, now }: WasteInput,
  isKept: (userId: string | undefined, skuId: string) => Keep | undefined,
): Generator<Finding, void> {
  for (const plan of plans) {
    const { skuId } = plan;
    const kind = planKind(plan, subscriptions);
    if ((kind !== 'paid' && kind !== 'trial') || isKept(undefined, skuId)) continue;
    const { available, expiringSoon, suspended } = countPlan(plan);
    const own = subscriptions.filter((subscription) => subscription.skuId === skuId);
    const about = { skuId, items: [], kept: [], people: 0, confidence: 'certain' } as const;
    const price = priceOf(prices, plan);
    // What a trial has left costs nothing; but people lose it when it ends.
    if (available > 0 && kind === 'paid')
      yield {
        kind: 'unassigned',
        id: `unassigned ${skuId}`,
        ...about,
        licenses: available,
        ...(price === undefined ? {} : { monthlySaving: price * available }),
        ...toOn(firstDate(own, 'Enabled', now)),
      };
    if (expiringSoon > 0)
      yield {
        kind: 'expiring',
        id: `expiring ${skuId}`,
        ...about,
        licenses: expiringSoon,
        ...toOn(firstDate(own, 'Warning', now)),
      };
    if (suspended > 0)
      yield {
        kind: 'suspended',
        id: `suspended ${skuId}`,
        ...about,
        licenses: suspended,
        ...toOn(firstDate(own, 'Suspended', now)),
      };
  }
}

/** The first date to come on which a subscription in this state moves on. */
function firstDate(
  subscriptions: NonNullable<WasteInput['subscriptions']>,
  state: string,
  now: Date,
): Date | undefined {
  const dates = subscriptions
    .flatMap(({ status, nextLifecycle }) => (status === state && nextLifecycle ? [nextLifecycle] : []))
    .filter((date) => date >= now)
    .sort((a, b) => a.getTime() - b.getTime());
  return dates[0];
}

function toOn(on: Date | undefined): { on?: Date } {
  return on ? { on } : {};
}
