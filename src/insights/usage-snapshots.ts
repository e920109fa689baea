import type { Plan } from '../model/plan.js';
import { createSnapshot, type UsageSnapshot } from '../model/usage-snapshot.js';

/** Where snapshots of one tenant are kept. Built in: `createMemorySnapshotStore`, `createIndexedDbInsights`. */
export interface SnapshotStore {
  /** All of them, oldest first. @throws {ProvisioningError} `storage-unavailable`, `record-newer` */
  list(): Promise<readonly UsageSnapshot[]>;
  /** Keeps a snapshot in place of an earlier one of that day. @throws {ProvisioningError} `storage-unavailable`, `storage-full` */
  put(snapshot: UsageSnapshot): Promise<void>;
}

/** Keeps snapshots as long as the page or process lives. */
export function createMemorySnapshotStore(snapshots: readonly UsageSnapshot[] = []): SnapshotStore {
  const kept = new Map(snapshots.map((snapshot) => [snapshot.date, snapshot]));
  return {
    list: () => Promise.resolve([...kept.values()].sort((a, b) => (a.date < b.date ? -1 : 1))),
    put(snapshot) {
      kept.set(snapshot.date, snapshot);
      return Promise.resolve();
    },
  };
}

/**
 * Keeps today's counts: the elements do so when they read the plans, a back end on a schedule. The last of a day stays.
 *
 * @returns the snapshot
 * @throws {ProvisioningError} `storage-unavailable`, `storage-full`
 */
export async function recordUsage(
  store: SnapshotStore,
  plans: readonly Plan[],
  now: Date,
): Promise<UsageSnapshot> {
  const snapshot = createSnapshot(plans, now);
  await store.put(snapshot);
  return snapshot;
}
