import type { Format } from '../format.js';

export const usageStrings = (format: Format) => {
  const licenses = (count: number) => format.count(count, { one: 'license', other: 'licenses' });
  return {
    heading: 'License usage',
    /** @param share - 0 to 1 */
    answer: (share: number, total: number, unassigned: number, cost?: string) => {
      const is = unassigned === 1 ? 'is' : 'are';
      const rest =
        unassigned === 0
          ? 'None is left.'
          : `${format.number(unassigned)} ${is} not${cost ? `, and ${unassigned === 1 ? 'costs' : 'cost'} ${cost} a month` : ''}.`;
      return `${format.percent(share)} of ${licenses(total)} ${total === 1 ? 'is' : 'are'} assigned. ${rest}`;
    },
    overAssigned: (count: number) => `${licenses(count)} more than the tenant has.`,
    noPaidPlans: 'This tenant has no paid plans.',
    empty: 'No plans yet',
    emptyWhy: 'The tenant has not subscribed a plan. What it buys at Microsoft appears here.',
    unit: 'Show as',
    count: 'Count',
    percent: 'Percent',
    money: 'Money',
    moneyNote: 'What licenses cost a month, at your portal’s prices.',
    unpriced: (count: number) =>
      `${format.count(count, { one: 'plan has', other: 'plans have' })} no price and no bar.`,
    freeAndTrial: 'Free and trial plans',
    hidden: (count: number) =>
      `${format.count(count, { one: 'free or trial plan is', other: 'free or trial plans are' })} not shown.`,
    plan: 'Plan',
    chart: 'Picture',
    chartLabel: (answer: string) =>
      `Bars of assigned and available licenses per plan. ${answer} The table has the numbers.`,
    total: 'Total',
    assigned: 'Assigned',
    available: 'Available',
    expiringSoon: 'Expiring soon',
    suspended: 'Suspended',
    suspendedLegend: 'Suspended, not in Total',
    unassignedCost: 'Unassigned, a month',
    price: 'Price, a month',
    noneLeft: 'None',
    noLimit: 'No limit',
    free: 'Free',
    trial: 'Trial',
    allPaid: 'All paid plans',
    ends: (date: Date) => format.date(date),
    showUsers: (plan: string) => `Show who holds ${plan}`,
    exportCsv: 'CSV',
    exportCsvLabel: 'Export the table as CSV',
    exportPng: 'PNG',
    exportPngLabel: 'Export the picture as PNG',
    fileName: 'license-usage',
    partNumber: 'Part number',
    trialsUnknown: 'Trials and renewal dates cannot be told yet',
    exportFailed: 'The file could not be written',
  };
};
export type UsageStrings = ReturnType<typeof usageStrings>;
