import { priceOf, type Prices } from '../../insights/prices.js';
import { isUnlimited, planKind, type PlanKind } from '../../model/plan/plan-kind.js';
import { countPlan, type Plan, type PlanCounts } from '../../model/plan/plan.js';
import type { Subscription } from '../../services/licenses/subscriptions.js';

/** What a chart and a table show of one plan. */
export interface UsageRow {
  readonly plan: Plan;
  readonly kind: PlanKind;
  readonly counts: PlanCounts;
  /** So many units that only the assigned ones say anything. */
  readonly unlimited: boolean;
  /** When units end unless renewed, UTC. */
  readonly endsAt?: Date;
  /** What a unit costs in a month, where the portal knows it. */
  readonly price?: number;
}

export interface Usage {
  /** Largest first. */
  readonly rows: readonly UsageRow[];
  /** Of the paid plans, whatever else is shown. */
  readonly totals: PlanCounts;
  /** What those of them with a known price cost in a month; missing when no price is known. */
  readonly costs?: PlanCounts;
  /** Free and trial plans that are not shown. */
  readonly hiddenCount: number;
}

export interface UsageOptions {
  /** Missing when they may not be read: trials and dates are then unknown. */
  readonly subscriptions: readonly Subscription[] | undefined;
  readonly freeAndTrial: boolean;
  readonly prices: Prices | undefined;
}

const none: PlanCounts = { total: 0, assigned: 0, available: 0, expiringSoon: 0, suspended: 0 };

/** Counts licenses per plan and altogether. Plans for the whole company are left out: nobody is assigned one. */
export function countUsage(
  plans: readonly Plan[],
  { subscriptions, freeAndTrial, prices }: UsageOptions,
): Usage {
  const all = plans
    .map((plan) => toRow(plan, subscriptions, prices))
    .filter((row) => row.kind !== 'company')
    .sort((a, b) => size(b) - size(a) || (a.plan.name < b.plan.name ? -1 : 1));
  const paid = all.filter((row) => row.kind === 'paid');
  const others = all.filter((row) => row.kind !== 'paid');
  const priced = paid.filter(({ price }) => price !== undefined);
  return {
    rows: freeAndTrial ? [...paid, ...others] : paid,
    totals: paid.reduce((sum, { counts }) => add(sum, counts), none),
    ...(priced.length > 0
      ? { costs: priced.reduce((sum, { counts, price = 0 }) => add(sum, counts, price), none) }
      : {}),
    hiddenCount: freeAndTrial ? 0 : others.length,
  };
}

function toRow(
  plan: Plan,
  subscriptions: readonly Subscription[] | undefined,
  prices: Prices | undefined,
): UsageRow {
  const counts = countPlan(plan);
  const price = priceOf(prices, plan);
  const ends = (subscriptions ?? [])
    .filter(({ skuId, status }) => skuId === plan.skuId && status === 'Warning')
    .flatMap(({ nextLifecycle }) => nextLifecycle ?? []);
  const [endsAt] = ends.sort((a, b) => a.getTime() - b.getTime());
  return {
    plan,
    kind: planKind(plan, subscriptions),
    counts,
    unlimited: isUnlimited(plan),
    ...(endsAt ? { endsAt } : {}),
    ...(price === undefined ? {} : { price }),
  };
}

function size({ counts, unlimited }: UsageRow): number {
  return unlimited ? counts.assigned : counts.total;
}

/** Adds counts to a sum, each unit so many times. */
function add(sum: PlanCounts, counts: PlanCounts, times = 1): PlanCounts {
  return {
    total: sum.total + counts.total * times,
    assigned: sum.assigned + counts.assigned * times,
    available: sum.available + counts.available * times,
    expiringSoon: sum.expiringSoon + counts.expiringSoon * times,
    suspended: sum.suspended + counts.suspended * times,
  };
}
