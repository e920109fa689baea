import { usesSignInActivity } from '../collection/sign-in-activity.js';
import type { ThrottledCall } from './throttled-call.js';

/** A limit of one service, counted apart from resource units. */
export interface ServiceQuota {
  /** What is counted together. */
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
}

const second = 1000;
const minute = 60 * second;

/** The limits of single services that a request falls under. */
export function listServiceQuotas({ appId, tenantId, path, searchParams }: ThrottledCall): ServiceQuota[] {
  const both = `${appId}/${tenantId}`;
  const report = /^\/reports\/(\w+)/i.exec(path)?.[1];
  if (report) return listReportQuotas(report, both, tenantId, searchParams);
  const quotas: ServiceQuota[] = [];
  if (/^\/auditLogs\//i.test(path)) quotas.push({ key: `audit/${both}`, limit: 5, windowMs: 10 * second });
  if (/\/extensions(\/|$)|^\/schemaExtensions(\/|$)/.test(path))
    quotas.push({ key: `extensions/${both}`, limit: 455, windowMs: 10 * second });
  if (/^\/users(\/|$)|^\/me$/i.test(path) && readsSignIns(searchParams))
    quotas.push({ key: `signInActivity/${both}`, limit: 10, windowMs: minute });
  return quotas;
}

function listReportQuotas(
  report: string,
  both: string,
  tenantId: string,
  searchParams: URLSearchParams,
): ServiceQuota[] {
  if (/json/i.test(searchParams.get('$format') ?? ''))
    return [{ key: `json/${report}/${both}`, limit: 100, windowMs: 10 * minute }];
  return [
    { key: `csv/${report}/${both}`, limit: 14, windowMs: 10 * minute },
    { key: `csv/${report}/${tenantId}`, limit: 40, windowMs: 10 * minute },
  ];
}

/** A filter that cannot be parsed is refused later, and by then has read nothing. */
function readsSignIns(query: URLSearchParams): boolean {
  const text = `${query.get('$select') ?? ''} ${query.get('$filter') ?? ''}`;
  return text.includes('signInActivity') && usesSignInActivity(query);
}
