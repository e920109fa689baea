import { systemClock, type Clock } from '../../graph/pace/clock.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import { isElsewhere, toWorkspaceId } from '../../model/holding/grant.js';
import { createConnection, createIndexedDatabase } from '../browser/indexed-database.js';
import { createPartChannel } from '../browser/part-channel.js';
import type { LeaseHold } from '../lease/lease.js';
import { createMemoryDatabases } from '../memory/memory-database.js';
import { createStore } from '../records/create-store.js';
import type { Database } from '../records/database.js';
import { changeGrants } from '../records/grant-records.js';
import { requireHold } from '../records/lease-record.js';
import type { ChangeChannel, Presence } from '../records/store-parts.js';
import { sharesNothing } from '../shares.js';
import type {
  CallOptions,
  OpenStore,
  Store,
  StoreContext,
  StorePart,
  StoreProof,
  StoreShares,
} from '../store.js';
import { GrantTable } from './grant-table.js';
import { LeaseTable } from './lease-table.js';
import { createReplicatedDatabase } from './replicated-database.js';
import { createRootChoice, keepInBrowser, readRoot, requireRoot, type AcceptedRoot } from './root-choice.js';
import { RootGroup } from './root-group.js';
import type { TenantAccess } from './tenant-groups.js';
import { WorkspaceTable } from './workspaces/workspace-table.js';

export interface TenantStoreOptions {
  /**
   * Object id of the root group: whose members are the groups that the store keeps everything in. Default: an administrator
   * makes it or accepts it by its name, once in each browser (`store.choice`).
   */
  readonly rootGroupId?: string;
  /** Name of this browser's database, for what is not shared. Default: `o365-tenant-store`. */
  readonly name?: string;
  /** Keeps what is not shared in memory, for programs outside of browsers and tests. */
  readonly inMemory?: true;
  /** Default: the machine's time. */
  readonly clock?: Clock;
}

const shares: StoreShares = { ...sharesNothing, workspaces: true, grants: true, lease: true };

/**
 * Keeps a team's memory in the tenant itself, in security groups, for all of its administrators and without any server:
 * workspaces, who has what because of them, of whom something is open, and who publishes. Who was published to and how it
 * ended, orders, insights and views stay in the browser.
 *
 * It takes Group.Read.All, and for writing Group.ReadWrite.All with a role such as Groups Administrator. Only groups that are
 * members of the root group count; none of them carries licenses but the workspaces' own.
 *
 * @see https://learn.microsoft.com/graph/extensibility-open-users
 */
export function tenantStore(options: TenantStoreOptions = {}): OpenStore {
  const { rootGroupId, name = 'o365-tenant-store', inMemory, clock = systemClock } = options;
  const openLocal = inMemory ? createMemoryDatabases() : openBrowserDatabases(name);
  const roots = new Map<string, AcceptedRoot>();
  const acceptedIn = (tenantId: string): AcceptedRoot => {
    const root = roots.get(tenantId) ?? (inMemory ? keepHere() : keepInBrowser(`${name}:${tenantId}`));
    roots.set(tenantId, root);
    return root;
  };
  return (context) => {
    const { tenantId, graph } = context;
    if (!graph)
      throw new ProvisioningError('setting-wrong', 'A tenant store is opened with the Graph of its tenant.');
    const access: TenantAccess = { graph, clock };
    const accepted = rootGroupId === undefined ? acceptedIn(tenantId) : isAlways(rootGroupId);
    const parts = new Map<string, TenantParts>();
    const find = (): TenantParts => {
      const rootId = requireRoot(accepted);
      const known = parts.get(rootId);
      if (known) return known;
      const made = createParts(access, rootId, openLocal(`${tenantId}:${rootId}`));
      parts.set(rootId, made);
      return made;
    };
    const changes = createPartChannel(`${name}:${tenantId}`);
    const place = (call?: CallOptions) => readRoot(access, requireRoot(accepted), call);
    const store = composeStore(context, changes, find, place);
    if (rootGroupId !== undefined) return store;
    // Another root group is another memory.
    const onChosen = (): void => changes.announce(Object.keys(shares) as StorePart[]);
    return { ...store, choice: createRootChoice(access, accepted, onChosen) };
  };
}

/** What there is of one root group. */
interface TenantParts {
  readonly local: Database;
  readonly shared: Database;
  readonly lease: LeaseTable;
  readonly grants: GrantTable;
  /** The hold of this session. */
  hold: LeaseHold | undefined;
  /** The number of the last one that it had. */
  lastHeld: number;
}

