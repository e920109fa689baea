import type { Chart, ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import type { ChartTheme } from '../../../controllers/chart/chart-theme.js';
import type { Forecast } from '../../../insights/forecast.js';
import type { Format } from '../../../localization/format.js';
import { dayMs } from '../../../model/days.js';
import type { UsageSnapshot } from '../../../model/usage/usage-snapshot.js';

export interface HistoryChartOptions {
  readonly snapshots: readonly UsageSnapshot[];
  readonly skuId: string;
  readonly forecast: Forecast | undefined;
  readonly words: {
    readonly assigned: string;
    readonly total: string;
    readonly forecast: string;
    readonly today: string;
    readonly runsOut: (on: Date) => string;
    readonly day: (date: Date) => string;
    readonly month: (date: Date, withYear: boolean) => string;
    readonly lineLabel: (name: string, count: number) => string;
  };
  readonly format: Format;
  readonly now: Date;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A longer time has marks at the beginnings of months, a shorter one at days. */
const longMs = 90 * dayMs;
/** Marks that a narrow chart has room for. */
const mostTicks = 6;

/** Assigned as a line, Total dashed, the forecast dotted with the band it stays in, a diamond where the plan runs out. */
export function configureHistoryChart(
  { snapshots, skuId, forecast, words, format, now }: HistoryChartOptions,
  theme: ChartTheme,
): ChartConfiguration<'line', Point[]> {
  const past = snapshots.flatMap(({ date, plans }) => {
    const plan = plans.find((each) => each.skuId === skuId);
    return plan ? [{ at: Date.parse(date), ...plan }] : [];
  });
  const ahead = forecast?.points ?? [];
  const last = past.at(-1);
  const until = ahead.at(-1)?.date.getTime() ?? now.getTime();
  const from = past[0]?.at ?? now.getTime();
  const long = until - from > longMs;
  const line = { pointRadius: 0, pointHitRadius: 0, borderWidth: 2, fill: false, order: 0 } as const;
  // Below the lines: what is drawn first is below.
  const edge = { ...line, label: words.forecast, borderWidth: 0, order: 1 } as const;
  const ticks = {
    color: theme.color('muted'),
    font: { family: theme.fontFamily, size: theme.fontSize },
    maxRotation: 0,
  };
  const band = (of: (point: Forecast['points'][number]) => number): Point[] =>
    ahead.map((point) => ({ x: point.date.getTime(), y: of(point) }));
  const datasets: ChartDataset<'line', Point[]>[] = [
    { ...edge, data: band(({ high }) => high) },
    {
      ...edge,
      data: band(({ low }) => low),
      fill: '-1',
      backgroundColor: theme.tint('assigned'),
    },
    {
      ...line,
      label: words.total,
      data: [
        ...past.map(({ at, total }) => ({ x: at, y: total })),
        ...(last ? [{ x: until, y: last.total }] : []),
      ],
      borderColor: theme.color('muted'),
      borderDash: [6, 4],
      borderWidth: 1.5,
      stepped: 'before',
    },
    {
      ...line,
      label: words.assigned,
      data: past.map(({ at, assigned }) => ({ x: at, y: assigned })),
      borderColor: theme.color('assigned'),
      pointRadius: past.length === 1 ? 3 : 0,
    },
    {
      ...line,
      label: words.forecast,
      data: band(({ assigned }) => assigned),
      borderColor: theme.color('assigned'),
      borderDash: [2, 4],
    },
  ];
  return {
    type: 'line',
    data: { datasets },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      events: [],
      layout: { padding: { top: 4, right: 12 } },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        // Time runs from left to right in every language.
        x: {
          type: 'linear',
          min: from,
          max: until,
          grid: { display: false },
          border: { color: theme.color('line') },
          ticks: {
            ...ticks,
            autoSkip: true,
            callback: (value, index, all) => {
              const date = new Date(Number(value));
              const before = all[index - 1];
              const sameYear = before && new Date(before.value).getUTCFullYear() === date.getUTCFullYear();
              return long ? words.month(date, !sameYear) : words.day(date);
            },
          },
          afterBuildTicks: (axis) => {
            axis.ticks = (long ? listMonths : listDays)(from, until).map((value) => ({ value }));
          },
        },
        y: {
          type: 'linear',
          grace: '10%',
          grid: { color: theme.color('line'), drawTicks: false },
          border: { display: false },
          ticks: {
            ...ticks,
            maxTicksLimit: 6,
            precision: 0,
            padding: 6,
            callback: (value) => format.number(Number(value)),
          },
        },
      },
    },
    plugins: [drawMarks({ now, past, on: forecast?.runsOut?.on, words }, theme)],
  };
}

