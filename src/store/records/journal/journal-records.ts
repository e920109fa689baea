import { ProvisioningError } from '../../../model/errors.js';
import type { JournalEntry, PublishSummary } from '../../journal/journal-entry.js';
import { readEntry } from '../../schema/journal.js';
import { readUnlessDamaged } from '../../schema/record.js';
import { throwIfCancelled } from '../../store-errors.js';
import type { DamagedRecord, Journal } from '../../store.js';
import type { Row, Rows } from '../database.js';
import { erasePerson } from '../erase-person.js';
import { changeGrants } from '../grant-records.js';
import { requireHold } from '../lease-record.js';
import type { StoreBase } from '../store-parts.js';
import { prunePublishes } from './prune-publishes.js';
import {
  deletePublishes,
  describeDamaged,
  getFirstEntry,
  getPublishRow,
  isReadable,
  listEntries,
  listEntriesOfEach,
  listPublishRows,
  readFirstEntry,
  readHead,
  readPublish,
  type PublishRow,
} from './publish-rows.js';

export function createJournal({ context, database, changes }: StoreBase): Journal {
  return {
    async append(publishId, entries, hold) {
      const checked = entries.map((entry) => readEntry(sign(entry, context.by)));
      const changed = await database.write(async (tables) => {
        await requireHold(tables, hold, context.by);
        const { row, added } = await addTo(tables, publishId, checked);
        const { workspaceId } = readHead({ publishId, row }).head;
        const publish = { publishId, ...(workspaceId === undefined ? {} : { workspaceId }) };
        await tables.put('publishes', [{ key: [publishId], value: row }]);
        await tables.put('entries', added);
        return changeGrants(tables, publish, checked);
      });
      changes.announce(changed ? ['journal', 'grants'] : ['journal']);
    },

    async read(publishId, { signal } = {}) {
      throwIfCancelled(signal);
      const found = await database.read(async (tables) => {
        const row = await getPublishRow(tables, publishId);
        return row && { row, entries: await listEntries(tables, publishId) };
      });
      throwIfCancelled(signal);
      return found ? readPublish({ publishId, row: found.row }, found.entries).entries : [];
    },

    async readStart(publishId, { signal } = {}) {
      throwIfCancelled(signal);
      const found = await database.read(async (tables) => {
        const row = await getPublishRow(tables, publishId);
        return row && { row, entry: await getFirstEntry(tables, publishId) };
      });
      throwIfCancelled(signal);
      return found && readFirstEntry({ publishId, row: found.row }, found.entry);
    },

    async list({ signal } = {}) {
      throwIfCancelled(signal);
      const listed = await database.read(listAll);
      throwIfCancelled(signal);
      return listed;
    },

    async remove(damagedId) {
      await database.write(async (tables) => {
        const row = await getPublishRow(tables, damagedId);
        if (!row || (await isReadable(tables, { publishId: damagedId, row }))) return;
        await deletePublishes(tables, [damagedId]);
      });
      changes.announce(['journal']);
    },

    async prune(before) {
      const pruned = await database.write((tables) => prunePublishes(tables, before));
      if (pruned > 0) changes.announce(['journal']);
      return pruned;
    },

    async erase(userId) {
      const parts = await database.write((tables) => erasePerson(tables, userId));
      changes.announce(parts);
    },
  };
}

/** Numbers entries that follow those that a publish has. */
async function addTo(
  tables: Rows,
  publishId: string,
  entries: readonly JournalEntry[],
): Promise<{ readonly row: PublishRow; readonly added: readonly Row[] }> {
  let row = await getPublishRow(tables, publishId);
  const added: Row[] = [];
  for (const entry of entries) {
    if (entry.kind === 'started') {
      if (row || entry.head.publishId !== publishId)
        throw new ProvisioningError(
          'unexpected',
          `The publish ${publishId} cannot be started with these entries.`,
        );
      const order = ((await listPublishRows(tables)).at(-1)?.row.order ?? 0) + 1;
      row = { order, next: 0, head: entry.head };
    }
    if (!row) break;
    if (entry.kind === 'group') {
      const { kind: _kind, ...group } = entry;
      row = { ...row, group };
    }
    if (entry.kind === 'finished') {
      const { at, end, counts } = entry;
      row = { ...row, finished: { at, end, counts } };
    }
    added.push({ key: [publishId, row.next], value: entry });
    row = { ...row, next: row.next + 1 };
  }
  if (!row) throw new ProvisioningError('unexpected', `The publish ${publishId} was never started.`);
  return { row, added };
}

async function listAll(tables: Rows): Promise<{
  readonly publishes: readonly PublishSummary[];
  readonly damaged: readonly DamagedRecord[];
}> {
  const publishes: PublishSummary[] = [];
  const damaged: DamagedRecord[] = [];
  const rows = await listPublishRows(tables);
  const read = rows.map((publish) => ({ publish, summary: readUnlessDamaged(() => readHead(publish)) }));
  // Nobody looks into what is through, unless asked to; of what is not, everything counts.
  const unfinished = read.filter(({ summary }) => !summary?.finished).map(({ publish }) => publish.publishId);
  const entriesOf = await listEntriesOfEach(tables, unfinished);
  for (const { publish, summary } of read) {
    const entries = entriesOf(publish.publishId);
    const isWhole = summary?.finished ?? readUnlessDamaged(() => readPublish(publish, entries));
    if (summary && isWhole) publishes.unshift(summary);
    else damaged.unshift(describeDamaged(publish, entries));
  }
  return { publishes, damaged };
}

function sign(entry: JournalEntry, by: string): JournalEntry {
  return entry.kind === 'started' ? { ...entry, head: { ...entry.head, by } } : entry;
}
