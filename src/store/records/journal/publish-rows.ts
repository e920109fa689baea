import { ProvisioningError } from '../../../model/errors.js';
import type { JournalEntry, PublishSummary, StartedEntry } from '../../journal/journal-entry.js';
import { readEntries, readStart, readSummary, type StoredSummary } from '../../schema/journal.js';
import { readUnlessDamaged } from '../../schema/record.js';
import type { DamagedRecord } from '../../store.js';
import type { Row, Rows } from '../database.js';
import { getField } from '../store-parts.js';

/** What is stored of a publish beside its entries, so that a list need not read them all. */
export interface PublishRow extends StoredSummary {
  /** The later a publish was started, the higher. */
  readonly order: number;
  /** Number of the next entry. */
  readonly next: number;
}

/** A publish as it is stored, whether or not it can be read. */
export interface StoredPublish {
  readonly publishId: string;
  readonly row: PublishRow;
}

/** All publishes, the one started first first. */
export async function listPublishRows(tables: Rows): Promise<readonly StoredPublish[]> {
  const rows = await tables.list('publishes');
  return rows.map(toPublish).sort((a, b) => a.row.order - b.row.order);
}

/** The place of a publish among all, readable or not. */
export function orderOf(row: Row): number {
  return toPublish(row).row.order;
}

export async function getPublishRow(tables: Rows, publishId: string): Promise<PublishRow | undefined> {
  const value = await tables.get('publishes', [publishId]);
  return value === undefined ? undefined : toPublish({ key: [publishId], value }).row;
}

/** The raw entries of a publish, in their order. */
export async function listEntries(tables: Rows, publishId: string): Promise<readonly unknown[]> {
  return (await tables.list('entries', [publishId])).map(({ value }) => value);
}

/** The raw entries of several publishes. */
export async function listEntriesOfEach(
  tables: Rows,
  publishIds: readonly string[],
): Promise<(publishId: string) => readonly unknown[]> {
  const found = new Map<string, unknown[]>(publishIds.map((id) => [id, []]));
  const rows = await tables.listEach(
    'entries',
    publishIds.map((id) => [id]),
  );
  for (const { key, value } of rows) found.get(String(key[0]))?.push(value);
  return (publishId) => found.get(publishId) ?? [];
}

/** Reads a publish whole. @throws {ProvisioningError} `record-newer`, `record-unreadable` */
export function readPublish(
  { publishId, row }: StoredPublish,
  entries: readonly unknown[],
): { readonly summary: PublishSummary; readonly entries: readonly JournalEntry[] } {
  const summary = readHead({ publishId, row });
  const read = readEntries(entries);
  if (read.length !== row.next)
    throw new ProvisioningError('record-unreadable', `Entries of the publish ${publishId} are missing.`);
  return { summary, entries: read };
}

/** The raw first entry of a publish. */
export function getFirstEntry(tables: Rows, publishId: string): Promise<unknown> {
  return tables.get('entries', [publishId, 0]);
}

/** Reads how a publish started. @throws {ProvisioningError} `record-newer`, `record-unreadable` */
export function readFirstEntry(publish: StoredPublish, entry: unknown): StartedEntry {
  const { publishId } = readHead(publish).head;
  const start = readStart(entry);
  if (start.head.publishId !== publishId) throw saysOther(publishId);
  return start;
}

/** Reads what a list shows of a publish. @throws {ProvisioningError} `record-newer`, `record-unreadable` */
export function readHead({ publishId, row }: StoredPublish): PublishSummary {
  const summary = readSummary(row);
  if (summary.head.publishId !== publishId) throw saysOther(publishId);
  return summary;
}

function saysOther(publishId: string): ProvisioningError {
  return new ProvisioningError('record-unreadable', `The record of the publish ${publishId} has another id.`);
}

/** What can still be told of a publish that cannot be read. */
export function describeDamaged(
  { publishId, row }: StoredPublish,
  entries: readonly unknown[],
): DamagedRecord {
  // The first entry has the head as well.
  const heads = [row.head, getField(entries[0], 'head')];
  const listTexts = (name: string): string[] =>
    heads.map((head) => getField(head, name)).filter((value) => typeof value === 'string');
  const [workspaceId] = listTexts('workspaceId');
  const at = listTexts('startedAt').find((text) => !Number.isNaN(Date.parse(text)));
  return {
    id: publishId,
    ...(workspaceId === undefined ? {} : { workspaceId }),
    ...(at === undefined ? {} : { at }),
    record: { publish: row, entries },
  };
}

/** Whether a publish can be read, with all its entries. @throws {ProvisioningError} `record-newer` */
export async function isReadable(tables: Rows, publish: StoredPublish): Promise<boolean> {
  const entries = await listEntries(tables, publish.publishId);
  return readUnlessDamaged(() => readPublish(publish, entries)) !== undefined;
}

export async function deletePublishes(tables: Rows, publishIds: readonly string[]): Promise<void> {
  for (const id of publishIds) await tables.delete('entries', await tables.listKeys('entries', [id]));
  await tables.delete(
    'publishes',
    publishIds.map((id) => [id]),
  );
}

function toPublish({ key, value }: Row): StoredPublish {
  const toNumber = (name: string): number => {
    const found = getField(value, name);
    return typeof found === 'number' ? found : 0;
  };
  return {
    publishId: String(key[0]),
    row: {
      order: toNumber('order'),
      next: toNumber('next'),
      head: getField(value, 'head'),
      group: getField(value, 'group'),
      finished: getField(value, 'finished'),
    },
  };
}
