import { createId } from '../model/create-id.js';
import { Listeners } from './listeners.js';
import { staleError, throwIfCancelled } from './store-errors.js';
import { parseWorkspace } from './workspace-schema.js';
import type { StoredWorkspace, WorkspaceStore } from './workspace-store.js';

/** Keeps workspaces in memory: for scripts and tests. Nothing handed out is shared with what is kept. */
export function createMemoryStore(): WorkspaceStore {
  const records = new Map<string, StoredWorkspace>();
  const listeners = new Listeners();

  const requireEtag = (id: string, etag: string | null): void => {
    if ((records.get(id)?.etag ?? null) !== etag) throw staleError(id);
  };

  return {
    async list({ signal } = {}) {
      throwIfCancelled(signal);
      return [...records.values()].map((record) => structuredClone(record));
    },
    async get(id, { signal } = {}) {
      throwIfCancelled(signal);
      const record = records.get(id);
      return record && structuredClone(record);
    },
    async put(workspace, { etag }) {
      const record = { workspace: parseWorkspace(workspace), etag: createId() };
      requireEtag(workspace.id, etag);
      records.set(workspace.id, record);
      listeners.notify();
      return record.etag;
    },
    async delete(id, { etag }) {
      requireEtag(id, etag);
      records.delete(id);
      listeners.notify();
    },
    subscribe: (listener) => listeners.add(listener),
  };
}
