import type { ContentKind, ContentRecord } from '../content/content-record.js';
import { covers, isSame } from '../content/covers.js';
import { throwIfCancelled } from '../store-errors.js';
import type { ContentRecords, StorePart } from '../store.js';
import type { Rows } from './database.js';
import { createPublishInserter, readPublishContent } from './journal/publish-content.js';
import { deletePublish, listPublishRows } from './journal/publish-rows.js';
import { requireHold } from './lease-record.js';
import type { StoreBase } from './store-parts.js';

const partOf: Readonly<Record<ContentKind, StorePart>> = {
  grants: 'grants',
  publishes: 'journal',
  workspaces: 'workspaces',
  orders: 'orders',
  snapshots: 'insights',
  keeps: 'insights',
  refusedPairs: 'insights',
  views: 'views',
};

/** Everything is carried as it lies in its table, but that a publish has its entries with it. */
export function createContentRecords({ database, changes }: StoreBase): ContentRecords {
  const announce = (changed: readonly ContentRecord[]): void =>
    changes.announce([...new Set(changed.map(({ kind }) => partOf[kind]))]);

  return {
    async list(kind, { signal } = {}) {
      throwIfCancelled(signal);
      const records = await database.read((tables) =>
        kind === 'publishes' ? listPublishes(tables) : listRows(tables, kind),
      );
      throwIfCancelled(signal);
      return records;
    },

    async put(records, hold) {
      const { added, kept } = await database.write(async (tables) => {
        await requireHold(tables, hold);
        return addAll(tables, records);
      });
      announce(added);
      return kept;
    },

    async delete(records, hold) {
      const { gone, changed } = await database.write(async (tables) => {
        await requireHold(tables, hold);
        return deleteAll(tables, records);
      });
      announce(gone);
      return changed;
    },
  };
}

async function listRows(
  tables: Rows,
  kind: Exclude<ContentKind, 'publishes'>,
): Promise<readonly ContentRecord[]> {
  return (await tables.list(kind)).map(({ key, value }) => ({ kind, key: key.map(String), value }));
}

/** The publish that was started last first. */
async function listPublishes(tables: Rows): Promise<readonly ContentRecord[]> {
  const found: ContentRecord[] = [];
  for (const { publishId } of await listPublishRows(tables)) {
    const record = await find(tables, { kind: 'publishes', key: [publishId] });
    if (record) found.unshift(record);
  }
  return found;
}

async function addAll(
  tables: Rows,
  records: readonly ContentRecord[],
): Promise<{ readonly added: readonly ContentRecord[]; readonly kept: readonly ContentRecord[] }> {
  const [added, kept]: [ContentRecord[], ContentRecord[]] = [[], []];
  const insertPublish = createPublishInserter(tables);
  for (const record of records) {
    const there = await find(tables, record);
    if (there) {
      if (!covers(there, record)) kept.push(record);
      continue;
    }
    const { kind, key, value } = record;
    await (kind === 'publishes' ? insertPublish(key, value) : tables.put(kind, key, value));
    added.push(record);
  }
  return { added, kept };
}

async function deleteAll(
  tables: Rows,
  records: readonly ContentRecord[],
): Promise<{ readonly gone: readonly ContentRecord[]; readonly changed: readonly ContentRecord[] }> {
  const [gone, changed]: [ContentRecord[], ContentRecord[]] = [[], []];
  for (const record of records) {
    const there = await find(tables, record);
    if (!there) continue;
    if (!isSame(there.value, record.value)) {
      changed.push(record);
      continue;
    }
    const { kind, key } = record;
    await (kind === 'publishes' ? deletePublish(tables, String(key[0])) : tables.delete(kind, key));
    gone.push(record);
  }
  return { gone, changed };
}

/** What is there under the key of a record. */
async function find(
  tables: Rows,
  { kind, key }: Pick<ContentRecord, 'kind' | 'key'>,
): Promise<ContentRecord | undefined> {
  const row = await tables.get(kind, key);
  if (row === undefined) return undefined;
  const value = kind === 'publishes' ? await readPublishContent(tables, key, row) : row;
  return { kind, key, value };
}
