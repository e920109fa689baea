import type { GraphPath } from './graph-path.js';
import type { WindowQuota } from './sliding-window.js';
import type { Quota } from './token-bucket.js';

/** What one app may ask for in one tenant. @see https://learn.microsoft.com/graph/throttling-limits */
export interface GraphQuotas {
  /** Writes to users, groups, licenses: 3,000 in 2 minutes 30 seconds. */
  readonly writes: Quota;
  /** Resource units of the directory: 3,500 in 10 seconds in the smallest tenants. */
  readonly directory: Quota;
  /** Requests that touch `signInActivity`: 10 in a minute. */
  readonly signInActivity: WindowQuota;
  /** Sign-in and audit logs: 5 in 10 seconds. */
  readonly auditLogs: WindowQuota;
  /** Usage reports as JSON (beta): 100 in 10 minutes. */
  readonly jsonReports: WindowQuota;
  /** Usage reports as CSV: 14 in 10 minutes. */
  readonly csvReports: WindowQuota;
}

export const documentedQuotas: GraphQuotas = {
  writes: { burst: 3_000, perSecond: 20 },
  directory: { burst: 3_500, perSecond: 350 },
  signInActivity: { requests: 10, windowMs: 60_000 },
  auditLogs: { requests: 5, windowMs: 10_000 },
  jsonReports: { requests: 100, windowMs: 600_000 },
  csvReports: { requests: 14, windowMs: 600_000 },
};

export type ReadQuotaName = Exclude<keyof GraphQuotas, 'writes'>;

/** Base cost in resource units by resource; everything else costs 1. */
const baseUnits: readonly (readonly [RegExp, number])[] = [
  [/^\/groups\/[^/]+\/transitiveMembers/, 5],
  [/^\/groups\/[^/]+\/members/, 3],
  [/^\/subscribedSkus/, 3],
  [/^\/(me|users\/[^/]+)\/(licenseDetails|memberOf|transitiveMemberOf|appRoleAssignments)/, 2],
  [/^\/servicePrincipals\/[^/]+\/appRoleAssignments/, 2],
  [/^\/users(\/delta)?$/, 2],
];

/** Which quotas a read falls under, and how much of each it costs. */
export function getReadCosts({ version, path }: GraphPath): readonly (readonly [ReadQuotaName, number])[] {
  const [resource = '', query = ''] = path.split('?');
  if (resource.startsWith('/reports/')) return [[version === 'beta' ? 'jsonReports' : 'csvReports', 1]];
  if (resource.startsWith('/auditLogs/')) return [['auditLogs', 1]];
  const units = ['directory', getResourceUnits(resource, query)] as const;
  return query.includes('signInActivity') ? [units, ['signInActivity', 1]] : [units];
}

function getResourceUnits(resource: string, query: string): number {
  const base = baseUnits.find(([pattern]) => pattern.test(resource))?.[1] ?? 1;
  const top = /(?:^|&)(?:\$|%24)top=(\d+)/.exec(query)?.[1];
  const selected = /(?:^|&)(?:\$|%24)select=/.test(query) ? 1 : 0;
  const short = top !== undefined && Number(top) < 20 ? 1 : 0;
  const expanded = /(?:^|&)(?:\$|%24)expand=/.test(query) ? 1 : 0;
  return Math.max(1, base - selected - short + expanded);
}
