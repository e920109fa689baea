import type { Account, Auth } from '../../src/auth/auth.js';
import { createCatalog } from '../../src/catalog/catalog.js';
import type { ServiceAssignment, ServiceProvider } from '../../src/catalog/service-provider.js';
import { createDemoAuth, type DemoAuthOptions } from '../../src/demo/demo-auth.js';
import { VirtualClock, type EmulatorOptions } from '../../src/emulator/index.js';
import { createGraphClient, type DisposableGraphClient } from '../../src/graph/create-graph-client.js';
import type { GraphClient } from '../../src/graph/graph-client.js';
import type { GraphTransport } from '../../src/graph/http/graph-transport.js';
import type { DirectoryUser, LicenseAssignment } from '../../src/model/holding/user.js';
import type { Plan } from '../../src/model/plan/plan.js';
import {
  createWorkspace,
  type Workspace,
  type WorkspaceContent,
} from '../../src/model/workspace/workspace.js';
import {
  createPublisher,
  type Publisher,
  type PublisherOptions,
  type PublisherSettings,
} from '../../src/publishing/publisher.js';
import { listPlans } from '../../src/services/licenses/licenses.js';
import { listUsers } from '../../src/services/users/users.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import type {
  Journal as StoreJournal,
  LeaseRecord,
  OpenStore,
  Store,
  WorkspaceRecords,
} from '../../src/store/store.js';
import { startEmulator, type TestEmulator } from '../support/emulator.js';

export interface World extends TestEmulator {
  readonly auth: Auth;
  readonly account: Account;
  readonly graph: DisposableGraphClient;
  /** What the team remembers, as the signed-in admin opened it. */
  readonly team: Store;
  /** The team's workspaces. */
  readonly store: WorkspaceRecords;
  readonly journal: StoreJournal;
  readonly publisher: Publisher;
  /** Requests over the wire so far. */
  readonly calls: () => number;
  readonly plan: (partNumber: string) => Promise<Plan>;
  /** Everybody, by id. */
  readonly people: () => Promise<DirectoryUser[]>;
  /** Puts a workspace with this draft into the store. */
  readonly save: (
    id: string,
    draft: Partial<WorkspaceContent>,
    more?: Partial<Workspace>,
  ) => Promise<Workspace>;
  /** Another tab over the same memory, of the same admin or another one: a new pipeline and publisher. */
  readonly reload: (options?: TabOptions) => Publisher;
  /** A pipeline of its own, for a tab that can be closed. */
  readonly createGraph: () => DisposableGraphClient;
  /** What is special about the tab of another administrator: by a place in the tenant's list of people. */
  readonly colleague: (
    place: number,
  ) => Pick<TabOptions, 'account' | 'graph'> & { readonly account: Account };
}

/** What is special about a tab. */
export interface TabOptions extends Partial<
  Pick<PublisherOptions, 'account' | 'isAttended'> & Pick<PublisherSettings, 'graph' | 'policy'>
> {
  /** Stands between the publisher and the team's journal. */
  readonly aroundJournal?: (journal: StoreJournal) => StoreJournal;
  /** The memory as another machine opens it. Default: that of the world. */
  readonly openStore?: OpenStore;
  /** The tabs before it live on. Default: they are gone, and so is their lease, as a browser would know. */
  readonly together?: boolean;
}

export interface WorldOptions extends EmulatorOptions, DemoAuthOptions {
  /** What is special about all tabs. */
  readonly publisher?: TabOptions;
  /** Default: a memory of its own. */
  readonly openStore?: OpenStore;
  readonly providers?: readonly ServiceProvider[];
  /** Sees every request before the tenant does. */
  readonly onRequest?: (request: Request) => void | Promise<void>;
  /** Stands between a pipeline and the tenant; asked once per pipeline, so once per tab. */
  readonly between?: (tenant: GraphTransport) => GraphTransport;
}

