import { createBadRequest, GraphFault } from '../graph-error.js';
import { scopes } from '../identity/scopes.js';
import type { ReportDownloads } from '../reports/downloads.js';
import { appUserDetail, activeUserDetail, mailboxUsageDetail } from '../reports/people-reports.js';
import { ReportSource } from '../reports/report-source.js';
import { toCsv, toDate, type Report, type ReportRequest } from '../reports/report.js';
import { activeUserCounts, servicesUserCounts } from '../reports/total-reports.js';
import type { RoleName } from '../tenant/roles.js';
import type { Tenant } from '../tenant/tenant.js';
import { readBody } from './request-body.js';
import {
  answerPage,
  checkAllowed,
  getParam,
  noContent,
  pageItems,
  toContext,
  type GraphAnswer,
  type GraphCall,
  type Route,
} from './route.js';

const reports: Readonly<Record<string, Report>> = {
  getOffice365ActiveUserDetail: activeUserDetail,
  getOffice365ActiveUserCounts: activeUserCounts,
  getOffice365ServicesUserCounts: servicesUserCounts,
  getMailboxUsageDetail: mailboxUsageDetail,
  getM365AppUserDetail: appUserDetail,
};

const peopleReaders: readonly RoleName[] = [
  'Exchange Administrator',
  'SharePoint Administrator',
  'Teams Administrator',
  'Reports Reader',
];
const day = 86_400_000;
/** Reports are two days behind. */
const lagMs = 2 * day;

/** Usage reports and whether they conceal names. */
export function listReportRoutes(tenant: Tenant, downloads: ReportDownloads): Route[] {
  const source = new ReportSource(tenant);
  return [
    {
      method: 'GET',
      path: '/reports/:call',
      scopes: scopes.readReports,
      handle: (call) => answerReport(source, downloads, call),
    },
    {
      method: 'GET',
      path: '/admin/reportSettings',
      scopes: scopes.readReportSettings,
      handle: (call) => ({
        status: 200,
        body: {
          '@odata.context': toContext(call, 'admin/reportSettings/$entity'),
          displayConcealedNames: tenant.displayConcealedNames,
        },
      }),
    },
    {
      method: 'PATCH',
      path: '/admin/reportSettings',
      scopes: scopes.writeReportSettings,
      roles: ['Global Administrator'],
      handle: (call) => {
        const { displayConcealedNames } = readBody(call, ['displayConcealedNames']);
        if (typeof displayConcealedNames !== 'boolean')
          throw createBadRequest("Invalid value specified for property 'displayConcealedNames'.");
        tenant.displayConcealedNames = displayConcealedNames;
        return noContent;
      },
    },
  ];
}

function answerReport(source: ReportSource, downloads: ReportDownloads, call: GraphCall): GraphAnswer {
  const [, name = '', argument = ''] = /^(\w+)\((.*)\)$/.exec(getParam(call, 'call')) ?? [];
  const known = Object.keys(reports).find((each) => each.toLowerCase() === name.toLowerCase());
  const report = reports[known ?? ''];
  if (!report)
    throw new GraphFault(
      400,
      'BadRequest',
      `Resource not found for the segment '${name || getParam(call, 'call')}'.`,
    );
  const roles: RoleName[] = report.personal ? [...peopleReaders] : [...peopleReaders, 'Global Reader'];
  checkAllowed({ scopes: scopes.readReports, roles }, call.caller);
  const { tenant } = source;
  const request = parseRequest(tenant, report, argument);
  if (call.version === 'beta' && /json/i.test(call.url.searchParams.get('$format') ?? '')) {
    return answerPage(call, `reports/${name}`, pageItems(call, report.listRows(source, request), 200));
  }
  const tag = `"${name}-${argument}-${request.refreshDate}-${tenant.displayConcealedNames ? 1 : 0}"`;
  if (call.headers.get('If-None-Match') === tag) return { status: 304, headers: { ETag: tag } };
  const rows = report.listRows(source, request);
  const address = downloads.add(name, () => toCsv(report, rows), call.url.origin);
  return { status: 302, headers: { Location: address, ETag: tag } };
}

function parseRequest(tenant: Tenant, report: Report, argument: string): ReportRequest {
  const latest = tenant.clock.now() - lagMs;
  const { displayConcealedNames } = tenant;
  const conceal = (name: string): string => (displayConcealedNames ? toHash(`${tenant.id}/${name}`) : name);
  const period = /^period='D(7|30|90|180)'$/.exec(argument)?.[1];
  if (period !== undefined) return { days: Number(period), refreshDate: toDate(latest), conceal };
  const date = /^date=(\d{4}-\d{2}-\d{2})$/.exec(argument)?.[1];
  if (date === undefined)
    throw new GraphFault(
      400,
      'InvalidArgument',
      `Invalid period value specified: ${argument.replace(/^period=/, '')}.`,
    );
  const age = tenant.clock.now() - Date.parse(date);
  if (!report.byDate || !(age > 0 && age <= 30 * day))
    throw new GraphFault(
      400,
      'InvalidArgument',
      `Invalid date value specified: ${date}. Only dates of the past 30 days are supported.`,
    );
  return { days: 1, refreshDate: toDate(Math.min(Date.parse(date), latest)), conceal };
}

/** A name no one can read, the same for the same name, so that rows of one person can be joined. */
function toHash(name: string): string {
  const parts = [0x811c9dc5, 0x1b873593, 0x9e3779b9, 0x85ebca6b].map((start) => {
    let hash = start;
    for (let index = 0; index < name.length; index += 1) {
      hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
      hash ^= hash >>> 13;
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
  return parts.join('').toUpperCase();
}
