import type { Prices } from '../insights/prices.js';
import { recordUsage } from '../insights/record-usage.js';
import { toProvisioningError, type ProvisioningError } from '../model/errors.js';
import type { Plan } from '../model/plan/plan.js';
import type { Keep, KeepTarget } from '../model/usage/keep.js';
import type { UsageSnapshot } from '../model/usage/usage-snapshot.js';
import type { InsightRecords } from '../store/store.js';
import type { GraphServices } from './graph-services.js';
import type { Read } from './reads/read-cache.js';

/** What elements share about usage over time, waste and money, for one signed-in account. */
export interface InsightServices {
  /** The portal's own; undefined when it gives none. */
  readonly prices: Prices | undefined;
  /** What is kept on purpose. */
  readonly keeps: Read<readonly Keep[]>;
  /** Counts per plan and day, oldest first. Today's are added whenever the plans are read. */
  readonly snapshots: Read<readonly UsageSnapshot[]>;
  /** Why the last snapshot could not be kept. */
  readonly recordingError: ProvisioningError | undefined;
  /** @throws {ProvisioningError} `storage-unavailable`, `storage-full` */
  keep(keeps: readonly Keep[]): Promise<void>;
  /** @throws {ProvisioningError} `storage-unavailable` */
  endKeep(targets: readonly KeepTarget[]): Promise<void>;
  dispose(): void;
}

export interface InsightServicesOptions {
  readonly graph: GraphServices;
  readonly records: InsightRecords;
  /** Asked each time, for settings change. */
  readonly prices: () => Prices | undefined;
}

export function createInsightServices(options: InsightServicesOptions): InsightServices {
  const { graph, records, prices } = options;
  let recordingError: ProvisioningError | undefined;
  const record = async (plans: readonly Plan[]): Promise<void> => {
    try {
      await recordUsage(records, plans, new Date());
      recordingError = undefined;
    } catch (thrown) {
      recordingError = toProvisioningError(thrown);
    }
    await graph.refresh('snapshots');
  };
  const dispose = graph.cache.getQueryCache().subscribe((event) => {
    const [name] = event.query.queryKey as readonly unknown[];
    if (event.type !== 'updated' || event.action.type !== 'success' || name !== 'plans') return;
    void record(event.action.data as readonly Plan[]);
  });
  return {
    get prices() {
      return prices();
    },
    keeps: { cache: graph.cache, key: ['keeps'], read: (signal) => records.listKeeps({ signal }) },
    snapshots: {
      cache: graph.cache,
      key: ['snapshots'],
      read: (signal) => records.listSnapshots({ signal }),
    },
    get recordingError() {
      return recordingError;
    },
    async keep(added) {
      await records.putKeeps(added);
      await graph.refresh('keeps');
    },
    async endKeep(targets) {
      await records.deleteKeeps(targets);
      await graph.refresh('keeps');
    },
    dispose,
  };
}
