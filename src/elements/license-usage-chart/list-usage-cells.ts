import type { UsageStrings } from '../../localization/en/license-usage-chart.js';
import type { CsvValue } from '../../model/csv-cell.js';
import type { Usage } from './count-usage.js';

/** The table as an export writes it: what is on screen, with the part number by which other tools know a plan. */
export function listUsageCells(
  { rows }: Usage,
  text: UsageStrings,
): { readonly header: readonly string[]; readonly rows: readonly (readonly CsvValue[])[] } {
  const priced = rows.some((row) => row.unassignedCost !== undefined);
  return {
    header: [
      text.plan,
      text.partNumber,
      text.total,
      text.assigned,
      text.available,
      text.expiringSoon,
      text.suspended,
      ...(priced ? [text.unassignedCost] : []),
    ],
    rows: rows.map(({ plan, counts, unlimited, unassignedCost }) => [
      plan.name,
      plan.skuPartNumber,
      unlimited ? undefined : counts.total,
      counts.assigned,
      unlimited ? undefined : counts.available,
      counts.expiringSoon,
      counts.suspended,
      ...(priced ? [unassignedCost] : []),
    ]),
  };
}