/** The beginnings of months between two moments, some left out where there are many. UTC. */
function listMonths(from: number, until: number): number[] {
  const months: number[] = [];
  const start = new Date(from);
  for (let ahead = 1; ; ahead += 1) {
    const month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + ahead);
    if (month > until) break;
    months.push(month);
  }
  const step = Math.ceil(months.length / mostTicks);
  return months.filter((_, index) => index % step === 0);
}

function listDays(from: number, until: number): number[] {
  const step = Math.max(1, Math.ceil((until - from) / dayMs / mostTicks)) * dayMs;
  return Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, index) => from + index * step);
}

interface Counts {
  readonly at: number;
  readonly assigned: number;
  readonly total: number;
}

interface Marks extends Pick<HistoryChartOptions, 'now' | 'words'> {
  readonly past: readonly Counts[];
  readonly on: Date | undefined;
}

/** Today as an upright line, the end as a diamond, the lines with their names: all with words. */
function drawMarks({ now, past, on, words }: Marks, theme: ChartTheme): Plugin<'line'> {
  return {
    id: 'marks',
    afterDatasetsDraw({ ctx, chartArea, scales: { x, y } }: Chart<'line'>): void {
      const first = past[0];
      const last = past.at(-1);
      if (!x || !y || !first || !last) return;
      ctx.save();
      ctx.font = `${theme.fontSize}px ${theme.fontFamily}`;
      const today = x.getPixelForValue(now.getTime());
      ctx.strokeStyle = theme.color('muted');
      ctx.beginPath();
      ctx.moveTo(today, chartArea.top);
      ctx.lineTo(today, chartArea.bottom);
      ctx.stroke();
      const write = (text: string, left: number, bottom: number, ink: 'text' | 'muted', before: boolean) => {
        const { width } = ctx.measureText(text);
        const start = before && left - width > chartArea.left ? left - width : left;
        const at = Math.min(start, chartArea.right - width);
        const base = Math.min(Math.max(bottom, chartArea.top + theme.fontSize), chartArea.bottom - 4);
        // On a ground of its own, so that no line runs through it.
        ctx.fillStyle = theme.color('surface');
        ctx.fillRect(at - 2, base - theme.fontSize, width + 4, theme.fontSize + 3);
        ctx.fillStyle = theme.color(ink);
        ctx.fillText(text, at, base);
      };
      const hasRoom = chartArea.right - today > ctx.measureText(words.today).width + 10;
      write(words.today, today + (hasRoom ? 6 : -6), chartArea.bottom - 6, 'muted', !hasRoom);
      const total = words.lineLabel(words.total, last.total);
      write(total, x.getPixelForValue(first.at) + 8, y.getPixelForValue(first.total) - 5, 'muted', false);
      const assigned = words.lineLabel(words.assigned, last.assigned);
      const beside = x.getValueForPixel(today - ctx.measureText(assigned).width) ?? first.at;
      const earlier = past.findLast(({ at }) => at <= beside) ?? first;
      // On the side from which the line does not come.
      const aside = earlier.assigned <= last.assigned ? -8 : theme.fontSize + 8;
      write(assigned, today - 6, y.getPixelForValue(last.assigned) + aside, 'text', true);
      if (on) {
        const left = x.getPixelForValue(on.getTime());
        const top = y.getPixelForValue(last.total);
        drawDiamond(ctx, left, top, theme);
        write(words.runsOut(on), left + 6, top - 12, 'text', true);
      }
      ctx.restore();
    },
  };
}

function drawDiamond(ctx: CanvasRenderingContext2D, left: number, top: number, theme: ChartTheme): void {
  const size = 5;
  ctx.beginPath();
  ctx.moveTo(left, top - size);
  ctx.lineTo(left + size, top);
  ctx.lineTo(left, top + size);
  ctx.lineTo(left - size, top);
  ctx.closePath();
  ctx.fillStyle = theme.color('surface');
  ctx.strokeStyle = theme.color('expiring');
  ctx.lineWidth = 1.8;
  ctx.fill();
  ctx.stroke();
}
