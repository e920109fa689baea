import type { Tenant } from '../tenant/tenant.js';
import { toDate, type Report } from './report.js';
import { getLastActivity, readActivity, workloadLabels, workloads } from './workloads.js';

const day = 86_400_000;

/** People active on each day of the period, per workload. */
export const activeUserCounts: Report = {
  columns: [
    ['Report Refresh Date', 'reportRefreshDate'],
    ['Office 365', 'office365'],
    ...workloads.map((workload) => [workloadLabels[workload], workload] as const),
    ['Report Date', 'reportDate'],
    ['Report Period', 'reportPeriod'],
  ],
  personal: false,
  byDate: false,
  listRows: (tenant, { refreshDate, days }) => {
    const active = countActive(tenant, toDate(Date.parse(refreshDate) - days * day));
    return Array.from({ length: days }, (_, index) => {
      const date = new Date(Date.parse(refreshDate) - index * day);
      const share = [0, 6].includes(date.getUTCDay()) ? 0.2 : 0.85 + (date.getUTCDate() % 5) / 50;
      return {
        reportRefreshDate: refreshDate,
        ...Object.fromEntries(
          Object.entries(active).map(([name, { active: count }]) => [name, Math.round(count * share)]),
        ),
        reportDate: toDate(date.getTime()),
        reportPeriod: String(days),
      };
    });
  },
};

/** People active and not active in the whole period, per workload. */
export const servicesUserCounts: Report = {
  columns: [
    ['Report Refresh Date', 'reportRefreshDate'],
    ...[...workloads, 'office365' as const].flatMap((name) => {
      const label = name === 'office365' ? 'Office 365' : workloadLabels[name];
      return [
        [`${label} Active`, `${name}Active`] as const,
        [`${label} Inactive`, `${name}Inactive`] as const,
      ];
    }),
    ['Report Period', 'reportPeriod'],
  ],
  personal: false,
  byDate: false,
  listRows: (tenant, { refreshDate, days }) => {
    const counts = countActive(tenant, toDate(Date.parse(refreshDate) - days * day));
    return [
      {
        reportRefreshDate: refreshDate,
        ...Object.fromEntries(
          Object.entries(counts).flatMap(([name, { active, inactive }]) => [
            [`${name}Active`, active],
            [`${name}Inactive`, inactive],
          ]),
        ),
        reportPeriod: String(days),
      },
    ];
  },
};

function countActive(tenant: Tenant, since: string): Record<string, { active: number; inactive: number }> {
  const counts: Record<string, { active: number; inactive: number }> = {};
  const count = (name: string, last: string | null | undefined): void => {
    const entry = (counts[name] ??= { active: 0, inactive: 0 });
    if (last && last >= since) entry.active += 1;
    else entry.inactive += 1;
  };
  for (const name of ['office365', ...workloads]) counts[name] = { active: 0, inactive: 0 };
  for (const user of tenant.users.values()) {
    const activity = readActivity(tenant, user);
    if (activity.licensed.size === 0) continue;
    count('office365', getLastActivity(activity));
    for (const workload of activity.licensed) count(workload, activity.lastActivity[workload]);
  }
  return counts;
}
