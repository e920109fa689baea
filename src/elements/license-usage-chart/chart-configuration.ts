import type { Chart, ChartConfiguration, ChartDataset } from 'chart.js';
import type { ChartTheme } from '../../controllers/chart-theme.js';
import type { Format } from '../../localization/format.js';
import type { UsageRow } from './count-usage.js';

export type UsageUnit = 'count' | 'percent';

export interface UsageChartOptions {
  readonly rows: readonly UsageRow[];
  readonly unit: UsageUnit;
  /** Names at the bars; without them the table beside the picture has them at the same height. */
  readonly labelled: boolean;
  readonly words: { readonly assigned: string; readonly available: string; readonly suspended: string };
  readonly format: Format;
  /** Height of the axis above the bars in px. */
  readonly axisHeight: number;
}

/** Characters of a name beside a bar; longer ones would leave the bars no room. */
const longestLabel = 22;

/** Stacked bars of one plan each: full and empty of one thing, what is suspended after it, what expires as a thin bar below. */
export function configureUsageChart(
  options: UsageChartOptions,
  theme: ChartTheme,
): ChartConfiguration<'bar'> {
  const { rows, unit, labelled, words, format, axisHeight } = options;
  const values = (of: (row: UsageRow) => number): number[] =>
    rows.map((row) => (unit === 'percent' ? toShare(of(row), row) : of(row)));
  const bar = { barThickness: 14, borderWidth: 1, stack: 'plan' } as const;
  const datasets: ChartDataset<'bar', number[]>[] = [
    {
      ...bar,
      label: words.assigned,
      data: values(({ counts }) => counts.assigned),
      backgroundColor: theme.color('assigned'),
      borderColor: theme.color('assigned'),
    },
    {
      ...bar,
      label: words.available,
      data: values(({ counts, unlimited }) => (unlimited ? 0 : counts.available)),
      backgroundColor: theme.fill('slanted', 'assigned'),
      borderColor: theme.color('assigned'),
    },
    {
      ...bar,
      label: words.suspended,
      data: values(({ counts }) => counts.suspended),
      backgroundColor: theme.fill('crossed', 'suspended'),
      borderColor: theme.color('suspended'),
    },
  ];
  const ticks = {
    color: theme.color('muted'),
    font: { family: theme.fontFamily, size: theme.fontSize },
  };
  return {
    type: 'bar',
    data: { labels: rows.map((row) => shorten(row.plan.name)), datasets },
    options: {
      indexAxis: 'y',
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: 0 },
      events: ['mousemove', 'mouseout', 'touchstart', 'touchmove'],
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          stacked: true,
          position: 'top',
          reverse: theme.rtl,
          beginAtZero: true,
          ...(unit === 'percent' ? { suggestedMax: 100 } : {}),
          grid: { color: theme.color('line'), drawTicks: false },
          border: { display: false },
          ticks: {
            ...ticks,
            maxTicksLimit: 6,
            maxRotation: 0,
            precision: 0,
            padding: 6,
            callback: (value) =>
              unit === 'percent' ? format.percent(Number(value) / 100) : format.number(Number(value)),
          },
          afterFit: (scale) => {
            scale.height = axisHeight;
          },
        },
        y: {
          stacked: true,
          position: theme.rtl ? 'right' : 'left',
          grid: { display: false },
          border: { display: true, color: theme.color('line') },
          ticks: {
            ...ticks,
            color: theme.color('text'),
            display: labelled,
            autoSkip: false,
            crossAlign: 'far',
          },
        },
      },
    },
    plugins: [drawExpiring(rows, unit, theme)],
  };
}

/** The table has the whole name. */
function shorten(name: string): string {
  return name.length > longestLabel ? `${name.slice(0, longestLabel - 1).trimEnd()}…` : name;
}

function toShare(units: number, { counts, unlimited }: UsageRow): number {
  if (unlimited || counts.total === 0) return 0;
  return (units / counts.total) * 100;
}

/** What expires is part of Total, so it is a mark under its last units instead of a bar of its own. */
function drawExpiring(rows: readonly UsageRow[], unit: UsageUnit, theme: ChartTheme) {
  return {
    id: 'expiring',
    afterDatasetsDraw(chart: Chart): void {
      const { x, y } = chart.scales;
      if (!x || !y) return;
      const { ctx } = chart;
      ctx.save();
      ctx.fillStyle = theme.fill('dots', 'expiring');
      ctx.strokeStyle = theme.color('expiring');
      rows.forEach((row, index) => {
        const { total, expiringSoon } = row.counts;
        if (expiringSoon === 0 || row.unlimited) return;
        const of = (units: number): number => (unit === 'percent' ? toShare(units, row) : units);
        const from = x.getPixelForValue(of(total - expiringSoon));
        const to = x.getPixelForValue(of(total));
        const top = y.getPixelForValue(index) + 9;
        ctx.fillRect(from, top, to - from, 5);
        ctx.strokeRect(from, top, to - from, 5);
      });
      ctx.restore();
    },
  };
}
