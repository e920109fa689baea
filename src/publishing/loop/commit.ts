import type { Account } from '../auth/auth.js';
import { ProvisioningError } from '../model/errors.js';
import type { GroupChange } from '../model/publish-plan.js';
import {
  createWorkspace,
  type PublishRoute,
  type PublishStamp,
  type Workspace,
  type WorkspaceContent,
} from '../model/workspace.js';
import type { StoredWorkspace, WorkspaceRecords } from '../store/store.js';

/** How often a write to the store is tried again when somebody else wrote meanwhile. */
const attempts = 5;

export interface StoreContext {
  readonly store: WorkspaceRecords;
  readonly account: Account;
  readonly now: () => number;
  /** The publish that is recorded. */
  readonly publishId: string;
}

/** Records that this content is what is published. */
export async function commitPublished(
  context: StoreContext,
  workspaceId: string,
  content: WorkspaceContent,
): Promise<void> {
  const lastPublish = stampPublish(context);
  await editStored(context.store, workspaceId, (workspace) => ({
    ...workspace,
    published: content,
    lastPublish,
  }));
}

/** Records the group that carries the workspace's plans. */
export async function commitGroup(
  { store }: StoreContext,
  workspaceId: string,
  groupId: string,
): Promise<void> {
  await editStored(store, workspaceId, (workspace) => ({ ...workspace, groupId }));
}

/** Records that a workspace is back at what was published earlier, or never; one that was deleted is made again. */
export async function commitUndone(
  context: StoreContext,
  workspaceId: string,
  content: WorkspaceContent | undefined,
  { route, group }: { readonly route: PublishRoute; readonly group?: GroupChange },
): Promise<void> {
  const { store } = context;
  if (!(await store.get(workspaceId))) {
    if (!content) return;
    const revived = createWorkspace(workspaceId, content.name, stamp(context));
    const groupId = group?.groupId;
    await store.put(
      {
        ...revived,
        route,
        ...(groupId ? { groupId } : {}),
        draft: content,
        published: content,
        lastPublish: stampPublish(context),
      },
      { etag: null },
    );
    return;
  }
  await editStored(store, workspaceId, (workspace) => {
    const { published: _published, ...rest } = workspace;
    return { ...rest, ...(content ? { published: content, lastPublish: stampPublish(context) } : {}) };
  });
}

/** The record of a workspace whose deletion was published goes. */
export async function commitDeleted({ store }: StoreContext, workspaceId: string): Promise<void> {
  const stored = await store.get(workspaceId);
  if (!stored?.workspace.deleting) return;
  try {
    await store.delete(workspaceId, { etag: stored.etag });
  } catch (thrown) {
    // Somebody still has something from it, so it stays marked until that is taken back.
    if (!(thrown instanceof ProvisioningError) || thrown.code !== 'still-granted') throw thrown;
  }
}

async function editStored(
  store: WorkspaceRecords,
  id: string,
  edit: (workspace: Workspace) => Workspace,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const stored: StoredWorkspace | undefined = await store.get(id);
    if (!stored) return;
    const edited = edit(stored.workspace);
    if (edited === stored.workspace) return;
    try {
      await store.put(edited, { etag: stored.etag });
      return;
    } catch (thrown) {
      const stale = thrown instanceof ProvisioningError && thrown.code === 'stale';
      if (!stale || attempt === attempts) throw thrown;
    }
  }
}

function stampPublish(context: StoreContext): PublishStamp {
  return { ...stamp(context), publishId: context.publishId };
}

function stamp({ account, now }: StoreContext): { at: string; by: string } {
  return { at: new Date(now()).toISOString(), by: account.objectId };
}
