import type { Chart, ChartConfiguration, ChartDataset } from 'chart.js';
import type { ChartTheme } from '../../controllers/chart-theme.js';
import type { Forecast } from '../../insights/forecast.js';
import type { UsageSnapshot } from '../../insights/usage-snapshots.js';
import type { Format } from '../../localization/format.js';

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
  };
  readonly format: Format;
  readonly now: Date;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

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
  const line = { pointRadius: 0, pointHitRadius: 0, borderWidth: 2, fill: false } as const;
  const ticks = {
    color: theme.color('muted'),
    font: { family: theme.fontFamily, size: theme.fontSize },
    maxRotation: 0,
  };
  const band = (of: (point: Forecast['points'][number]) => number): Point[] =>
    ahead.map((point) => ({ x: point.date.getTime(), y: of(point) }));
  const datasets: ChartDataset<'line', Point[]>[] = [
    { ...line, label: words.forecast, data: band(({ high }) => high), borderWidth: 0 },
    {
      ...line,
      label: words.forecast,
      data: band(({ low }) => low),
      borderWidth: 0,
      fill: '-1',
      backgroundColor: theme.fill('slanted', 'line'),
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
          min: past[0]?.at ?? now.getTime(),
          max: until,
          grid: { display: false },
          border: { color: theme.color('line') },
          ticks: {
            ...ticks,
            maxTicksLimit: 7,
            callback: (value) => format.date(new Date(Number(value))),
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
    plugins: [drawMarks({ now, total: last?.total ?? 0, on: forecast?.runsOut?.on, words }, theme)],
  };
}

interface Marks {
  readonly now: Date;
  readonly total: number;
  readonly on: Date | undefined;
  readonly words: HistoryChartOptions['words'];
}

/** Today as an upright line, the end as a diamond, both with their words. */
function drawMarks({ now, total, on, words }: Marks, theme: ChartTheme) {
  return {
    id: 'marks',
    afterDatasetsDraw(chart: Chart): void {
      const { x, y } = chart.scales;
      if (!x || !y) return;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.font = `${theme.fontSize}px ${theme.fontFamily}`;
      ctx.fillStyle = theme.color('muted');
      ctx.strokeStyle = theme.color('muted');
      ctx.lineWidth = 1;
      const today = x.getPixelForValue(now.getTime());
      ctx.beginPath();
      ctx.moveTo(today, chartArea.top);
      ctx.lineTo(today, chartArea.bottom);
      ctx.stroke();
      const room = chartArea.right - today > ctx.measureText(words.today).width + 10;
      ctx.textAlign = room ? 'left' : 'right';
      ctx.fillText(words.today, today + (room ? 5 : -5), chartArea.bottom - 6);
      if (on) {
        const left = x.getPixelForValue(on.getTime());
        const top = y.getPixelForValue(total);
        drawDiamond(ctx, left, top, theme);
        const text = words.runsOut(on);
        ctx.fillStyle = theme.color('text');
        ctx.textAlign = left - ctx.measureText(text).width > chartArea.left ? 'right' : 'left';
        ctx.fillText(text, left, Math.max(chartArea.top + theme.fontSize, top - 10));
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
