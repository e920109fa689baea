import { ProvisioningError } from '../../../model/errors.js';
import { readStored, readUnlessDamaged } from '../../schema/record.js';
import { workspaceRecord } from '../../schema/workspace.js';
import type { DamagedRecord, StoredWorkspace, WorkspaceRecords } from '../../store.js';
import type { PortalClient } from '../portal-client.js';
import { workspaceRoutes } from '../routes/workspace-routes.js';

export function createPortalWorkspaces(client: PortalClient): WorkspaceRecords {
  return {
    async list(options) {
      const answer = await client.call(workspaceRoutes.list, {}, options);
      const workspaces: StoredWorkspace[] = [];
      const damaged: DamagedRecord[] = [...answer.damaged];
      for (const { workspace: record, etag } of answer.workspaces) {
        const workspace = readUnlessDamaged(() => readStored(workspaceRecord, record));
        if (workspace) workspaces.push({ workspace, etag });
        // The portal could read it: it has another version of this library.
        else throw new ProvisioningError('answer-unreadable', "One of the portal's workspaces is not right.");
      }
      return { workspaces, damaged };
    },
    async get(id, options) {
      const { found } = await client.call(workspaceRoutes.get, { id }, options);
      return found && { workspace: readStored(workspaceRecord, found.workspace), etag: found.etag };
    },
    async put(workspace, { etag }) {
      const answer = await client.call(workspaceRoutes.put, { id: workspace.id, workspace, etag });
      return answer.etag;
    },
    async delete(id, { etag }) {
      await client.call(workspaceRoutes.delete, { id, etag });
    },
    async remove(id) {
      await client.call(workspaceRoutes.remove, { id });
    },
  };
}
