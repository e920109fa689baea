import type { DBSchema } from 'idb';
import { ProvisioningError } from '../model/errors.js';
import type { Grant } from '../model/publish-plan.js';
import { IndexedDbConnection } from '../workspaces/indexed-db-connection.js';
import { describeDamaged, parseEntries, parseEntry, parseSummary } from './journal-schema.js';
import {
  changeGrants,
  type DamagedPublish,
  type GrantChange,
  type Journal,
  type PublishSummary,
} from './journal.js';

interface PublishRow {
  readonly tenantId: string;
  readonly publishId: string;
  readonly workspaceId: string;
  /** Number of the next entry. */
  readonly next: number;
  /** The later a publish was started, the higher; earlier versions did not keep it. */
  readonly order?: number;
  /** Checked when read, as are the entries. */
  readonly head: unknown;
  readonly finished?: unknown;
  /** When it was set aside as damaged: ISO 8601, UTC. */
  readonly setAside?: string;
}

/** A publish as stored, and what it says or that it cannot be read. */
interface ReadRow {
  readonly row: PublishRow;
  readonly summary?: PublishSummary;
  readonly damaged?: DamagedPublish;
}

interface JournalDatabase extends DBSchema {
  publishes: { key: [tenantId: string, publishId: string]; value: PublishRow };
  entries: {
    key: [tenantId: string, publishId: string, number: number];
    value: { tenantId: string; publishId: string; number: number; entry: unknown };
  };
  grants: {
    key: [tenantId: string, userId: string, key: string, workspaceId: string];
    value: Grant & { tenantId: string };
  };
}

export interface IndexedDbJournalOptions {
  /** The tenant whose journal this is; tenants share the database but never see each other's. */
  readonly tenantId: string;
  /** Name of the database. Default: `o365-journal`. */
  readonly name?: string;
}

/** Keeps the journal in this browser. What was given is kept beside it, in the same transaction. */
export function createIndexedDbJournal(options: IndexedDbJournalOptions): Journal {
  const { tenantId, name = 'o365-journal' } = options;
  const connection = new IndexedDbConnection<JournalDatabase>({
    name,
    version: 1,
    stores: ['publishes', 'entries', 'grants'],
    noun: 'journal',
    upgrade(database, oldVersion) {
      if (oldVersion >= 1) return;
      database.createObjectStore('publishes', { keyPath: ['tenantId', 'publishId'] });
      database.createObjectStore('entries', { keyPath: ['tenantId', 'publishId', 'number'] });
      database.createObjectStore('grants', { keyPath: ['tenantId', 'userId', 'key', 'workspaceId'] });
    },
  });
  const under = (...key: string[]): IDBKeyRange =>
    IDBKeyRange.bound([tenantId, ...key], [tenantId, ...key, []]);
  const listRows = (): Promise<ReadRow[]> =>
    connection.run('readonly', async (transaction) => {
      const rows = await transaction.objectStore('publishes').getAll(under());
      const read: ReadRow[] = [];
      for (const row of rows) {
        if (row.setAside !== undefined) continue;
        const list = async (): Promise<unknown[]> =>
          (await transaction.objectStore('entries').getAll(under(row.publishId))).map(({ entry }) => entry);
        const summary = readOrNothing(() => parseSummary(row));
        // Nobody looks into what is through, unless asked to; of what is not, everything counts.
        const entries = summary?.finished ? undefined : await list();
        const whole = !entries || readOrNothing(() => parseEntries(entries));
        read.push(
          summary && whole ? { row, summary } : { row, damaged: describeDamaged(row, entries ?? []) },
        );
      }
      return read;
    });

  return {
    async append(publishId, entries) {
      await connection.run('readwrite', async (transaction) => {
        const publishes = transaction.objectStore('publishes');
        const grants = transaction.objectStore('grants');
        let row = await publishes.get([tenantId, publishId]);
        // Requests of one transaction run in order, so they are all made at once.
        const requests: (() => Promise<unknown>)[] = [];
        const change = (grant: GrantChange): Promise<unknown> => {
          if (grant.action === 'forget') return grants.delete(under(grant.userId, grant.key));
          const { action, workspaceId, userId, key } = grant;
          if (action === 'drop') return grants.delete([tenantId, userId, key, workspaceId]);
          return grants.put({ tenantId, workspaceId, userId, key });
        };
        for (const entry of entries) {
          if (entry.kind === 'started') {
            const { head } = entry;
            const order = row?.order ?? nextOrder(await publishes.getAll(under()));
            row = { tenantId, publishId, workspaceId: head.workspaceId, next: row?.next ?? 0, order, head };
          }
          if (!row) throw new ProvisioningError('unexpected', `The publish ${publishId} was never started.`);
          if (entry.kind === 'finished') {
            const { at, end, counts } = entry;
            row = { ...row, finished: { at, end, counts } };
          }
          const { next: number, workspaceId } = row;
          requests.push(() => transaction.objectStore('entries').put({ tenantId, publishId, number, entry }));
          row = { ...row, next: number + 1 };
          for (const grant of changeGrants(workspaceId, entry)) requests.push(() => change(grant));
        }
        const last = row;
        if (last) requests.push(() => publishes.put(last));
        // One that throws at once must not leave those before it unheard.
        await Promise.all(requests.map(async (request) => request()));
      });
    },

    async read(publishId) {
      const rows = await connection.run('readonly', (transaction) =>
        transaction.objectStore('entries').getAll(under(publishId)),
      );
      return rows.map(({ entry }) => parseEntry(entry));
    },

    async list() {
      const rows = (await listRows()).flatMap(({ row, summary }) =>
        summary ? [{ order: row.order ?? 0, summary }] : [],
      );
      return rows
        .sort((a, b) => b.order - a.order || byDate(b.summary, a.summary))
        .map(({ summary }) => summary);
    },

    async damaged() {
      return (await listRows()).flatMap(({ damaged }) => damaged ?? []);
    },

    async setAside(publishId) {
      await connection.run('readwrite', async (transaction) => {
        const publishes = transaction.objectStore('publishes');
        const row = await publishes.get([tenantId, publishId]);
        if (row) await publishes.put({ ...row, setAside: new Date().toISOString() });
      });
    },

    async grants() {
      const rows = await connection.run('readonly', (transaction) =>
        transaction.objectStore('grants').getAll(under()),
      );
      return rows.map(({ workspaceId, userId, key }) => ({ workspaceId, userId, key }));
    },

    async prune(before) {
      const rows = await connection.run('readonly', (transaction) =>
        transaction.objectStore('publishes').getAll(under()),
      );
      const old = rows.filter((row) => {
        const endedAt = row.setAside ?? readOrNothing(() => parseSummary(row))?.finished?.at;
        return endedAt !== undefined && endedAt < before;
      });
      await connection.run('readwrite', (transaction) =>
        Promise.all(
          old.flatMap(({ publishId }) => [
            transaction.objectStore('publishes').delete([tenantId, publishId]),
            transaction.objectStore('entries').delete(under(publishId)),
          ]),
        ),
      );
      return old.length;
    },
  };
}

/** What it reads, or undefined when the record is damaged. One of a newer version is not damaged. */
function readOrNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof ProvisioningError && thrown.code === 'record-unreadable') return undefined;
    throw thrown;
  }
}

function nextOrder(rows: readonly PublishRow[]): number {
  return rows.reduce((highest, { order = 0 }) => Math.max(highest, order), 0) + 1;
}

function byDate(a: PublishSummary, b: PublishSummary): number {
  return Date.parse(a.head.startedAt) - Date.parse(b.head.startedAt);
}
