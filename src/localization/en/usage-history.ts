import type { Format } from '../format.js';

/** Words of the history and the groups of `license-usage-chart`. */
export const usageHistoryStrings = (format: Format) => ({
  history: 'History',
  historyPlan: 'Plan in the history',
  snapshots: (count: number) => format.count(count, { one: 'daily snapshot', other: 'daily snapshots' }),
  historyEmpty: 'History begins today.',
  historyEmptyWhy:
    'Whenever plans are read here, the day’s counts are kept in this browser, nothing personal. From the second day on there is a line.',
  historyFailed: 'The history could not be read',
  chartLabel: (plan: string, from: Date, to: Date, first: number, last: number, end: string) =>
    `Line of assigned licenses of ${plan} from ${format.date(from)}, ${format.number(first)}, to ${format.date(to)}, ${format.number(last)}. ${end}`,
  assigned: 'Assigned',
  total: 'Total',
  forecast: 'Forecast from the last 8 weeks',
  today: 'Today',
  runsOut: (on: Date) => `Runs out about ${format.date(on)}`,
  runsOutBetween: (on: Date, earliest: Date, latest?: Date) =>
    `Runs out about ${format.date(on)}, ${latest ? `between ${format.date(earliest)} and ${format.date(latest)}` : `not before ${format.date(earliest)}`}.`,
  noEnd: 'It does not run out in the next 12 weeks if it goes on like this.',
  noForecast: 'Too few snapshots for a forecast: four over two weeks are needed.',
  compare: 'Compare',
  compareWith: 'with',
  compareTable: 'Assigned on two days',
  plan: 'Plan',
  change: 'Change',
  aMonth: (cost: string) => `${cost} a month`,
  noChange: 'Nothing changed between these days.',
  noneBefore: 'There is no snapshot on or before that day.',
  numbers: 'The numbers of the line',
  date: 'Date',
  day: (date: Date) => format.date(date),
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
  share: 'Share',
  largestPlans: 'Most held',
  cost: 'Cost, a month',
  groupsReading: (count: number) => `${format.count(count, { one: 'person', other: 'people' })} read so far`,
  nobodyLicensed: 'Nobody holds one of these plans.',
});
export type UsageHistoryStrings = ReturnType<typeof usageHistoryStrings>;
