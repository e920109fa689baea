import type { CallOptions as GraphCallOptions } from '../../graph/graph-client.js';
import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import { browserStorage } from '../../model/page/text-storage.js';
import { readGroupExtensionsScopes } from '../../services/groups/group-extensions.js';
import { getGroupNames } from '../../services/groups/group-names.js';
import { readGroupOwners } from '../../services/groups/group-owners.js';
import {
  listGroupsByPrefix,
  readGroupsScopes,
  upsertGroup,
  writeGroupsScopes,
} from '../../services/groups/groups.js';
import type { CallOptions, StoreChoice, StorePlace } from '../store.js';
import { ifThere, whenKnown, type TenantAccess } from './tenant-groups.js';

/** What a root group is called, and what its unique name begins with. Neither proves anything. */
const displayName = 'Office 365 workspaces';
const uniquePrefix = 'o365-store-root-';

/** Keeps which root group somebody accepted, in this browser or as long as the program runs. */
export interface AcceptedRoot {
  get(): string | undefined;
  set(groupId: string): void;
}

export function createRootChoice(
  access: TenantAccess,
  accepted: AcceptedRoot,
  onChosen: () => void,
): StoreChoice {
  return {
    scopes: [...new Set([...readGroupsScopes, ...readGroupExtensionsScopes, ...writeGroupsScopes])],
    async list({ signal } = {}) {
      const options = signal ? { signal } : {};
      const groups = await listGroupsByPrefix(access.graph, displayName, options);
      const likely = groups.filter(({ uniqueName }) => uniqueName?.startsWith(uniquePrefix));
      return Promise.all(likely.map(({ id, displayName: name }) => describeRoot(access, id, name, options)));
    },
    async accept(id) {
      accepted.set(id);
      onChosen();
    },
    async create() {
      const { id } = await upsertGroup(access.graph, {
        uniqueName: `${uniquePrefix}${createId()}`,
        displayName,
        description:
          'The workspaces of the portal, for all administrators. Who owns this group can change them. Carries no licenses.',
      });
      accepted.set(id);
      onChosen();
      return whenKnown(access, () => describeRoot(access, id, displayName));
    },
  };
}

/** The root group by its name in the directory, with its owners. */
export async function readRoot(
  access: TenantAccess,
  id: string,
  { signal }: CallOptions = {},
): Promise<StorePlace> {
  const options = signal ? { signal } : {};
  const names = await getGroupNames(access.graph, [id], options);
  return describeRoot(access, id, names.get(id) ?? id, options);
}

async function describeRoot(
  { graph }: TenantAccess,
  id: string,
  name: string,
  options: GraphCallOptions = {},
): Promise<StorePlace> {
  return { id, name, owners: (await ifThere(readGroupOwners(graph, id, options))) ?? [] };
}

/** @throws {ProvisioningError} `store-not-chosen` */
export function requireRoot(accepted: AcceptedRoot): string {
  const id = accepted.get();
  if (id === undefined)
    throw new ProvisioningError(
      'store-not-chosen',
      "No group has been chosen yet for this tenant's workspaces.",
    );
  return id;
}

/** Keeps it in this browser, one for each tenant. Where nothing can be kept, it is asked for again. */
export function keepInBrowser(key: string): AcceptedRoot {
  let known: string | undefined;
  return {
    get: () => (known ??= browserStorage.get(key)),
    set(groupId) {
      known = groupId;
      browserStorage.set(key, groupId);
    },
  };
}