/** A tenant, an admin and a publisher; time moves by itself when everybody waits. */
export function startWorld(options: WorldOptions = {}): World {
  const { publisher: given = {}, providers = [], onRequest, between = (tenant) => tenant } = options;
  const clock = options.clock instanceof VirtualClock ? options.clock : new VirtualClock({ auto: true });
  const test = startEmulator({ ...options, clock });
  const openStore = options.openStore ?? memoryStore();
  const auth = createDemoAuth(test.emulator, options);
  if (auth.state.status !== 'signed-in') throw new Error('No one is signed in.');
  const { account } = auth.state;
  let calls = 0;
  const createGraph = (own: Auth = auth): DisposableGraphClient =>
    createGraphClient({
      auth: own,
      origin: test.emulator.graph,
      clock,
      random: () => 0.5,
      transport: between(async (request) => {
        calls += 1;
        await onRequest?.(request);
        return test.emulator.fetch(request);
      }),
    });
  const graph = createGraph();
  const openFrom =
    (openOne: OpenStore) =>
    ({ tenantId, objectId }: Account, client: GraphClient = graph): Store =>
      openOne({ tenantId, by: objectId, graph: client });
  const open = openFrom(openStore);
  const team = open(account);
  const store = team.workspaces;
  const catalog = createCatalog(providers);
  const create = (tab: TabOptions & Pick<PublisherSettings, 'graph'>): Publisher => {
    const { aroundJournal = (journal: StoreJournal) => journal, together, ...own } = { ...given, ...tab };
    const whose = { ...account, ...own.account };
    const isElsewhere = own.account !== undefined || own.openStore !== undefined;
    const remembered = isElsewhere ? openFrom(own.openStore ?? openStore)(whose, own.graph) : team;
    const { policy = { requireSynced: false, allowGuests: true, allowDisabled: true } } = own;
    const settings: PublisherSettings = {
      graph: own.graph,
      catalog,
      policy,
      store: {
        ...remembered,
        journal: aroundJournal(remembered.journal),
        lease: together ? remembered.lease : afterTheOldTabs(remembered.lease),
      },
    };
    return createPublisher({
      settings: () => settings,
      account: own.account ?? account,
      clock,
      isAttended: own.isAttended ?? false,
    });
  };
  return {
    ...test,
    auth,
    account,
    graph,
    team,
    store,
    journal: team.journal,
    publisher: create({ graph }),
    calls: () => calls,
    plan: async (partNumber) => {
      const plan = (await listPlans(graph)).find((each) => each.skuPartNumber === partNumber);
      if (!plan) throw new Error(`The tenant has no ${partNumber}.`);
      return plan;
    },
    people: async () => {
      const people: DirectoryUser[] = [];
      for await (const page of listUsers(graph)) people.push(...page.items);
      return people.sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    save: async (id, draft, more = {}) => {
      const stored = await store.get(id);
      const before =
        stored?.workspace ?? createWorkspace(id, id, { at: '2026-01-01T00:00:00Z', by: 'adele' });
      const workspace = { ...before, ...more, draft: { ...before.draft, ...draft } };
      await store.put(workspace, { etag: stored?.etag ?? null });
      return workspace;
    },
    reload: (tab) => create({ graph: createGraph(), ...tab }),
    createGraph: () => createGraph(),
    colleague: (place) => {
      const own = createDemoAuth(test.emulator, { ...options, person: place });
      if (own.state.status !== 'signed-in') throw new Error('No one is signed in.');
      return { account: own.state.account, graph: createGraph(own) };
    },
  };
}

/** The lease for a new tab: what the tabs before it hold then is free, for they are gone. */
function afterTheOldTabs(lease: LeaseRecord): LeaseRecord {
  const left = lease.read();
  const findLeft = async (): ReturnType<LeaseRecord['read']> => {
    const [before, now] = await Promise.all([left, lease.read()]);
    return now && now.fence === before?.fence ? now : undefined;
  };
  return {
    ...lease,
    read: async (options) => ((await findLeft()) ? undefined : lease.read(options)),
    take: async (sessionId, options = {}) => {
      const over = options.over ?? (await findLeft());
      return lease.take(sessionId, over ? { over } : {});
    },
  };
}

export interface Desktops extends ServiceProvider {
  /** User ids of those who have one. */
  readonly held: Set<string>;
  failing: boolean;
}

/** A service of a portal that remembers who has it. */
export function createDesktops(): Desktops {
  const held = new Set<string>();
  return {
    id: 'desktops',
    name: 'Virtual desktops',
    held,
    failing: false,
    list: async () => [{ id: 'standard', name: 'Standard desktop', kind: 'virtual desktop', options: [] }],
    read: async (userIds) =>
      userIds.filter((userId) => held.has(userId)).map((userId) => ({ userId, serviceId: 'standard' })),
    async assign({ userId }: ServiceAssignment) {
      if (this.failing) throw new Error('No desktop is free.');
      held.add(userId);
    },
    async unassign({ userId }: ServiceAssignment) {
      held.delete(userId);
    },
  };
}

/** A confirmed country for everybody. */
export function confirmAll(userIds: readonly string[]): { usageLocations: Record<string, string> } {
  return { usageLocations: Object.fromEntries(userIds.map((id) => [id, 'US'])) };
}

/** Somebody's licenses in a form to compare. */
export interface Holding {
  readonly id: string;
  readonly licenses: readonly string[];
}

interface HoldingRead {
  readonly id: string;
  readonly licenses: readonly Pick<LicenseAssignment, 'skuId' | 'disabledPlans' | 'assignedByGroup'>[];
}

export function describeLicenses({ id, licenses }: HoldingRead): Holding {
  const described = licenses.map(({ skuId, disabledPlans, assignedByGroup }) =>
    JSON.stringify([skuId, [...disabledPlans].sort(), assignedByGroup]),
  );
  return { id, licenses: described.sort() };
}

/** What everybody holds, by id, in a form to compare: the tenant's own truth. */
export function listHoldings({ emulator }: Pick<World, 'emulator'>): readonly Holding[] {
  return emulator
    .state()
    .users.map(({ id, licenseAssignmentStates: licenses }) => describeLicenses({ id, licenses }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
