import { ProvisioningError } from '../../model/errors.js';
import { listActions, listActionsToAdd, type HostAction } from '../../model/host-action.js';
import { isSameContent, type Workspace } from '../../model/workspace/workspace.js';
import { workspaceRoutes } from '../../store/portal/routes/workspace-routes.js';
import { getField } from '../../store/records/store-parts.js';
import { nothingIfDamaged, readUnlessDamaged } from '../../store/schema/record.js';
import { parseWorkspace } from '../../store/schema/workspace-format.js';
import { answer, done, type Answer, type Asked } from './answer.js';
import { publishing } from './journal-answers.js';

export const workspaceAnswers: readonly Answer[] = [
  answer(workspaceRoutes.list, async (_input, { store, signal }) => {
    const { workspaces, damaged } = await store.workspaces.list(signal ? { signal } : {});
    return { workspaces: [...workspaces], damaged: [...damaged] };
  }),
  answer(workspaceRoutes.get, async ({ id }, { store, signal }) => {
    const found = await store.workspaces.get(id, signal ? { signal } : {});
    return found ? { found } : {};
  }),
  answer(workspaceRoutes.put, async ({ id, workspace: record, etag }, asked) => {
    if (getField(record, 'id') !== id)
      throw new ProvisioningError('request-refused', 'The workspace has another id than its address.');
    const workspace = readUnlessDamaged(() => parseWorkspace(record));
    // What is none is refused by the store, which says why.
    if (workspace) await requirePut(workspace, asked);
    return { etag: await asked.store.workspaces.put(record as Workspace, { etag }) };
  }),
  answer(workspaceRoutes.delete, async ({ id, etag }, { store, require }) => {
    require(['delete']);
    await store.workspaces.delete(id, { etag });
    return done;
  }),
  answer(workspaceRoutes.remove, async ({ id }, { store, require }) => {
    require(['delete']);
    await store.workspaces.remove(id);
    return done;
  }),
];

/** What a write changes decides what it takes. Whoever publishes writes what was published. */
async function requirePut(workspace: Workspace, { store, require, requireAny }: Asked): Promise<void> {
  // One that is damaged is never written over.
  const before = await store.workspaces.get(workspace.id).catch(nothingIfDamaged);
  const actions: HostAction[] = before
    ? listActions(before.workspace, workspace)
    : listActionsToAdd(workspace);
  require(actions);
  if (isPublishedAnew(before?.workspace, workspace)) requireAny(publishing);
}

function isPublishedAnew(before: Workspace | undefined, after: Workspace): boolean {
  const [a, b] = [before?.published, after.published];
  const isSame = a && b ? isSameContent(a, b) : a === b;
  return (
    !isSame ||
    before?.groupId !== after.groupId ||
    before?.lastPublish?.publishId !== after.lastPublish?.publishId
  );
}
