import * as v from 'valibot';
import { tableNames, type RowKey, type Rows, type TableName } from '../records/database.js';
import { id } from '../schema/fields.js';
import type { RecordFormat } from '../schema/record-format.js';

export const storeContentVersion = 1;

/** All that a store in memory holds, as JSON. What its rows are is for the store to know. */
export interface StoreContent {
  readonly schemaVersion: typeof storeContentVersion;
  /** By the tenant's id. */
  readonly tenants: Readonly<Record<string, readonly ContentRow[]>>;
}

export interface ContentRow {
  readonly table: TableName;
  readonly key: RowKey;
  /** Checked when read. */
  readonly value: unknown;
}

export const storeContentFormat: RecordFormat<StoreContent> = {
  noun: 'content of a store',
  versionKey: 'schemaVersion',
  version: storeContentVersion,
  schema: v.object({
    schemaVersion: v.literal(storeContentVersion),
    tenants: v.record(
      id,
      v.array(
        v.object({
          table: v.picklist(tableNames),
          key: v.array(v.union([v.string(), v.number()])),
          value: v.unknown(),
        }),
      ),
    ),
  }),
  upgrades: {},
};

/** All rows of a tenant. */
export async function listContent(rows: Rows): Promise<readonly ContentRow[]> {
  const tables = tableNames.map(async (table) =>
    (await rows.list(table)).map(({ key, value }) => ({ table, key, value })),
  );
  return (await Promise.all(tables)).flat();
}

export async function putContent(rows: Rows, content: readonly ContentRow[]): Promise<void> {
  for (const table of tableNames)
    await rows.put(
      table,
      content.filter((row) => row.table === table),
    );
}
