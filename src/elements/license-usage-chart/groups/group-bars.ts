import type { ChartConfiguration } from 'chart.js';
import type { ChartColor, ChartPattern, ChartTheme } from '../../../controllers/chart/chart-theme.js';
import { configureStackedBars, type StackedBars } from '../stacked-bars.js';
import type { UsageUnit } from '../usage-unit.js';
import type { GroupRow, GroupTable } from './count-groups.js';

/** Fills of the plans in a bar, in order; the last is that of all others. */
const seriesFills: readonly (readonly [ChartPattern, ChartColor])[] = [
  ['solid', 'assigned'],
  ['dots', 'expiring'],
  ['slanted', 'series-3'],
  ['back-slanted', 'series-4'],
  ['crossed', 'series-5'],
  ['level', 'suspended'],
];

export interface GroupBarsOptions extends Pick<StackedBars, 'naming' | 'formatAmount' | 'axisHeight'> {
  readonly table: GroupTable;
  readonly unit: UsageUnit;
}

/** A bar per department or country, with a part for each of the plans that are held most. */
export function configureGroupBars(
  { table: { rows, series }, unit, ...options }: GroupBarsOptions,
  theme: ChartTheme,
): ChartConfiguration<'bar'> {
  return configureStackedBars(
    {
      ...options,
      names: rows.map(({ label }) => label),
      series: series.map(({ label, skuIds }, index) => {
        const [pattern, color] = seriesFills[index] ?? (['solid', 'assigned'] as const);
        return {
          label,
          values: rows.map((row) => measure(row, skuIds, unit)),
          color: theme.color(color),
          fill: theme.fill(pattern, color),
        };
      }),
      ...(unit === 'percent' ? { max: 100 } : {}),
    },
    theme,
  );
}

function measure({ byPlan, costs, licenses }: GroupRow, skuIds: readonly string[], unit: UsageUnit): number {
  const amounts = unit === 'money' ? costs : byPlan;
  const sum = skuIds.reduce((all, skuId) => all + (amounts.get(skuId) ?? 0), 0);
  return unit === 'percent' ? (sum / licenses) * 100 : sum;
}
