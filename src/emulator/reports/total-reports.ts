import { toDate, type Report } from './report.js';
import { workloadLabels, workloads } from './workloads.js';

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
  listRows: (source, { refreshDate, days }) => {
    const active = source.countActive(toDate(Date.parse(refreshDate) - days * day));
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
  listRows: (source, { refreshDate, days }) => {
    const counts = source.countActive(toDate(Date.parse(refreshDate) - days * day));
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