function createParts(access: TenantAccess, rootId: string, local: Database): TenantParts {
  const root = new RootGroup(access, rootId);
  const holdOf = (): number | undefined => parts.hold?.fence;
  const lease = new LeaseTable(access, rootId, holdOf);
  const grants = new GrantTable(access, root, {
    holdOf,
    lastHeld: () => parts.lastHeld,
    readFence: () => lease.readFence(),
  });
  const tables = [lease, new WorkspaceTable(access, root), grants];
  const parts: TenantParts = {
    local,
    shared: createReplicatedDatabase(local, tables),
    lease,
    grants,
    hold: undefined,
    lastHeld: 0,
  };
  return parts;
}

/** The parts that others see over what lies in the tenant, the others over what lies here. */
function composeStore(
  context: StoreContext,
  changes: ChangeChannel,
  find: () => TenantParts,
  readPlace: StoreProof['readPlace'],
): Store {
  const base = { context, changes, presence: nobodyKnows };
  const here = createStore({ ...base, database: later(() => find().local) }, shares);
  const there = createStore({ ...base, database: later(() => find().shared) }, shares);
  return {
    ...here,
    workspaces: {
      ...there.workspaces,
      async delete(id, options) {
        await there.workspaces.delete(id, options);
        await find().grants.forgetWorkspace(id);
      },
    },
    grants: there.grants,
    proof: {
      isOwnGroup: (workspaceId, groupId) => find().grants.isOwnGroup(workspaceId, groupId),
      readPlace,
    },
    journal: {
      ...there.journal,
      async append(publishId, entries, hold) {
        const parts = find();
        await whileHeld(parts, () => parts.lease.confirm(hold.fence));
        if (!isElsewhere(publishId)) return there.journal.append(publishId, entries, hold);
        // Its journal is in another browser; only what follows from it for everybody is written.
        await parts.shared.write(async (tables) => {
          await requireHold(tables, hold, context.by);
          await changeGrants(tables, { publishId, workspaceId: toWorkspaceId(publishId) }, entries);
        });
        changes.announce(['grants']);
      },
    },
    content: {
      ...there.content,
      async put(records, hold) {
        const parts = find();
        await whileHeld(parts, () => parts.lease.confirm(hold.fence));
        return there.content.put(records, hold);
      },
      async delete(records, hold) {
        const parts = find();
        await whileHeld(parts, () => parts.lease.confirm(hold.fence));
        // Its groups stay, empty: while they are there, colleagues' copies of it are known to be old.
        return there.content.delete(records, hold);
      },
    },
    lease: {
      ...there.lease,
      async take(sessionId, options) {
        const hold = await there.lease.take(sessionId, options);
        Object.assign(find(), { hold, lastHeld: hold.fence });
        return hold;
      },
      raise: (hold, progress) => whileHeld(find(), () => there.lease.raise(hold, progress)),
      async release(hold) {
        const parts = find();
        try {
          if (parts.hold?.fence === hold.fence) {
            await parts.lease.confirm(hold.fence);
            await parts.grants.noteOpen();
          }
          await there.lease.release(hold);
        } catch (thrown) {
          // Somebody else has it by now: it is left with her.
          if (toProvisioningError(thrown).code !== 'lease-lost') throw thrown;
        } finally {
          if (parts.hold?.fence === hold.fence) parts.hold = undefined;
        }
      },
    },
  };
}

/** Once the lease is lost, this session does not go by what it knows of it any more. */
async function whileHeld(parts: TenantParts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (toProvisioningError(thrown).code === 'lease-lost') parts.hold = undefined;
    throw thrown;
  }
}

/** A database that is known only when something is asked of it. */
function later(find: () => Database): Database {
  return {
    read: async (work) => find().read(work),
    write: async (work) => find().write(work),
  };
}

function openBrowserDatabases(name: string): (tenantId: string) => Database {
  const connection = createConnection(name);
  return (tenantId) => createIndexedDatabase(connection, tenantId);
}

function keepHere(): AcceptedRoot {
  let known: string | undefined;
  return {
    get: () => known,
    set: (groupId) => {
      known = groupId;
    },
  };
}

function isAlways(groupId: string): AcceptedRoot {
  return { get: () => groupId, set: () => undefined };
}

/** Only the beat of the lease tells whether its holder is there: machines do not see each other's tabs. */
const nobodyKnows: Presence = {
  begin: async () => undefined,
  end: () => undefined,
  isGone: async () => false,
};
