import type { GraphClient } from '../../graph/graph-client.js';
import type { Clock } from '../../graph/pace/clock.js';
import { createId } from '../../model/create-id.js';
import { toProvisioningError, type ErrorCode } from '../../model/errors.js';
import { readGroupExtensionsScopes } from '../../services/groups/group-extensions.js';
import { upsertGroup, workspaceGroupPrefix } from '../../services/groups/groups.js';
import type { CallOptions } from '../store.js';

/** What everything in the tenant is read and written with. */
export interface TenantAccess {
  readonly graph: GraphClient;
  readonly clock: Clock;
}

/**
 * What a group of the store is for. `workspace`: the record of a workspace; `grants`: its members have something because of
 * a workspace, the group that carries its plans too; `people`: its members are subscribers; `page`: a part of a record that is too long for one.
 */
export type StoreGroupKind = 'workspace' | 'grants' | 'people' | 'page';

const kinds: readonly string[] = ['workspace', 'grants', 'people', 'page'] satisfies StoreGroupKind[];

/** How long Graph may show what was before, of what was written here, in milliseconds; generously. */
export const trustMs = 90_000;

/** Creates a group of the store. Nobody can have taken its name before; calls may not know it for some seconds. */
export async function createStoreGroup(
  { graph }: TenantAccess,
  kind: StoreGroupKind,
  names: { readonly displayName: string; readonly description: string },
): Promise<string> {
  const { id } = await upsertGroup(graph, {
    uniqueName: `o365-store-${kind}-${createId()}`,
    displayName: names.displayName.slice(0, 256),
    description: `${names.description} Managed by the portal; carries no licenses.`.slice(0, 1_024),
  });
  return id;
}

/** What a group of the store is for. Its unique name, which nobody can change, says so; whose it is, only the root group does. */
export function toStoreGroupKind(uniqueName: string | undefined): StoreGroupKind | undefined {
  if (uniqueName?.startsWith(workspaceGroupPrefix)) return 'grants';
  const [, kind = ''] = /^o365-store-([a-z]+)-/.exec(uniqueName ?? '') ?? [];
  return kinds.includes(kind) ? (kind as StoreGroupKind) : undefined;
}

/** How calls that read the store's groups are made. */
export function toReadOptions({ signal }: CallOptions = {}) {
  return { scopes: readGroupExtensionsScopes, ...(signal ? { signal } : {}) };
}

const unknownCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not-found', 'request-refused', 'conflict']);

/** How long to wait between attempts, in milliseconds. */
const againMs = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000] as const;

/** Calls that concern a group which was just made: not every machine of Microsoft knows it yet. */
export async function whenKnown<T>({ clock }: TenantAccess, call: () => Promise<T>): Promise<T> {
  for (const waitMs of againMs)
    try {
      return await call();
    } catch (thrown) {
      if (!unknownCodes.has(toProvisioningError(thrown).code)) throw thrown;
      await clock.sleep(waitMs);
    }
  return call();
}

/**
 * Looks until something is found, as long as what is looked for is so young that Graph may not show it yet.
 *
 * @param at - when it was written, in milliseconds since the epoch
 */
export async function lookWhileNew<T>(
  { clock }: TenantAccess,
  at: number,
  look: (isNew: boolean) => Promise<T | undefined>,
  { signal }: CallOptions = {},
): Promise<T | undefined> {
  for (;;) {
    const isNew = Math.abs(clock.now() - at) < trustMs;
    const found = await look(isNew);
    if (found !== undefined || !isNew) return found;
    await clock.sleep(lookAgainMs, signal);
  }
}

const lookAgainMs = 5_000;

/** What a read says, or undefined where there is no such group (yet). */
export async function ifThere<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (thrown) {
    if (toProvisioningError(thrown).code === 'not-found') return undefined;
    throw thrown;
  }
}
