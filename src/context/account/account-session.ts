import type { Account } from '../../auth/auth.js';
import { isSameAccount } from '../../auth/same-account.js';
import { createCatalog } from '../../catalog/catalog.js';
import { createEnterpriseAppsProvider } from '../../catalog/enterprise-apps.js';
import { createGraphClient, type DisposableGraphClient } from '../../graph/create-graph-client.js';
import { createCurrentGraph } from '../../graph/current-graph.js';
import { ProvisioningError } from '../../model/errors.js';
import { GrantIndex } from '../../model/holding/grant-index.js';
import { createPublisher, type Publisher } from '../../publishing/publisher.js';
import { readRecentWrites } from '../../publishing/review/read/recent-writes.js';
import type { Review } from '../../publishing/review/review.js';
import { createGraphConnectorSource } from '../../services/connectors.js';
import { browserStore } from '../../store/browser/browser-store.js';
import type { CallOptions, OpenStore, Store } from '../../store/store.js';
import { createGraphServices, type GraphParts, type GraphServices } from '../graph-services.js';
import { HostPermissions } from '../host-permissions.js';
import { createInsightServices } from '../insight-services.js';
import { PortalConnection } from '../portal-connection.js';
import { storeReads } from '../reads/store-reads.js';
import type { Session } from '../session.js';
import {
  createWorkspaceServices,
  type WorkspaceParts,
  type WorkspaceServices,
} from '../workspace-services.js';
import type { AccountSettings } from './account-settings.js';
import { isSameSetting } from './same-setting.js';

/** What the settings make now. */
interface Parts extends GraphParts, WorkspaceParts {
  readonly client: DisposableGraphClient;
  readonly store: Store;
}

/**
 * Everything that one account works with in one tenant. The one place where configuration becomes services.
 *
 * Settings may be set anew at any time: what is read and published from then on goes by them; a publish under way keeps
 * those that it started with, but for `auth`, which gives the tokens of the same account.
 */
