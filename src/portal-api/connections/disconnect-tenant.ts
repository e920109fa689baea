import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import type { RemainingGroup } from '../../store/connection.js';
import type { Store } from '../../store/store.js';

/**
 * Ends a connection, unless something is held that a workspace gave. Nobody can publish meanwhile: what is given after that
 * was looked at could not be taken back any more.
 *
 * @throws {ProvisioningError} `still-granted`; `conflict` while somebody publishes
 */
export async function disconnectTenant(
  store: Store,
  remove: () => Promise<unknown>,
): Promise<readonly RemainingGroup[]> {
  const hold = await store.lease.take(createId());
  try {
    const grants = await store.grants.list();
    if (grants.length > 0)
      throw new ProvisioningError(
        'still-granted',
        'Workspaces still assign licenses or services in this tenant. Unassign them first: delete these workspaces.',
      );
    const { workspaces } = await store.workspaces.list();
    await remove();
    return workspaces.flatMap(({ workspace: { draft, groupId } }) =>
      groupId === undefined ? [] : [{ groupId, workspace: draft.name }],
    );
  } finally {
    await store.lease.release(hold);
  }
}
