import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { ChartTheme } from '../../controllers/chart/chart-theme.js';
import type { UsageRow } from './count-usage.js';
import { configureStackedBars, halfBar, type StackedBars } from './stacked-bars.js';
import type { UsageUnit } from './usage-unit.js';

export interface UsageBarsOptions extends Pick<StackedBars, 'naming' | 'formatAmount' | 'axisHeight'> {
  readonly rows: readonly UsageRow[];
  readonly unit: UsageUnit;
  readonly words: { readonly assigned: string; readonly available: string; readonly suspended: string };
}

/** A bar per plan: full and empty of one thing, what is suspended after it, what expires as a thin bar below. */
export function configureUsageBars(
  { rows, unit, words, ...options }: UsageBarsOptions,
  theme: ChartTheme,
): ChartConfiguration<'bar'> {
  const values = (of: (row: UsageRow) => number): number[] => rows.map((row) => measure(of(row), row, unit));
  return configureStackedBars(
    {
      ...options,
      names: rows.map(({ plan }) => plan.name),
      series: [
        {
          label: words.assigned,
          values: values(({ counts }) => counts.assigned),
          color: theme.color('assigned'),
          fill: theme.fill('solid', 'assigned'),
        },
        {
          label: words.available,
          values: values(({ counts, unlimited }) => (unlimited ? 0 : counts.available)),
          color: theme.color('assigned'),
          fill: theme.fill('slanted', 'assigned'),
        },
        {
          label: words.suspended,
          values: values(({ counts }) => counts.suspended),
          color: theme.color('suspended'),
          fill: theme.fill('crossed', 'suspended'),
        },
      ],
      ...(unit === 'percent' ? { max: 100 } : {}),
      plugins: [drawExpiring(rows, unit, theme)],
    },
    theme,
  );
}

function measure(units: number, { counts, unlimited, price = 0 }: UsageRow, unit: UsageUnit): number {
  if (unit === 'count') return units;
  if (unit === 'money') return units * price;
  return unlimited || counts.total === 0 ? 0 : (units / counts.total) * 100;
}

/** What expires is part of Total, so it is a mark under its last units instead of a bar of its own. */
function drawExpiring(rows: readonly UsageRow[], unit: UsageUnit, theme: ChartTheme): Plugin<'bar'> {
  return {
    id: 'expiring',
    afterDatasetsDraw({ ctx, scales: { x, y } }: Chart<'bar'>): void {
      if (!x || !y) return;
      ctx.save();
      ctx.fillStyle = theme.fill('dots', 'expiring');
      ctx.strokeStyle = theme.color('expiring');
      rows.forEach((row, index) => {
        const { total, expiringSoon } = row.counts;
        const length = row.unlimited ? 0 : measure(expiringSoon, row, unit);
        if (length === 0) return;
        const from = x.getPixelForValue(measure(total - expiringSoon, row, unit));
        const to = x.getPixelForValue(measure(total, row, unit));
        const top = y.getPixelForValue(index) + halfBar + 1;
        ctx.fillRect(from, top, to - from, 5);
        ctx.strokeRect(from, top, to - from, 5);
      });
      ctx.restore();
    },
  };
}
