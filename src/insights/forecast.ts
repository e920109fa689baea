import { addDays, daysBetween } from '../model/days.js';
import type { UsageSnapshot } from '../model/usage/usage-snapshot.js';

/** What is expected on one day, with the limits between which it stays with 95 % confidence. */
export interface ForecastPoint {
  readonly date: Date;
  readonly assigned: number;
  readonly low: number;
  readonly high: number;
}

/** How the assigned units of a plan go on if they go on as in the last eight weeks. */
export interface Forecast {
  readonly skuId: string;
  /** Units a week. */
  readonly perWeek: number;
  /** From today on, a week apart. */
  readonly points: readonly ForecastPoint[];
  /** Whether the last unit is assigned already. */
  readonly full: boolean;
  /** When the last unit is assigned; absent when that is not in sight. */
  readonly runsOut?: {
    readonly on: Date;
    /** The first day on which it may happen. */
    readonly earliest: Date;
    /** The last day on which it may happen; absent when it may not happen at all. */
    readonly latest?: Date;
  };
  /** The first day on which it may happen although it is not expected; absent when it may not, or when it is. */
  readonly mayRunOutFrom?: Date;
}

export interface ForecastOptions {
  readonly now: Date;
  /** How far to look ahead, in weeks. Default: 12. */
  readonly weeks?: number;
}

/** What the trend is drawn from, in days. */
const pastDays = 56;
/** Less says nothing: so many snapshots over so many days. */
const enough = { snapshots: 4, days: 14 };
/** Counts are whole numbers, so even those that lie on a line say no more than that: the deviation of rounding. */
const leastDeviation = 1 / Math.sqrt(12);

/**
 * Forecasts one plan by a straight line through its snapshots of the last eight weeks (least squares). Undefined when
 * there are too few of them.
 */
export function forecastUsage(
  snapshots: readonly UsageSnapshot[],
  skuId: string,
  { now, weeks = 12 }: ForecastOptions,
): Forecast | undefined {
  const past = snapshots
    .flatMap(({ date, plans }) => {
      const plan = plans.find((each) => each.skuId === skuId);
      const day = daysBetween(now, new Date(date));
      return plan && day <= 0 && day >= -pastDays - 1 ? [{ day, ...plan }] : [];
    })
    .sort((a, b) => a.day - b.day);
  const first = past[0];
  const last = past.at(-1);
  if (!first || !last || past.length < enough.snapshots || last.day - first.day < enough.days)
    return undefined;
  const line = fitLine(past.map(({ day, assigned }) => ({ x: day, y: assigned })));
  const at = (day: number): ForecastPoint => {
    const expected = line.at(day);
    const margin = line.margin(day);
    return {
      date: addDays(now, day),
      assigned: Math.max(0, expected),
      low: Math.max(0, expected - margin),
      high: Math.max(0, expected + margin),
    };
  };
  const horizon = weeks * 7;
  const days = Array.from({ length: horizon + 1 }, (_, day) => at(day));
  const reaches = (of: (point: ForecastPoint) => number): Date | undefined =>
    days.find((point) => of(point) >= last.total)?.date;
  const full = last.assigned >= last.total;
  // A plan that is not growing is not expected to run out.
  const on = line.slope > 0 && !full ? reaches(({ assigned }) => assigned) : undefined;
  const earliest = full ? undefined : reaches(({ high }) => high);
  const latest = reaches(({ low }) => low);
  return {
    skuId,
    perWeek: line.slope * 7,
    points: days.filter((_, day) => day % 7 === 0),
    full,
    ...(on ? { runsOut: { on, earliest: earliest ?? on, ...(latest ? { latest } : {}) } } : {}),
    ...(earliest && !on ? { mayRunOutFrom: earliest } : {}),
  };
}

/**
 * When each plan runs out, soonest first; only those for which there is enough data and an end in sight.
 */
export function forecastRunOut(
  snapshots: readonly UsageSnapshot[],
  now: Date,
): readonly (Forecast & Required<Pick<Forecast, 'runsOut'>>)[] {
  const skuIds = new Set(snapshots.flatMap(({ plans }) => plans.map(({ skuId }) => skuId)));
  return [...skuIds]
    .flatMap((skuId) => {
      const forecast = forecastUsage(snapshots, skuId, { now });
      return forecast?.runsOut ? [{ ...forecast, runsOut: forecast.runsOut }] : [];
    })
    .sort((a, b) => a.runsOut.on.getTime() - b.runsOut.on.getTime() || (a.skuId < b.skuId ? -1 : 1));
}

interface Line {
  readonly slope: number;
  at(x: number): number;
  /** Half the width of the band in which one further value lies with 95 % confidence. */
  margin(x: number): number;
}

function fitLine(points: readonly { readonly x: number; readonly y: number }[]): Line {
  const count = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const at = (x: number): number => meanY + slope * (x - meanX);
  const residuals = points.reduce((sum, { x, y }) => sum + (y - at(x)) ** 2, 0);
  const deviation = Math.max(leastDeviation, Math.sqrt(residuals / (count - 2)));
  const quantile = studentQuantile(count - 2);
  return {
    slope,
    at,
    margin: (x) => quantile * deviation * Math.sqrt(1 + 1 / count + (x - meanX) ** 2 / spread),
  };
}

/**
 * The 97.5 % quantile of Student's t distribution, by the expansion of Cornish and Fisher; within 2 % from two degrees
 * of freedom on.
 */
function studentQuantile(freedom: number): number {
  const z = 1.959964;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), z);
}
