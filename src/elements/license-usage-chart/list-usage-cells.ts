import type { UsageGroup, UsageGrouping } from '../../insights/group-usage.js';
import type { UsageStrings } from '../../localization/en/usage/license-usage-chart.js';
import type { UsageHistoryStrings } from '../../localization/en/usage/usage-history.js';
import type { CsvValue } from '../../model/csv-cell.js';
import type { Usage, UsageRow } from './count-usage.js';

export interface Cells {
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

/** The table as an export writes it: what is on screen, with the part number by which other tools know a plan. */
export function listUsageCells({ rows }: Usage, text: UsageStrings): Cells {
  const priced = rows.some(({ price }) => price !== undefined);
  return {
    header: [
      text.plan,
      text.partNumber,
      text.total,
      text.assigned,
      text.available,
      text.expiringSoon,
      text.suspended,
      ...(priced ? [text.price, text.unassignedCost] : []),
    ],
    rows: rows.map(({ plan, counts, unlimited, price }) => [
      plan.name,
      plan.skuPartNumber,
      unlimited ? undefined : counts.total,
      counts.assigned,
      unlimited ? undefined : counts.available,
      counts.expiringSoon,
      counts.suspended,
      ...(priced ? [price, price && price * counts.available] : []),
    ]),
  };
}

/** Every department or country, with a column per plan: also those that the chart has no room for. */
export function listGroupCells(
  groups: readonly UsageGroup[],
  by: UsageGrouping,
  plans: readonly UsageRow[],
  text: UsageHistoryStrings,
): Cells {
  const priced = plans.filter(({ price }) => price !== undefined);
  return {
    header: [
      text[by],
      text.people,
      text.licenses,
      ...(priced.length > 0 ? [text.cost] : []),
      ...plans.map(({ plan }) => plan.name),
    ],
    rows: groups.map(({ name, people, licenses, byPlan }) => [
      name,
      people,
      licenses,
      ...(priced.length > 0
        ? [priced.reduce((sum, { plan, price = 0 }) => sum + price * (byPlan.get(plan.skuId) ?? 0), 0)]
        : []),
      ...plans.map(({ plan }) => byPlan.get(plan.skuId) ?? 0),
    ]),
  };
}
