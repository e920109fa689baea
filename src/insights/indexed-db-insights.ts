import type { DBSchema } from 'idb';
import * as v from 'valibot';
import { keepKey, type Keep } from '../model/keep.js';
import type { UsageSnapshot } from '../model/usage-snapshot.js';
import { IndexedDbConnection } from '../workspaces/indexed-db-connection.js';
import type { KeepStore } from './keep-store.js';
import type { SnapshotStore } from './usage-snapshots.js';

interface InsightsDatabase extends DBSchema {
  /** Checked when read, as are the keeps. */
  snapshots: {
    key: [tenantId: string, date: string];
    value: { tenantId: string; date: string; snapshot: unknown };
  };
  keeps: {
    key: [tenantId: string, about: string];
    value: { tenantId: string; about: string; keep: unknown };
  };
}

export interface IndexedDbInsightsOptions {
  /** The tenant they are about; tenants share the database but never see each other's. */
  readonly tenantId: string;
  /** Name of the database. Default: `o365-insights`. */
  readonly name?: string;
}

const day = v.pipe(v.string(), v.isoDate());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

const snapshotSchema = v.object({
  date: day,
  plans: v.array(
    v.object({ skuId: id, total: count, assigned: count, expiringSoon: count, suspended: count }),
  ),
});

const keepSchema = v.object({
  userId: v.exactOptional(id),
  skuId: v.exactOptional(id),
  reason: v.pipe(v.string(), v.maxLength(1_000)),
  until: v.exactOptional(day),
  by: id,
});

/** Keeps snapshots of usage and what is kept on purpose in this browser. Records that cannot be read are passed over. */
export function createIndexedDbInsights(options: IndexedDbInsightsOptions): {
  readonly snapshots: SnapshotStore;
  readonly keeps: KeepStore;
} {
  const { tenantId, name = 'o365-insights' } = options;
  const connection = new IndexedDbConnection<InsightsDatabase>({
    name,
    version: 1,
    stores: ['snapshots', 'keeps'],
    noun: 'insights',
    upgrade(database, oldVersion) {
      if (oldVersion >= 1) return;
      database.createObjectStore('snapshots', { keyPath: ['tenantId', 'date'] });
      database.createObjectStore('keeps', { keyPath: ['tenantId', 'about'] });
    },
  });
  const own = (): IDBKeyRange => IDBKeyRange.bound([tenantId], [tenantId, []]);
  return {
    snapshots: {
      async list() {
        const rows = await connection.run('readonly', (transaction) =>
          transaction.objectStore('snapshots').getAll(own()),
        );
        return rows.flatMap(({ snapshot }): UsageSnapshot[] => parse(snapshotSchema, snapshot));
      },
      async put(snapshot) {
        await connection.run('readwrite', (transaction) =>
          transaction.objectStore('snapshots').put({ tenantId, date: snapshot.date, snapshot }),
        );
      },
    },
    keeps: {
      async list() {
        const rows = await connection.run('readonly', (transaction) =>
          transaction.objectStore('keeps').getAll(own()),
        );
        return rows.flatMap(({ keep }): Keep[] => parse(keepSchema, keep));
      },
      async put(keeps) {
        await connection.run('readwrite', (transaction) =>
          Promise.all(
            keeps.map((keep) =>
              transaction.objectStore('keeps').put({ tenantId, about: keepKey(keep), keep }),
            ),
          ),
        );
      },
      async delete(targets) {
        await connection.run('readwrite', (transaction) =>
          Promise.all(
            targets.map((target) => transaction.objectStore('keeps').delete([tenantId, keepKey(target)])),
          ),
        );
      },
    },
  };
}

function parse<T>(schema: v.GenericSchema<unknown, T>, stored: unknown): T[] {
  const result = v.safeParse(schema, stored);
  return result.success ? [result.output] : [];
}
