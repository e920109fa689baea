import type { PublishContent } from '../../content/content-record.js';
import type { RowKey, Rows } from '../database.js';
import { getField } from '../store-parts.js';
import { listEntries, listPublishRows } from './publish-rows.js';

/** A publish as it is carried elsewhere: its row with its entries, without its place among those of this store. */
export async function readPublishContent(
  tables: Rows,
  [publishId]: RowKey,
  row: unknown,
): Promise<PublishContent> {
  const { order: _order, ...rest } = toObject(row);
  return {
    head: undefined,
    next: undefined,
    ...rest,
    entries: await listEntries(tables, String(publishId)),
  };
}

/** Adds publishes from elsewhere, each before all that are there. */
export function createPublishInserter(tables: Rows): (key: RowKey, value: unknown) => Promise<void> {
  let first: number | undefined;
  return async (key, value) => {
    first ??= (await listPublishRows(tables))[0]?.row.order ?? 1;
    first -= 1;
    const { entries: _entries, ...row } = toObject(value);
    const entries = getField(value, 'entries');
    await tables.put('publishes', key, { ...row, order: first });
    for (const [number, entry] of (Array.isArray(entries) ? (entries as unknown[]) : []).entries())
      await tables.put('entries', [...key, number], entry);
  };
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
