import type { Workspace } from '../model/workspace.js';

/** A workspace as a store holds it. The etag changes with every write. */
export interface StoredWorkspace {
  readonly workspace: Workspace;
  readonly etag: string;
}

/** Where workspaces are kept. Every write carries the etag it read; a stale one is refused, so no update is lost. */
export interface WorkspaceStore {
  /**
   * All workspaces. One that cannot be read makes the whole list fail: publishing as if it did not exist would take licenses away.
   * @throws {ProvisioningError} `storage-unavailable`, `record-newer`, `record-unreadable`, `offline`
   */
  list(options?: { signal?: AbortSignal }): Promise<readonly StoredWorkspace[]>;
  get(id: string, options?: { signal?: AbortSignal }): Promise<StoredWorkspace | undefined>;
  /**
   * Writes a workspace and returns the new etag. `etag: null` creates.
   * @throws {ProvisioningError} `stale` when somebody else wrote meanwhile, `storage-full`, `storage-unavailable`, `offline`
   */
  put(workspace: Workspace, options: { etag: string | null }): Promise<string>;
  /** @throws {ProvisioningError} `stale`, `storage-unavailable`, `offline` */
  delete(id: string, options: { etag: string }): Promise<void>;
  /** Calls the listener when something changed, here or (where the store can tell) elsewhere; returns what ends that. */
  subscribe(listener: () => void): () => void;
}
