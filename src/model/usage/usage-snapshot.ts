import { toDay } from '../days.js';
import { countPlan, type Plan } from '../plan/plan.js';

/** What a snapshot keeps of one plan: counts, nothing personal. */
export interface PlanSnapshot {
  readonly skuId: string;
  /** By it the plan is named when the tenant lists it no more. */
  readonly skuPartNumber: string;
  readonly total: number;
  readonly assigned: number;
  readonly expiringSoon: number;
  readonly suspended: number;
}

/** The counts of all plans on one day. */
export interface UsageSnapshot {
  /** UTC day, ISO 8601 (`2026-11-23`). */
  readonly date: string;
  /** By SKU id. */
  readonly plans: readonly PlanSnapshot[];
}

/** The counts of plans that are assigned to people, as they are at a moment. */
export function createSnapshot(plans: readonly Plan[], now: Date): UsageSnapshot {
  return {
    date: toDay(now),
    plans: plans
      .filter(({ appliesTo }) => appliesTo === 'User')
      .map((plan) => {
        const { total, assigned, expiringSoon, suspended } = countPlan(plan);
        return {
          skuId: plan.skuId,
          skuPartNumber: plan.skuPartNumber,
          total,
          assigned,
          expiringSoon,
          suspended,
        };
      })
      .sort((a, b) => (a.skuId < b.skuId ? -1 : 1)),
  };
}

/** How one plan differs between two days. A plan that is missing on a day counts as zero. */
export interface PlanChange {
  readonly skuId: string;
  readonly before: PlanSnapshot;
  readonly after: PlanSnapshot;
  /** More units assigned, or fewer. */
  readonly assigned: number;
  readonly total: number;
}

/** Compares two days, plan by plan: what changed most comes first. */
export function compareSnapshots(before: UsageSnapshot, after: UsageSnapshot): readonly PlanChange[] {
  const earlier = new Map(before.plans.map((plan) => [plan.skuId, plan]));
  const later = new Map(after.plans.map((plan) => [plan.skuId, plan]));
  return [...new Map([...earlier, ...later]).values()]
    .map((plan): PlanChange => {
      const a = earlier.get(plan.skuId) ?? withoutUnits(plan);
      const b = later.get(plan.skuId) ?? withoutUnits(plan);
      return {
        skuId: plan.skuId,
        before: a,
        after: b,
        assigned: b.assigned - a.assigned,
        total: b.total - a.total,
      };
    })
    .sort((a, b) => Math.abs(b.assigned) - Math.abs(a.assigned) || (a.skuId < b.skuId ? -1 : 1));
}

/** The last snapshot of a day or before it; undefined when all are later. */
export function findSnapshot(snapshots: readonly UsageSnapshot[], date: string): UsageSnapshot | undefined {
  return snapshots
    .filter((snapshot) => snapshot.date <= date)
    .sort(byDate)
    .at(-1);
}

function withoutUnits(plan: PlanSnapshot): PlanSnapshot {
  return { ...plan, total: 0, assigned: 0, expiringSoon: 0, suspended: 0 };
}

function byDate(a: UsageSnapshot, b: UsageSnapshot): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
}
