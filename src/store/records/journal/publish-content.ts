import type { PublishContent } from '../../content/content-record.js';
import type { Row, Rows } from '../database.js';
import { getField } from '../store-parts.js';
import { listEntriesOfEach, listPublishRows } from './publish-rows.js';

/** Publishes as they are carried elsewhere: rows with their entries, without their place among those of this store. */
export async function readPublishContents(tables: Rows, rows: readonly Row[]): Promise<readonly Row[]> {
  const entriesOf = await listEntriesOfEach(
    tables,
    rows.map(({ key }) => String(key[0])),
  );
  return rows.map(({ key, value }) => {
    const { order: _order, ...rest } = toObject(value);
    const content: PublishContent = {
      head: undefined,
      next: undefined,
      ...rest,
      entries: entriesOf(String(key[0])),
    };
    return { key, value: content };
  });
}

/** Adds publishes from elsewhere, each before all that are there. */
export async function insertPublishes(tables: Rows, contents: readonly Row[]): Promise<void> {
  let first = (await listPublishRows(tables))[0]?.row.order ?? 1;
  const rows = contents.map(({ key, value }) => {
    const { entries: _entries, ...row } = toObject(value);
    first -= 1;
    return { key, value: { ...row, order: first } };
  });
  const entries = contents.flatMap(({ key, value }) => {
    const listed = getField(value, 'entries');
    return (Array.isArray(listed) ? (listed as unknown[]) : []).map((entry, number) => ({
      key: [...key, number],
      value: entry,
    }));
  });
  await tables.put('publishes', rows);
  await tables.put('entries', entries);
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
