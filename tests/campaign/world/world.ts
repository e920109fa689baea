import { createCatalog } from '../../../src/catalog/catalog.js';
import { createEmulator, VirtualClock, type Emulator, type UserState } from '../../../src/emulator/index.js';
import { createGraphClient } from '../../../src/graph/create-graph-client.js';
import { createPublisher, type Publisher } from '../../../src/publishing/publisher.js';
import { listPlans } from '../../../src/services/licenses/licenses.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import type { LeaseRecord, OpenStore, Store } from '../../../src/store/store.js';
import { Power, type Crash } from '../../publishing/power.js';
import { everyScope } from '../../support/emulator.js';
import { admins, partNumbers, peopleCount, type AdminName, type StoryTenant } from '../stories/story.js';
import { createAdminAuth } from './admin-auth.js';
import { ClaimsOnRecord } from './claims.js';
import { Faults } from './faults.js';
import { Ledger } from './ledger.js';
import { Names } from './names.js';
import { Desktops } from './provider.js';
import { takeSnapshot, type Snapshot } from './snapshot.js';
import { Wire, type PublishSeen } from './wire.js';

/** An administrator's tab: a session, a pipeline and a publisher of its own. */
export interface Tab {
  readonly admin: AdminName;
  readonly sessionId: string;
  readonly publisher: Publisher;
  readonly power: Power;
  /** The publish under way, as the wire sees it. */
  current?: PublishSeen;
  /** Requests still to be answered by a captive portal. */
  captive?: { after: number; count: number };
}

/** A tenant, its administrators, their one memory, and all that the judges see of them. */
export class CampaignWorld {
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  /** How long a write takes, in milliseconds. */
  readonly writeMs: number;
  /** How long what was written may stay unseen, in milliseconds. */
  readonly lagMs: number;
  readonly faults = new Faults();
  /** How often what happened, in words: a campaign in which nothing happens proves nothing. */
  readonly events = new Map<string, number>();
  readonly desktops: Desktops;
  readonly team: Store;
  readonly ledger: Ledger;
  readonly names: Names;
  readonly wire: Wire;
  readonly claims: ClaimsOnRecord;
  /** Sessions of which the others know that they are gone. */
  readonly gone = new Set<string>();
  readonly #open: OpenStore;
  readonly #auths = new Map<AdminName, ReturnType<typeof createAdminAuth>>();
  readonly #root: ReturnType<typeof createAdminAuth>;
  #sessions = 0;

  private constructor(
    emulator: Emulator,
    clock: VirtualClock,
    names: Names,
    { writeMs, lagMs }: Pick<StoryTenant, 'writeMs' | 'lagMs'>,
  ) {
    this.clock = clock;
    this.emulator = emulator;
    this.#root = createAdminAuth(emulator, emulator.tenant.administrator.id, 'root');
    this.names = names;
    this.writeMs = writeMs;
    this.lagMs = lagMs;
    this.desktops = new Desktops((userId) =>
      this.faults.add('taken', `took the desktop of ${this.names.person(userId)}, which no publish gave`),
    );
    this.#open = memoryStore();
    this.claims = new ClaimsOnRecord(
      () => clock.counted(),
      ({ holder, entitlement, workspaceId, action }) => {
        if (holder.kind === 'user' && entitlement.kind === 'plan' && action !== 'missing')
          this.ledger.noteAdopted(
            { kind: 'license', id: holder.userId, of: entitlement.skuId },
            workspaceId,
            action === 'adopt',
          );
      },
    );
    this.team = this.#open({ tenantId: emulator.tenant.tenantId, by: 'nobody' });
    this.ledger = new Ledger(this.look());
    this.wire = new Wire(this);
  }

