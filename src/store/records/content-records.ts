import { contentKinds, type ContentKind, type ContentRecord } from '../content/content-record.js';
import { covers, isSame } from '../content/covers.js';
import { throwIfCancelled } from '../store-errors.js';
import type { ContentRecords, StorePart } from '../store.js';
import type { Row, Rows } from './database.js';
import { insertPublishes, readPublishContents } from './journal/publish-content.js';
import { deletePublishes, orderOf } from './journal/publish-rows.js';
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
export function createContentRecords({ context, database, changes }: StoreBase): ContentRecords {
  return {
    async list(kind, { signal } = {}) {
      throwIfCancelled(signal);
      const records = await database.read((tables) => listAll(tables, kind));
      throwIfCancelled(signal);
      return records;
    },

    async put(records, hold) {
      const { parts, kept } = await database.write(async (tables) => {
        await requireHold(tables, hold, context.by);
        return addAll(tables, records);
      });
      changes.announce(parts);
      return kept;
    },

    async delete(records, hold) {
      const { parts, changed } = await database.write(async (tables) => {
        await requireHold(tables, hold, context.by);
        return deleteAll(tables, records);
      });
      changes.announce(parts);
      return changed;
    },
  };
}

/** All of a kind; of publishes the one that was started last first. */
async function listAll(tables: Rows, kind: ContentKind): Promise<readonly ContentRecord[]> {
  const rows = await tables.list(kind);
  if (kind !== 'publishes') return toRecords(kind, rows);
  const sorted = [...rows].sort((a, b) => orderOf(b) - orderOf(a));
  return toRecords(kind, await readPublishContents(tables, sorted));
}

function listParts(records: readonly ContentRecord[]): readonly StorePart[] {
  return [...new Set(records.map(({ kind }) => partOf[kind]))];
}

async function addAll(
  tables: Rows,
  records: readonly ContentRecord[],
): Promise<{ readonly parts: readonly StorePart[]; readonly kept: readonly ContentRecord[] }> {
  const [added, kept]: [ContentRecord[], ContentRecord[]] = [[], []];
  const found = await findAll(tables, records);
  for (const record of records) {
    const there = found.get(nameOf(record));
    if (!there) {
      found.set(nameOf(record), record);
      added.push(record);
    } else if (!covers(there, record)) kept.push(record);
  }
  for (const [kind, each] of byKind(added))
    await (kind === 'publishes' ? insertPublishes(tables, each) : tables.put(kind, each));
  return { parts: listParts(added), kept };
}

async function deleteAll(
  tables: Rows,
  records: readonly ContentRecord[],
): Promise<{ readonly parts: readonly StorePart[]; readonly changed: readonly ContentRecord[] }> {
  const [gone, changed]: [ContentRecord[], ContentRecord[]] = [[], []];
  const found = await findAll(tables, records);
  for (const record of records) {
    const there = found.get(nameOf(record));
    if (there) (isSame(there.value, record.value) ? gone : changed).push(record);
  }
  for (const [kind, each] of byKind(gone)) {
    const keys = each.map(({ key }) => key);
    await (kind === 'publishes' ? deletePublishes(tables, keys.map(String)) : tables.delete(kind, keys));
  }
  return { parts: listParts(gone), changed };
}

/** What is there under the keys of records, by name. */
async function findAll(tables: Rows, records: readonly ContentRecord[]): Promise<Map<string, ContentRecord>> {
  const found: (readonly ContentRecord[])[] = [];
  for (const [kind, each] of byKind(records)) {
    const keys = new Map(each.map((record) => [nameOf(record), record.key]));
    const rows = await tables.listEach(kind, [...keys.values()]);
    found.push(toRecords(kind, kind === 'publishes' ? await readPublishContents(tables, rows) : rows));
  }
  return new Map(found.flat().map((record) => [nameOf(record), record]));
}

function byKind(
  records: readonly ContentRecord[],
): readonly (readonly [ContentKind, readonly ContentRecord[]])[] {
  return contentKinds
    .map((kind) => [kind, records.filter((record) => record.kind === kind)] as const)
    .filter(([, each]) => each.length > 0);
}

function toRecords(kind: ContentKind, rows: readonly Row[]): readonly ContentRecord[] {
  return rows.map(({ key, value }) => ({ kind, key: key.map(String), value }));
}

function nameOf({ kind, key }: ContentRecord): string {
  return JSON.stringify([kind, ...key]);
}