export class AccountSession implements Session {
  readonly account: Account;
  readonly graph: GraphServices;
  readonly publisher: Publisher;
  /** Asked before what has waited starts, where nobody shows it. */
  mayStart: (review: Review) => boolean = () => true;
  readonly #listeners = new Set<() => void>();
  /** Each opened once, for a session has one hold of a lease. */
  readonly #stores = new WeakMap<OpenStore, Store>();
  readonly #ownStore = browserStore();
  readonly #permissions = new HostPermissions(
    () => this.#settings.can,
    () => this.#parts.store,
  );
  #settings: AccountSettings;
  #parts: Parts;
  /** Made when somebody asks for them: they listen to the store, which may not be read before the portal is connected. */
  #workspaces: WorkspaceServices | undefined;
  #connection: PortalConnection | undefined;

  /** @throws {ProvisioningError} `setting-wrong` */
  constructor(account: Account, settings: AccountSettings) {
    this.account = account;
    this.#settings = settings;
    this.#parts = this.#createParts(settings);
    this.graph = createGraphServices({
      account,
      current: () => this.#parts,
      confirm: async (users) => {
        const { journal, grants } = this.#parts.store;
        const recent = await readRecentWrites(journal, new GrantIndex(await grants.list()), () => Date.now());
        return users.map((user) => recent.showOnPerson(user));
      },
      listSnapshots: () => this.#parts.store.insights.listSnapshots(),
    });
    this.publisher = this.#createPublisher();
    this.#connection = this.#createConnection();
  }

  /** Whether the store's portal is connected to this tenant, and nothing may be read before; another one with another store. */
  get connection(): PortalConnection | undefined {
    return this.#connection;
  }

  /** Another one with another store. */
  get workspaces(): WorkspaceServices {
    this.#workspaces ??= this.#createWorkspaces();
    return this.#workspaces;
  }

  /** Calls the listener when elements have something else to show; returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Goes by these settings from now on. Those that are the same change nothing.
   * @throws {ProvisioningError} `setting-wrong`; then nothing changed
   */
  configure(settings: AccountSettings): void {
    const before = this.#settings;
    const isNew = (...names: readonly (keyof AccountSettings)[]): boolean =>
      names.some((name) => !isSameSetting(before[name], settings[name]));
    const hasNewClient = isNew('transport');
    const hasNewServices = hasNewClient || isNew('serviceProviders');
    const hasNewConnectors = hasNewClient || isNew('connectorSource', 'graphConnectors');
    const hasNewStore = isNew('store');
    const hasNewNames = isNew('names');
    const hasNewParts = hasNewServices || hasNewConnectors || hasNewStore || hasNewNames;
    if (!hasNewParts && !isNew('policy', 'prices', 'can')) {
      this.#settings = settings;
      return;
    }
    this.#parts = this.#createParts(settings, hasNewClient ? undefined : this.#parts);
    this.#settings = settings;
    if (hasNewStore) this.#changeStore();
    this.#notify();
    if (hasNewClient) void this.graph.cache.invalidateQueries();
    else
      void this.graph.refresh(
        ...(hasNewServices ? (['services'] as const) : []),
        ...(hasNewConnectors ? (['connectors'] as const) : []),
        ...(hasNewNames ? (['plans'] as const) : []),
      );
  }

  /** Nobody holds it: what was read of the tenant is forgotten, and nothing is published next. */
  leave(): void {
    this.#workspaces?.next.end();
    this.graph.cache.clear();
  }

  /** Ends it. No publish may be under way. */
  dispose(): void {
    this.#connection?.dispose();
    this.#dropWorkspaces();
    this.leave();
    this.#parts.client.dispose();
  }

  /**
   * @param known - whose client goes on. One that is replaced is not shut down: whoever asks it, a publish above all, does
   * so to the end, and with nobody asking it holds nothing.
   */
  #createParts(settings: AccountSettings, known?: Parts): Parts {
    const { origin, transport, serviceProviders, connectorSource, graphConnectors, policy, names } = settings;
    const client =
      known?.client ??
      createGraphClient({
        // A provider that is mounted later may bring another one for the same account.
        auth: { getToken: (scopes, options) => this.#settings.auth.getToken(scopes, options) },
        origin,
        ...(transport ? { transport } : {}),
      });
    return {
      client,
      store: this.#openStore(settings.store ?? this.#ownStore),
      catalog: createCatalog([createEnterpriseAppsProvider(client), ...serviceProviders]),
      connectors: connectorSource ?? (graphConnectors ? createGraphConnectorSource(client) : undefined),
      policy,
      names,
    };
  }

  #createPublisher(): Publisher {
    return createPublisher({
      account: this.account,
      settings: () => {
        const { client, store, catalog, policy, names } = this.#parts;
        return { graph: client, store, catalog, policy, names };
      },
    });
  }

  #openStore(open: OpenStore): Store {
    const known = this.#stores.get(open);
    if (known) return known;
    const { tenantId, objectId: by } = this.account;
    const store = open({
      tenantId,
      by,
      graph: createCurrentGraph(() => this.#parts.client),
      getToken: (scopes, options) => this.#getToken(scopes, options),
    });
    // Whoever sets it may write no types.
    if (typeof (store as Partial<Store> | undefined)?.subscribe !== 'function')
      throw new ProvisioningError('setting-wrong', 'store must be a function that returns a store at once.');
    this.#stores.set(open, store);
    return store;
  }

  /** A token for the portal's own API. One of another account would sign what this one does. */
  async #getToken(scopes: readonly string[], options?: CallOptions): Promise<string> {
    const { token, subject } = await this.#settings.auth.getToken(scopes, options);
    if (subject && !isSameAccount(subject, this.account))
      throw new ProvisioningError('account-changed', 'Another account is signed in now.');
    return token;
  }

  #changeStore(): void {
    this.#connection?.dispose();
    this.#dropWorkspaces();
    this.#connection = this.#createConnection();
    // What another store says is no earlier answer to the same question.
    for (const name of storeReads) this.graph.cache.removeQueries({ queryKey: [name] });
  }

  #createConnection(): PortalConnection | undefined {
    const { connection } = this.#parts.store;
    const { cache, tenant } = this.graph;
    return (
      connection &&
      new PortalConnection({
        connection,
        readDomain: async (signal) => (await cache.ask(tenant, signal)).defaultDomain,
        onChange: () => {
          if (this.#connection?.state.status === 'disconnected') this.#dropWorkspaces();
          this.#notify();
        },
      })
    );
  }

  #dropWorkspaces(): void {
    this.#workspaces?.dispose();
    this.#workspaces = undefined;
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #createWorkspaces(): WorkspaceServices {
    const { graph, publisher } = this;
    const { store } = this.#parts;
    const insights = createInsightServices({
      graph,
      records: store.insights,
      prices: () => this.#settings.prices,
    });
    return createWorkspaceServices({
      graph,
      store,
      // Into a store that nobody else sees, nothing need be moved; it may even be this browser's own.
      formerStore: store.shares.workspaces ? this.#openStore(this.#ownStore) : undefined,
      publisher,
      insights,
      permissions: this.#permissions,
      current: () => this.#parts,
      mayStart: (review) => this.mayStart(review),
    });
  }
}