  static async begin(tenant: StoryTenant): Promise<CampaignWorld> {
    const clock = new VirtualClock({ auto: true });
    const emulator = createEmulator({
      tenant: 'small',
      users: peopleCount + admins.length + 1,
      clock,
      seed: tenant.seed,
      lagMs: tenant.lagMs,
      staleReads: tenant.staleReads,
      writeMs: tenant.writeMs,
      groupLicensing: tenant.pace,
    });
    const others = emulator.state().users.filter(({ id }) => id !== emulator.tenant.administrator.id);
    const administrators = others.filter(canAdminister).slice(-admins.length);
    const people = others
      .filter((each) => !administrators.includes(each))
      .map(({ id }) => id)
      .sort();
    emulator.state().skus.forEach(({ skuPartNumber, consumedUnits }) => {
      const at = partNumbers.findIndex((each) => each === skuPartNumber);
      const enabled = consumedUnits + (tenant.available[at] ?? 0);
      if (at >= 0) emulator.changePlan({ plan: skuPartNumber, units: { enabled } });
    });
    if (tenant.refusing.length > 0)
      emulator.addAdministrativeUnit({
        displayName: 'Board',
        restricted: true,
        members: tenant.refusing.map((each) => people[each]!),
      });
    const auth = createAdminAuth(emulator, emulator.tenant.administrator.id, 'root');
    const graph = createGraphClient({ auth, origin: emulator.graph, clock, transport: emulator.fetch });
    const plans = await listPlans(graph);
    graph.dispose();
    return new CampaignWorld(
      emulator,
      clock,
      new Names(
        people,
        administrators.map(({ id }) => id),
        plans,
        emulator,
      ),
      tenant,
    );
  }

  /** A tab with power until the crash, if any. */
  openTab(admin: AdminName, crash?: Crash): { readonly tab: Tab; readonly crashed: Promise<void> } {
    const auth = this.#auth(admin);
    const { account } = auth;
    const power = new Power();
    const crashed = crash ? power.failAt(crash) : new Promise<void>(() => undefined);
    const sessionId = `${admin}-${(this.#sessions += 1)}`;
    const remembered = this.#open({ tenantId: account.tenantId, by: account.objectId });
    const store: Store = {
      ...remembered,
      journal: power.guard(this.claims.watch(remembered.journal)),
      lease: knowing(this.gone, remembered.lease),
    };
    const graph = createGraphClient({
      auth,
      origin: this.emulator.graph,
      clock: this.clock,
      random: () => 0.5,
      transport: power.between((request) => this.wire.send(tab, request)),
    });
    const publisher = createPublisher({
      settings: () => ({
        graph,
        store,
        catalog: createCatalog(this.desktops.state === 'removed' ? [] : [this.desktops]),
        policy: { requireSynced: false, allowGuests: true, allowDisabled: true },
      }),
      account,
      clock: this.clock,
      sessionId,
      isAttended: false,
    });
    const tab: Tab = { admin, sessionId, publisher, power };
    return { tab, crashed };
  }

  /** Sends something past all publishes and all that watches them. */
  async call(method: string, path: string, body?: unknown): Promise<Response> {
    const { token } = await this.#root.getToken(everyScope);
    return this.emulator.fetch(
      new Request(`${this.emulator.graph}/v1.0${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }

  count(event: string, by = 1): void {
    this.events.set(event, (this.events.get(event) ?? 0) + by);
  }

  look(): Snapshot {
    return takeSnapshot(this.emulator, this.desktops.held);
  }

  #auth(admin: AdminName): ReturnType<typeof createAdminAuth> {
    const known = this.#auths.get(admin);
    if (known) return known;
    const auth = createAdminAuth(this.emulator, this.names.admins[admins.indexOf(admin)]!, admin);
    this.#auths.set(admin, auth);
    return auth;
  }
}

/** Guests and people whose sign-in is turned off administer nothing. */
function canAdminister({ accountEnabled, userPrincipalName }: UserState): boolean {
  return accountEnabled && !userPrincipalName.includes('#EXT#');
}

/** The lease as somebody sees it who knows which sessions are gone, as the beat of a lease tells after two minutes. */
function knowing(gone: ReadonlySet<string>, lease: LeaseRecord): LeaseRecord {
  const findGone = async () => {
    const now = await lease.read();
    return now && gone.has(now.sessionId) ? now : undefined;
  };
  return {
    ...lease,
    read: async (options) => ((await findGone()) ? undefined : lease.read(options)),
    take: async (sessionId, options = {}) => {
      const over = options.over ?? (await findGone());
      return lease.take(sessionId, over ? { over } : {});
    },
  };
}
