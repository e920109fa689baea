import type { Plan } from '../model/plan/plan.js';
import { createSnapshot, type UsageSnapshot } from '../model/usage/usage-snapshot.js';
import type { InsightRecords } from '../store/store.js';

/**
 * Keeps today's counts: the elements do so when they read the plans, a back end on a schedule. The last of a day stays.
 *
 * @returns the snapshot
 * @throws {ProvisioningError} `storage-unavailable`, `storage-full`
 */
export async function recordUsage(
  records: Pick<InsightRecords, 'putSnapshot'>,
  plans: readonly Plan[],
  now: Date,
): Promise<UsageSnapshot> {
  const snapshot = createSnapshot(plans, now);
  await records.putSnapshot(snapshot);
  return snapshot;
}
