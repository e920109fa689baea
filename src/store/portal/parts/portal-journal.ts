import { getField } from '../../records/store-parts.js';
import { readEntries, readStart, readSummary } from '../../schema/journal.js';
import type { Journal } from '../../store.js';
import type { PortalClient } from '../portal-client.js';
import { journalRoutes } from '../routes/journal-routes.js';

export function createPortalJournal(client: PortalClient): Journal {
  return {
    async append(publishId, entries, hold) {
      await client.call(journalRoutes.append, { publishId, entries: [...entries], hold });
    },
    async read(publishId, options) {
      const { entries } = await client.call(journalRoutes.read, { publishId }, options);
      return entries.length === 0 ? [] : readEntries(entries);
    },
    async readStart(publishId, options) {
      const { start } = await client.call(journalRoutes.readStart, { publishId }, options);
      return start === undefined ? undefined : readStart(start);
    },
    async list(options) {
      const { publishes, damaged } = await client.call(journalRoutes.list, {}, options);
      return { publishes: publishes.map(toSummary), damaged };
    },
    async remove(id) {
      await client.call(journalRoutes.remove, { id });
    },
    async prune(before) {
      const { count } = await client.call(journalRoutes.prune, { before });
      return count;
    },
    async erase(userId) {
      await client.call(journalRoutes.erase, { userId });
    },
  };
}

function toSummary(record: unknown): ReturnType<typeof readSummary> {
  return readSummary({
    head: getField(record, 'head'),
    group: getField(record, 'group'),
    finished: getField(record, 'finished'),
  });
}
