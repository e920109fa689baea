import type { DBSchema } from 'idb';
import { createId } from '../model/create-id.js';
import { IndexedDbConnection } from './indexed-db-connection.js';
import { readRecord } from './record-format.js';
import { staleError, throwIfCancelled } from './store-errors.js';
import { createTabChannel } from './tab-channel.js';
import { workspaceFormat } from './workspace-schema.js';
import type { StoredWorkspace, WorkspaceStore } from './workspace-store.js';

/** One workspace of one tenant, as it lies in the database. */
interface WorkspaceRow {
  readonly tenantId: string;
  readonly id: string;
  readonly etag: string;
  /** Checked when read: another version of this library may have written it. */
  readonly workspace: unknown;
}

interface WorkspaceDatabase extends DBSchema {
  workspaces: { key: [tenantId: string, id: string]; value: WorkspaceRow };
}

export interface IndexedDbStoreOptions {
  /** Name of the database. Default: `o365-workspaces`. */
  readonly name?: string;
  /** The tenant whose workspaces these are; tenants share the database but never see each other's. */
  readonly tenantId: string;
  /** How records are read. Default: as this version writes them. */
  readonly format?: typeof workspaceFormat;
}

/**
 * Keeps workspaces in this browser. Works in several tabs at once: etags are compared and written within one transaction,
 * and every tab hears of changes in the others.
 *
 * A record that cannot be read makes `list` fail rather than go missing: publishing without it would take licenses away.
 */
export function createIndexedDbStore(options: IndexedDbStoreOptions): WorkspaceStore {
  const { name = 'o365-workspaces', tenantId, format = workspaceFormat } = options;
  const connection = new IndexedDbConnection<WorkspaceDatabase>({
    name,
    version: 1,
    stores: ['workspaces'],
    noun: 'workspaces',
    upgrade(database, oldVersion) {
      if (oldVersion < 1) database.createObjectStore('workspaces', { keyPath: ['tenantId', 'id'] });
    },
  });
  const tabs = createTabChannel(`${name}:${tenantId}`);

  const toStored = ({ workspace, etag }: WorkspaceRow): StoredWorkspace => ({
    workspace: readRecord(format, workspace),
    etag,
  });

  return {
    async list({ signal } = {}) {
      throwIfCancelled(signal);
      const ofTenant = (): IDBKeyRange => IDBKeyRange.bound([tenantId], [tenantId, []]);
      const rows = await connection.run('readonly', (transaction) =>
        transaction.objectStore('workspaces').getAll(ofTenant()),
      );
      throwIfCancelled(signal);
      return rows.map(toStored);
    },

    async get(id, { signal } = {}) {
      throwIfCancelled(signal);
      const row = await connection.run('readonly', (transaction) =>
        transaction.objectStore('workspaces').get([tenantId, id]),
      );
      throwIfCancelled(signal);
      return row && toStored(row);
    },

    async put(workspace, { etag }) {
      const { id } = workspace;
      const row = { tenantId, id, etag: createId(), workspace: readRecord(format, workspace) };
      await connection.run('readwrite', async (transaction) => {
        const rows = transaction.objectStore('workspaces');
        const stored = await rows.get([tenantId, id]);
        if ((stored?.etag ?? null) !== etag) throw staleError(id);
        await rows.put(row);
      });
      tabs.announce();
      return row.etag;
    },

    async delete(id, { etag }) {
      await connection.run('readwrite', async (transaction) => {
        const rows = transaction.objectStore('workspaces');
        const stored = await rows.get([tenantId, id]);
        if (stored?.etag !== etag) throw staleError(id);
        await rows.delete([tenantId, id]);
      });
      tabs.announce();
    },

    subscribe: (listener) => tabs.subscribe(listener),
  };
}
