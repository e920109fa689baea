import { ProvisioningError } from '../../model/errors.js';
import { createWorkspace, type PublishStamp, type Workspace } from '../../model/workspace/workspace.js';
import { editWorkspace } from '../../store/records/edit-workspace.js';
import type { WorkspaceRecords } from '../../store/store.js';
import type { ReviewTopic } from '../review/review.js';
import { listContents } from './first-entries.js';

/** Records what is published now, once everybody was attempted. */
export async function commit(
  records: WorkspaceRecords,
  topic: ReviewTopic,
  stamp: PublishStamp,
  groupId: string | undefined,
): Promise<void> {
  if (topic.kind === 'reclaim') return;
  const { workspace } = topic;
  const { content } = listContents(topic);
  if (topic.kind === 'publish' && !content) return commitDeleted(records, workspace.id);
  if (topic.kind === 'undo' && content && !(await records.get(workspace.id))) {
    // It was deleted, and is back.
    const revived = createWorkspace(workspace.id, content.name, stamp);
    const { route } = topic.record.head;
    const group = groupId === undefined ? {} : { groupId };
    const contents = { draft: content, published: content, lastPublish: stamp };
    await records.put({ ...revived, route, ...group, ...contents }, { etag: null });
    return;
  }
  await editWorkspace(records, workspace.id, (stored) => ({
    ...withoutPublished(stored),
    ...(content ? { published: content, lastPublish: stamp } : {}),
  }));
}

function withoutPublished({ published: _before, lastPublish: _last, ...rest }: Workspace): Workspace {
  return rest;
}

/** Records the group that carries the workspace's plans. */
export async function commitGroup(
  records: WorkspaceRecords,
  workspaceId: string,
  groupId: string,
): Promise<void> {
  await editWorkspace(records, workspaceId, (workspace) =>
    workspace.groupId === groupId ? workspace : { ...workspace, groupId },
  );
}

/** The record of a workspace whose deletion was published goes. */
async function commitDeleted(records: WorkspaceRecords, workspaceId: string): Promise<void> {
  const stored = await records.get(workspaceId);
  if (!stored?.workspace.deleting) return;
  try {
    await records.delete(workspaceId, { etag: stored.etag });
  } catch (thrown) {
    // Somebody still has something from it, so it stays marked until that is taken back; it promises nothing any more.
    if (!(thrown instanceof ProvisioningError) || thrown.code !== 'still-granted') throw thrown;
    await editWorkspace(records, workspaceId, withoutPublished);
  }
}
