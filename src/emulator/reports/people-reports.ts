import { getProductName } from '../tenant/service-plans.js';
import { makeRows, type Report, type ReportRow } from './report.js';
import { getLastActivity, readActivity, workloadLabels, workloads, type Workload } from './workloads.js';

/** Which products each person has, and when each workload was last used. */
export const activeUserDetail: Report = {
  columns: [
    ['Report Refresh Date', 'reportRefreshDate'],
    ['User Principal Name', 'userPrincipalName'],
    ['Display Name', 'displayName'],
    ['Is Deleted', 'isDeleted'],
    ['Deleted Date', 'deletedDate'],
    ...workloads.map(
      (workload) => [`Has ${workloadLabels[workload]} License`, toHasProperty(workload)] as const,
    ),
    ...workloads.map(
      (workload) =>
        [`${workloadLabels[workload]} Last Activity Date`, `${workload}LastActivityDate`] as const,
    ),
    ...workloads.map(
      (workload) =>
        [`${workloadLabels[workload]} License Assign Date`, `${workload}LicenseAssignDate`] as const,
    ),
    ['Assigned Products', 'assignedProducts'],
  ],
  personal: true,
  byDate: true,
  listRows: ({ tenant, members }, { refreshDate, conceal }) =>
    makeRows(members, (user) => {
      const activity = readActivity(tenant, user);
      const row: Record<string, ReportRow[string]> = {
        reportRefreshDate: refreshDate,
        userPrincipalName: conceal(user.userPrincipalName),
        displayName: conceal(user.displayName),
        isDeleted: false,
        deletedDate: null,
        assignedProducts: user.assignedLicenses.map(({ skuId }) =>
          getProductName(tenant.skus.get(skuId)?.skuPartNumber ?? skuId).toUpperCase(),
        ),
      };
      for (const workload of workloads) {
        const licensed = activity.licensed.has(workload);
        row[toHasProperty(workload)] = licensed;
        row[`${workload}LastActivityDate`] = activity.lastActivity[workload] ?? null;
        row[`${workload}LicenseAssignDate`] = licensed ? activity.assignDate : null;
      }
      return row;
    }),
};

const gigabyte = 1_073_741_824;

/** How full each mailbox is. */
export const mailboxUsageDetail: Report = {
  columns: [
    ['Report Refresh Date', 'reportRefreshDate'],
    ['User Principal Name', 'userPrincipalName'],
    ['Display Name', 'displayName'],
    ['Is Deleted', 'isDeleted'],
    ['Deleted Date', 'deletedDate'],
    ['Created Date', 'createdDate'],
    ['Last Activity Date', 'lastActivityDate'],
    ['Item Count', 'itemCount'],
    ['Storage Used (Byte)', 'storageUsedInBytes'],
    ['Issue Warning Quota (Byte)', 'issueWarningQuotaInBytes'],
    ['Prohibit Send Quota (Byte)', 'prohibitSendQuotaInBytes'],
    ['Prohibit Send/Receive Quota (Byte)', 'prohibitSendReceiveQuotaInBytes'],
    ['Deleted Item Count', 'deletedItemCount'],
    ['Deleted Item Size (Byte)', 'deletedItemSizeInBytes'],
    ['Report Period', 'reportPeriod'],
  ],
  personal: true,
  byDate: false,
  listRows: ({ tenant, mailboxOwners }, { refreshDate, conceal, days }) =>
    makeRows(mailboxOwners, (user) => {
      const activity = readActivity(tenant, user);
      const size = Number.parseInt(user.id.slice(0, 6), 16);
      return {
        reportRefreshDate: refreshDate,
        userPrincipalName: conceal(user.userPrincipalName),
        displayName: conceal(user.displayName),
        isDeleted: false,
        deletedDate: null,
        createdDate: user.createdDateTime.slice(0, 10),
        lastActivityDate: activity.lastActivity.exchange ?? null,
        itemCount: size % 40_000,
        storageUsedInBytes: size * 512,
        issueWarningQuotaInBytes: 98 * gigabyte,
        prohibitSendQuotaInBytes: 99 * gigabyte,
        prohibitSendReceiveQuotaInBytes: 100 * gigabyte,
        deletedItemCount: size % 900,
        deletedItemSizeInBytes: size * 16,
        reportPeriod: String(days),
      };
    }),
};

const platforms = ['Windows', 'Mac', 'Mobile', 'Web'];
const apps = ['Outlook', 'Word', 'Excel', 'PowerPoint', 'OneNote', 'Teams'];
const appColumns = [
  ...platforms,
  ...apps,
  ...platforms.flatMap((platform) => apps.map((app) => `${app} (${platform})`)),
];

/** On which kind of device each person used which app. */
export const appUserDetail: Report = {
  columns: [
    ['Report Refresh Date', 'reportRefreshDate'],
    ['User Principal Name', 'userPrincipalName'],
    ['Last Activation Date', 'lastActivationDate'],
    ['Last Activity Date', 'lastActivityDate'],
    ['Report Period', 'reportPeriod'],
    ...appColumns.map((column) => [column, column] as const),
  ],
  personal: true,
  byDate: true,
  listRows: ({ tenant, members }, { refreshDate, conceal, days }) =>
    makeRows(members, (user) => {
      const activity = readActivity(tenant, user);
      const last = getLastActivity(activity);
      const uses = (column: string): boolean =>
        last !== null && (user.id.charCodeAt(1) + column.length) % 3 !== 0;
      return {
        reportRefreshDate: refreshDate,
        userPrincipalName: conceal(user.userPrincipalName),
        lastActivationDate: activity.assignDate,
        lastActivityDate: last,
        reportPeriod: String(days),
        ...Object.fromEntries(appColumns.map((column) => [column, uses(column) ? 'Yes' : 'No'])),
      };
    }),
};

function toHasProperty(workload: Workload): string {
  return `has${workload.charAt(0).toUpperCase()}${workload.slice(1)}License`;
}
