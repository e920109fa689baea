import type { Chart, ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import type { ChartTheme } from '../../controllers/chart/chart-theme.js';

/** One part of every bar. */
export interface BarSeries {
  readonly label: string;
  readonly values: readonly number[];
  readonly color: string;
  readonly fill: string | CanvasPattern;
}

export interface StackedBars {
  /** One per bar. */
  readonly names: readonly string[];
  /** Where they are written; `none` where the table beside the chart has them at the same height. */
  readonly naming: 'none' | 'beside' | 'above';
  readonly series: readonly BarSeries[];
  readonly formatAmount: (amount: number) => string;
  /** Where the axis ends at least. */
  readonly max?: number;
  /** Height of the axis above the bars in px. */
  readonly axisHeight: number;
  readonly plugins?: readonly Plugin<'bar'>[];
}

/** Characters of a name beside a bar; longer ones would leave the bars no room. */
const longestLabel = 34;

/** Half the height of a bar in px, its border included. */
export const halfBar = 8;

/** Level bars with the axis above them, each a stack of parts in fills of their own. */
export function configureStackedBars(
  { names, naming, series, formatAmount, max, axisHeight, plugins = [] }: StackedBars,
  theme: ChartTheme,
): ChartConfiguration<'bar'> {
  const ticks = {
    color: theme.color('muted'),
    font: { family: theme.fontFamily, size: theme.fontSize },
  };
  return {
    type: 'bar',
    data: {
      labels: names.map(shorten),
      datasets: series.map(({ label, values, color, fill }): ChartDataset<'bar', number[]> => ({
        label,
        data: [...values],
        backgroundColor: fill,
        borderColor: color,
        barThickness: 14,
        borderWidth: 1,
        stack: 'all',
      })),
    },
    options: {
      indexAxis: 'y',
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: 0 },
      events: [],
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          stacked: true,
          position: 'top',
          reverse: theme.rtl,
          beginAtZero: true,
          ...(max === undefined ? {} : { suggestedMax: max }),
          grid: { color: theme.color('line'), drawTicks: false },
          border: { display: false },
          ticks: {
            ...ticks,
            maxTicksLimit: 6,
            maxRotation: 0,
            precision: 0,
            padding: 6,
            callback: (value) => formatAmount(Number(value)),
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
            display: naming === 'beside',
            autoSkip: false,
            crossAlign: 'far',
          },
        },
      },
    },
    plugins: naming === 'above' ? [...plugins, drawNames(names, theme)] : [...plugins],
  };
}

/** The table has the whole name. */
function shorten(name: string): string {
  return name.length > longestLabel ? `${name.slice(0, longestLabel - 1).trimEnd()}…` : name;
}

/** Where there is no room beside the bars, each name stands above its own. */
function drawNames(names: readonly string[], theme: ChartTheme): Plugin<'bar'> {
  return {
    id: 'names',
    afterDatasetsDraw({ ctx, scales, chartArea }: Chart<'bar'>): void {
      const { y } = scales;
      if (!y) return;
      ctx.save();
      ctx.font = `${theme.fontSize}px ${theme.fontFamily}`;
      ctx.fillStyle = theme.color('text');
      ctx.textBaseline = 'bottom';
      ctx.direction = theme.rtl ? 'rtl' : 'ltr';
      ctx.textAlign = 'start';
      const at = theme.rtl ? chartArea.right - 2 : chartArea.left + 2;
      names.forEach((name, index) =>
        ctx.fillText(name, at, y.getPixelForValue(index) - halfBar - 2, chartArea.width),
      );
      ctx.restore();
    },
  };
}
