import { ProvisioningError, toProvisioningError } from '../model/errors.js';
import { isSameWorkspace } from './canonical-json.js';
import { staleError, throwIfCancelled } from './store-errors.js';
import type { StoredWorkspace, WorkspaceStore } from './workspace-store.js';

/** How the move of one workspace ended. A workspace that did not move is still where it was. */
export type MoveResult =
  | { readonly id: string; readonly status: 'moved' }
  | { readonly id: string; readonly status: 'failed'; readonly error: ProvisioningError };

/** How often a workspace that is edited during its move is copied again before the move gives up. */
const attempts = 3;

/**
 * Moves all workspaces from one store to another, one after the other: copies, reads the copy back, and only then deletes.
 * One that fails stops no other. May be run again: what was copied but not deleted is finished.
 *
 * @throws {ProvisioningError} what `from.list` throws; `cancelled` between two workspaces
 */
export async function* moveWorkspaces(
  from: WorkspaceStore,
  to: WorkspaceStore,
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<MoveResult, void> {
  for (const stored of await from.list(signal ? { signal } : {})) {
    throwIfCancelled(signal);
    const { id } = stored.workspace;
    try {
      await moveWorkspace(from, to, stored);
      yield { id, status: 'moved' };
    } catch (thrown) {
      yield { id, status: 'failed', error: toProvisioningError(thrown) };
    }
  }
}

async function moveWorkspace(
  from: WorkspaceStore,
  to: WorkspaceStore,
  stored: StoredWorkspace,
): Promise<void> {
  const { id } = stored.workspace;
  const existing = await to.get(id);
  if (existing && !isSameWorkspace(existing.workspace, stored.workspace))
    throw new ProvisioningError('conflict', `The other store has a different workspace ${id} already.`);
  let copyEtag = existing?.etag ?? (await to.put(stored.workspace, { etag: null }));
  let original = stored;
  for (let attempt = 1; ; attempt += 1) {
    await verifyCopy(to, original);
    try {
      return await from.delete(id, { etag: original.etag });
    } catch (thrown) {
      if (!(thrown instanceof ProvisioningError && thrown.code === 'stale')) throw thrown;
    }
    const edited = await from.get(id);
    if (!edited) return;
    if (attempt === attempts) throw staleError(id);
    original = edited;
    copyEtag = await to.put(original.workspace, { etag: copyEtag });
  }
}

async function verifyCopy(to: WorkspaceStore, { workspace }: StoredWorkspace): Promise<void> {
  const copy = await to.get(workspace.id);
  if (!copy || !isSameWorkspace(copy.workspace, workspace))
    throw new ProvisioningError(
      'unexpected',
      `The copy of workspace ${workspace.id} differs from the original, which stays where it is.`,
    );
}
