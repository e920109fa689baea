import { ProvisioningError } from '../../model/errors.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import type { WorkspaceRecords } from '../store.js';

/** How often a write to the store is tried again when somebody else wrote meanwhile. */
const attempts = 5;

/** Changes a stored workspace as it is then; nothing is written where there is none, or where it stays the same. */
export async function editWorkspace(
  records: WorkspaceRecords,
  id: string,
  edit: (workspace: Workspace) => Workspace,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await records.get(id);
    if (!stored) return;
    const edited = edit(stored.workspace);
    if (edited === stored.workspace) return;
    try {
      await records.put(edited, { etag: stored.etag });
      return;
    } catch (thrown) {
      const stale = thrown instanceof ProvisioningError && thrown.code === 'stale';
      if (!stale || attempt === attempts) throw thrown;
    }
  }
}
