import type { KeepTarget } from '../../model/usage/keep.js';
import type { RefusedPair } from '../refused-pair.js';
import { keepRecord, refusedPairRecord, snapshotRecord } from '../schema/insights.js';
import { readStored, readUnlessDamaged, writeStored, type StoredFormat } from '../schema/record.js';
import { throwIfCancelled } from '../store-errors.js';
import type { CallOptions, InsightRecords } from '../store.js';
import type { RowKey, Rows, TableName } from './database.js';
import type { StoreBase } from './store-parts.js';

/** Those that cannot be read are passed over: nothing that is published depends on them. */
export function createInsightRecords({ context, database, changes }: StoreBase): InsightRecords {
  const list = async <T>(
    table: TableName,
    format: StoredFormat<T>,
    { signal }: CallOptions = {},
  ): Promise<readonly T[]> => {
    throwIfCancelled(signal);
    const rows = await database.read(async (tables) => tables.list(table));
    throwIfCancelled(signal);
    return rows.flatMap(({ value }) => readUnlessDamaged(() => readStored(format, value)) ?? []);
  };
  const change = async (work: (tables: Rows) => Promise<unknown>): Promise<void> => {
    await database.write(work);
    changes.announce(['insights']);
  };

  return {
    async listSnapshots(options) {
      const snapshots = await list('snapshots', snapshotRecord, options);
      return [...snapshots].sort((a, b) => (a.date < b.date ? -1 : 1));
    },
    putSnapshot: async (snapshot) => {
      const checked = writeStored(snapshotRecord, snapshot);
      await change((tables) => tables.put('snapshots', [{ key: [checked.date], value: checked }]));
    },

    listKeeps: (options) => list('keeps', keepRecord, options),
    putKeeps: async (keeps) => {
      const checked = keeps.map((keep) => writeStored(keepRecord, { ...keep, by: context.by }));
      const rows = checked.map((keep) => ({ key: toKeepKey(keep), value: keep }));
      await change((tables) => tables.put('keeps', rows));
    },
    deleteKeeps: (targets) => change((tables) => tables.delete('keeps', targets.map(toKeepKey))),

    listRefused: (options) => list('refusedPairs', refusedPairRecord, options),
    putRefused: async (pairs) => {
      const checked = pairs.map((pair) => writeStored(refusedPairRecord, pair));
      const rows = checked.map((pair) => ({ key: toPairKey(pair), value: pair }));
      await change((tables) => tables.put('refusedPairs', rows));
    },
    deleteRefused: (pairs) => change((tables) => tables.delete('refusedPairs', pairs.map(toPairKey))),
  };
}

function toKeepKey({ userId = '', skuId = '' }: KeepTarget): RowKey {
  return [userId, skuId];
}

function toPairKey({ ids }: Pick<RefusedPair, 'ids'>): RowKey {
  return [...ids].sort();
}
