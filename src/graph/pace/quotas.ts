import { resourceUnits } from '../../microsoft/quotas.js';
import type { GraphPath } from '../http/graph-path.js';
import type { WindowQuota } from './sliding-window.js';
import type { Quota } from './token-bucket.js';

/** What one app may ask for in one tenant. Default: what Microsoft documents, `documentedQuotas`. */
export interface GraphQuotas {
  /** Writes to users, groups, licenses. */
  readonly writes: Quota;
  /** Resource units of the directory. */
  readonly directory: Quota;
  /** Requests that touch `signInActivity`. */
  readonly signInActivity: WindowQuota;
  /** Sign-in and audit logs. */
  readonly auditLogs: WindowQuota;
  /** Usage reports as JSON (beta). */
  readonly jsonReports: WindowQuota;
  /** Usage reports as CSV. */
  readonly csvReports: WindowQuota;
}

export type ReadQuotaName = Exclude<keyof GraphQuotas, 'writes'>;

/** Which quotas a read falls under, and how much of each it costs. */
export function getReadCosts({ version, path }: GraphPath): readonly (readonly [ReadQuotaName, number])[] {
  const [resource = '', query = ''] = path.split('?');
  if (resource.startsWith('/reports/')) return [[version === 'beta' ? 'jsonReports' : 'csvReports', 1]];
  if (resource.startsWith('/auditLogs/')) return [['auditLogs', 1]];
  const units = ['directory', getResourceUnits(resource, query)] as const;
  return query.includes('signInActivity') ? [units, ['signInActivity', 1]] : [units];
}

function getResourceUnits(resource: string, query: string): number {
  const base = resourceUnits.find(([pattern]) => pattern.test(resource))?.[1] ?? 1;
  const top = /(?:^|&)(?:\$|%24)top=(\d+)/.exec(query)?.[1];
  const selected = /(?:^|&)(?:\$|%24)select=/.test(query) ? 1 : 0;
  const short = top !== undefined && Number(top) < 20 ? 1 : 0;
  const expanded = /(?:^|&)(?:\$|%24)expand=/.test(query) ? 1 : 0;
  return Math.max(1, base - selected - short + expanded);
}
