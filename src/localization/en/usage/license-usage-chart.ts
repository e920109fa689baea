import type { Format } from '../../format.js';

export const usageStrings = (format: Format) => {
  const licenses = (count: number) => format.count(count, { one: 'license', other: 'licenses' });
  return {
    heading: 'License usage',
    /** @param share - 0 to 1 */
    answer: (share: number, total: number, unassigned: number, cost?: string) => {
      const isNot = unassigned === 1 ? 'isn’t' : 'aren’t';
      const rest =
        unassigned === 0
          ? 'None are available.'
          : `${format.number(unassigned)} ${isNot}${cost ? `, and ${unassigned === 1 ? 'costs' : 'cost'} ${cost} a month` : ''}.`;
      return `${format.percent(share)} of ${licenses(total)} ${total === 1 ? 'is' : 'are'} assigned. ${rest}`;
    },
    overAssigned: (count: number) =>
      `${format.count(count, { one: 'more license is', other: 'more licenses are' })} assigned than the tenant has.`,
    noPaidPlans: 'This tenant has no paid plans.',
    empty: 'No plans yet',
    emptyWhy: 'This tenant has no subscriptions. Plans bought from Microsoft appear here.',
    unit: 'Show as',
    count: 'Count',
    percent: 'Percent',
    money: 'Cost',
    moneyNote: 'Monthly cost of licenses, at this portal’s prices.',
    unpriced: (count: number) =>
      `${format.count(count, { one: 'plan has', other: 'plans have' })} no price, so no bar is shown.`,
    freeAndTrial: 'Free and trial plans',
    hidden: (count: number) =>
      `${format.count(count, { one: 'free or trial plan is', other: 'free or trial plans are' })} not shown.`,
    plan: 'Plan',
    chart: 'Chart',
    chartLabel: (answer: string) =>
      `Bars of assigned and available licenses per plan. ${answer} The table has the numbers.`,
    total: 'Total',
    assigned: 'Assigned',
    available: 'Available',
    expiringSoon: 'Expiring soon',
    suspended: 'Suspended',
    suspendedLegend: 'Suspended, not in Total',
    unassignedCost: 'Unassigned, per month',
    price: 'Price, per month',
    noneLeft: 'None',
    noLimit: 'No limit',
    free: 'Free',
    trial: 'Trial',
    allPaid: 'All paid plans',
    ends: (date: Date) => format.date(date),
    showUsers: (plan: string) => `Show who has ${plan}`,
    exportCsv: 'CSV',
    exportCsvLabel: 'Export the table as CSV',
    exportPng: 'PNG',
    exportPngLabel: 'Export the chart as PNG',
    fileName: 'license-usage',
    partNumber: 'Part number',
    trialsUnknown: 'Trials and renewal dates aren’t available yet',
    exportFailed: 'The file couldn’t be created',
  };
};
export type UsageStrings = ReturnType<typeof usageStrings>;
