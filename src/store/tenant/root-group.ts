import { toProvisioningError } from '../../model/errors.js';
import { addMembersWrites } from '../../services/groups/group-members.js';
import { listGroupsInGroup, writeGroupsScopes } from '../../services/groups/groups.js';
import type { CallOptions } from '../store.js';
import {
  toReadOptions,
  toStoreGroupKind,
  trustMs,
  whenKnown,
  type StoreGroupKind,
  type TenantAccess,
} from './tenant-groups.js';

/**
 * The one group from which everything follows: only groups that are members of it are the store's. Names prove nothing,
 * for anybody may make a group; who may change the members of this one may change the team's memory.
 */
export class RootGroup {
  readonly id: string;
  readonly #access: TenantAccess;
  /** What was added here, until Graph shows it: by group id. */
  readonly #added = new Map<string, { readonly kind: StoreGroupKind; readonly atMs: number }>();

  constructor(access: TenantAccess, id: string) {
    this.#access = access;
    this.id = id;
  }

  /** The ids of the store's groups that are for this. @throws {ProvisioningError} `not-found` when there is no root group */
  async list(kind: StoreGroupKind, options?: CallOptions): Promise<readonly string[]> {
    const { graph, clock } = this.#access;
    const listed = await listGroupsInGroup(graph, this.id, toReadOptions(options));
    const ids = listed.filter((group) => toStoreGroupKind(group.uniqueName) === kind).map(({ id }) => id);
    for (const [id, added] of this.#added)
      if (ids.includes(id) || clock.counted() - added.atMs > trustMs) this.#added.delete(id);
      else if (added.kind === kind) ids.push(id);
    return ids;
  }

  /** Makes a group one of the store's. */
  async add(groupId: string, kind: StoreGroupKind): Promise<void> {
    const { graph, clock } = this.#access;
    const [write] = addMembersWrites(graph, this.id, [groupId]);
    if (!write) return;
    await whenKnown(this.#access, async () => {
      try {
        await graph.write(write, { scopes: writeGroupsScopes });
      } catch (thrown) {
        if (toProvisioningError(thrown).code !== 'already-assigned') throw thrown;
      }
    });
    this.#added.set(groupId, { kind, atMs: clock.counted() });
  }
}
