import type { UsageGroup } from '../../../insights/group-usage.js';
import type { UsageRow } from '../count-usage.js';

/** What a chart and a table show of one department or country. */
export interface GroupRow {
  /** As people read it. */
  readonly label: string;
  /** As the directory has it, empty for people without one; absent for the row of all that are not shown. */
  readonly name?: string;
  readonly people: number;
  readonly licenses: number;
  /** Licenses by SKU id. */
  readonly byPlan: ReadonlyMap<string, number>;
  /** What they cost in a month by SKU id, where a price is known. */
  readonly costs: ReadonlyMap<string, number>;
  /** What they cost in a month altogether. */
  readonly cost: number;
}

/** Plans that share a part of every bar. */
export interface GroupSeries {
  readonly label: string;
  readonly skuIds: readonly string[];
}

export interface GroupTable {
  /** Largest first; beyond `mostRows` the rest is one row. */
  readonly rows: readonly GroupRow[];
  /** The plans that are held most, and all others together. */
  readonly series: readonly GroupSeries[];
}

export interface GroupWords {
  readonly nameGroup: (name: string) => string;
  readonly otherGroups: (count: number) => string;
  readonly otherPlans: string;
}

/** Bars that a chart has room for. */
const mostRows = 25;
/** Plans with a part of their own; more could not be told apart. */
const mostSeries = 5;

/** Puts counted groups into rows, and their plans into parts of a bar. */
export function countGroups(
  groups: readonly UsageGroup[],
  plans: readonly UsageRow[],
  { nameGroup, otherGroups, otherPlans }: GroupWords,
): GroupTable {
  const rows = groups.map((group): GroupRow => {
    const name = group.name ?? '';
    return { ...group, name, label: nameGroup(name), ...sumCosts(group.byPlan, plans) };
  });
  const fits = rows.length <= mostRows;
  const shown = fits ? rows : rows.slice(0, mostRows - 1);
  const rest = rows.slice(shown.length);
  const held = sumByPlan(rows);
  const bySize = [...held.keys()].sort((a, b) => (held.get(b) ?? 0) - (held.get(a) ?? 0) || (a < b ? -1 : 1));
  const own = bySize.length <= mostSeries + 1 ? bySize : bySize.slice(0, mostSeries);
  const others = bySize.slice(own.length);
  return {
    rows: fits ? rows : [...shown, foldRows(rest, plans, otherGroups(rest.length))],
    series: [
      ...own.map((skuId) => ({ label: nameOf(skuId, plans), skuIds: [skuId] })),
      ...(others.length > 0 ? [{ label: otherPlans, skuIds: others }] : []),
    ],
  };
}

function foldRows(rows: readonly GroupRow[], plans: readonly UsageRow[], label: string): GroupRow {
  const byPlan = sumByPlan(rows);
  return {
    label,
    people: rows.reduce((sum, { people }) => sum + people, 0),
    licenses: rows.reduce((sum, { licenses }) => sum + licenses, 0),
    byPlan,
    ...sumCosts(byPlan, plans),
  };
}

function sumByPlan(rows: readonly GroupRow[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { byPlan } of rows)
    for (const [skuId, count] of byPlan) sums.set(skuId, (sums.get(skuId) ?? 0) + count);
  return sums;
}

function sumCosts(
  byPlan: ReadonlyMap<string, number>,
  plans: readonly UsageRow[],
): Pick<GroupRow, 'costs' | 'cost'> {
  const costs = new Map<string, number>();
  let cost = 0;
  for (const { plan, price } of plans) {
    if (price === undefined) continue;
    const own = price * (byPlan.get(plan.skuId) ?? 0);
    costs.set(plan.skuId, own);
    cost += own;
  }
  return { costs, cost };
}

/** The name of a plan, or its id when it is not among those shown. */
export function nameOf(skuId: string, plans: readonly UsageRow[]): string {
  return plans.find(({ plan }) => plan.skuId === skuId)?.plan.name ?? skuId;
}
