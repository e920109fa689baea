import type { Tenant } from '../tenant/tenant.js';
import { getLastActivity, readActivity, workloads } from './workloads.js';

/** People who use something and who could, by workload; `office365` is any of them. */
export type ActiveCounts = Readonly<Record<string, { active: number; inactive: number }>>;

/** @param since - The first day that counts, such as `2026-01-13`. */
export function countActive(tenant: Tenant, since: string): ActiveCounts {
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
