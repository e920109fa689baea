import type { Format } from '../../format.js';

/** Words of the history and the groups of `license-usage-chart`. */
export const usageHistoryStrings = (format: Format) => {
  // Snapshots are of UTC days; read by the clock of a place, some would be of the day before.
  const utc = (options: Intl.DateTimeFormatOptions) => {
    const dates = new Intl.DateTimeFormat(format.language, { ...options, timeZone: 'UTC' });
    return (date: Date) => dates.format(date);
  };
  const day = utc({ day: 'numeric', month: 'short', year: 'numeric' });
  const month = utc({ month: 'short' });
  const monthOfYear = utc({ month: 'short', year: 'numeric' });
  return {
    history: 'History',
    historyPlan: 'Plan in the history',
    snapshots: (count: number) => format.count(count, { one: 'snapshot', other: 'snapshots' }),
    historyEmpty: 'History begins today.',
    historyEmptyWhy:
      'Each time plans are loaded here, that day’s counts are stored, with no personal data. The line starts on the second day.',
    historyFailed: 'The history couldn’t be loaded',
    chartLabel: (plan: string, from: Date, to: Date, first: number, last: number, end: string) =>
      `Line of assigned licenses of ${plan} from ${day(from)}, ${format.number(first)}, to ${day(to)}, ${format.number(last)}. ${end}`,
    assigned: 'Assigned',
    total: 'Total',
    forecast: 'Forecast based on the last 8 weeks',
    today: 'Today',
    runsOut: (on: Date) => `Runs out about ${day(on)}`,
    runsOutBetween: (on: Date, earliest: Date, latest?: Date) =>
      `Runs out about ${day(on)}, ${latest ? `between ${day(earliest)} and ${day(latest)}` : `not before ${day(earliest)}`}.`,
    full: 'All licenses are already assigned.',
    unlikelyEnd: (earliest: Date) =>
      `Not expected to run out in the next 12 weeks, but could as early as ${day(earliest)}.`,
    noEnd: 'At this rate, licenses won’t run out in the next 12 weeks.',
    noForecast: 'Not enough snapshots for a forecast. It needs at least four over two weeks.',
    compare: 'Compare',
    compareWith: 'with',
    compareTable: 'Assigned on two days',
    plan: 'Plan',
    change: 'Change',
    totalChanged: (signed: string) => `Total ${signed}`,
    aMonth: (cost: string) => `${cost} a month`,
    noChange: 'Nothing changed between these days.',
    noneBefore: 'There’s no snapshot on or before that day.',
    numbers: 'Numbers in the chart',
    date: 'Date',
    day,
    month: (date: Date, withYear: boolean) => (withYear ? monthOfYear : month)(date),
    /** At a line in the chart. */
    lineLabel: (name: string, count: number) => `${name} ${format.number(count)}`,
    signed: (value: number) =>
      value > 0 ? `+${format.number(value)}` : value < 0 ? `−${format.number(-value)}` : '0',
    groupBy: 'Group by',
    byPlan: 'Plan',
    department: 'Department',
    country: 'Country',
    noDepartment: 'No department',
    noCountry: 'No country',
    people: 'People',
    licenses: 'Licenses',
    chart: 'Chart',
    groupsLabel: (by: 'department' | 'country') =>
      `Bars of licenses per ${by}, with a segment for each of the most assigned plans. The table has the numbers.`,
    showPeople: (name: string) => `Show people in ${name}`,
    otherGroups: (count: number) => `${format.count(count, { one: 'other', other: 'others' })}`,
    otherPlans: 'Other plans',
    largestPlans: 'Most assigned',
    cost: 'Cost, per month',
    groupsReading: (count: number) =>
      `${format.count(count, { one: 'person', other: 'people' })} checked so far`,
    nobodyLicensed: 'No one has any of these plans.',
  };
};
export type UsageHistoryStrings = ReturnType<typeof usageHistoryStrings>;
