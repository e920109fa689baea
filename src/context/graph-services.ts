import type { Account } from '../auth/auth.js';
import type { GraphClient } from '../graph/graph-client.js';
import type { OwnNames } from '../microsoft/products/name-loader.js';
import { ProvisioningError, type ErrorCode } from '../model/errors.js';
import type { DirectoryUser } from '../model/holding/user.js';
import type { UsageSnapshot } from '../model/usage/usage-snapshot.js';
import type { ConnectorSource } from '../services/connectors.js';
import { getTenant, type Tenant } from '../services/organization.js';
import { FormerPlans } from './former-plans.js';
import { type Read, ReadCache } from './reads/read-cache.js';

/** What of the tenant was read; the first part of every key in the shared cache. */
export type ReadName =
  | 'tenant'
  | 'domains'
  | 'directory-sync'
  | 'user-origins'
  | 'sync-errors'
  | 'sync-settings'
  | 'connectors'
  | 'default-usage-location'
  | 'plans'
  | 'subscriptions'
  | 'users'
  | 'user-search'
  | 'groups'
  | 'services'
  | 'workspaces'
  | 'damaged-workspaces'
  | 'history'
  | 'damaged-publishes'
  | 'keeps'
  | 'views'
  | 'snapshots'
  | 'sign-ins'
  | 'reports';

/** Microsoft Graph for the signed-in account, as a host page may use it beside the elements. */
export interface TenantGraph {
  readonly account: Account;
  /** The one to ask now: another transport brings another. It shares the quota with the elements. */
  readonly client: GraphClient;
  /** Marks answers as old; whoever shows them asks again. */
  refresh(...names: readonly ReadName[]): Promise<void>;
}

/** The same for elements, with the read cache that all of them share. */
export interface GraphServices extends TenantGraph {
  readonly cache: ReadCache;
  /** What the portal calls plans and apps. */
  readonly names: OwnNames | undefined;
  /** Looks at what the store remembers of plans; reading the plans does. */
  recallPlans(): Promise<void>;
  /** The name of a plan that the tenant lists no more, as the store remembers it, or its id. */
  nameFormerPlan(skuId: string): string;
  /** To which organization the account is connected. Asked when somebody shows it. */
  readonly tenant: Read<Tenant>;
  readonly connectors: ConnectorSource | undefined;
  /** People as just read, with what Microsoft confirmed since: a read may lag behind a write. */
  confirm(users: readonly DirectoryUser[]): Promise<readonly DirectoryUser[]>;
  /** Asks again what was refused for want of a permission or a session, after the person gave it. */
  retryRefused(): Promise<void>;
}

/** What of them the host's settings decide. */
export interface GraphParts {
  readonly client: GraphClient;
  /** What the portal calls plans and apps. */
  readonly names?: OwnNames | undefined;
  /** The source of resource locations, if there is one. */
  readonly connectors?: ConnectorSource | undefined;
}

export interface GraphServicesOptions {
  readonly account: Account;
  /** Asked each time, for settings change. */
  readonly current: () => GraphParts;
  /** Lays confirmed writes over what was read. Default: what was read. */
  readonly confirm?: GraphServices['confirm'];
  /** What the store remembers of the plans. Default: nothing. */
  readonly listSnapshots?: () => Promise<readonly UsageSnapshot[]>;
}

/** Makes the services for one account. */
export function createGraphServices(options: GraphServicesOptions): GraphServices {
  const { account, current } = options;
  const { confirm = (users) => Promise.resolve(users), listSnapshots = async () => [] } = options;
  const formerPlans = new FormerPlans(listSnapshots, () => current().names);
  const cache = new ReadCache();
  return {
    account,
    get client() {
      return current().client;
    },
    get names() {
      return current().names;
    },
    cache,
    tenant: { cache, key: ['tenant'], read: (signal) => getTenant(current().client, { signal }) },
    get connectors() {
      return current().connectors;
    },
    confirm,
    recallPlans: () => formerPlans.recall(),
    nameFormerPlan: (skuId) => formerPlans.nameOf(skuId),
    async refresh(...names) {
      await Promise.all(names.map((name) => cache.invalidateQueries({ queryKey: [name] })));
    },
    async retryRefused() {
      await cache.refetchQueries({ type: 'active', predicate: ({ state }) => wasRefused(state.error) });
    },
  };
}

const refusals: ReadonlySet<ErrorCode> = new Set(['consent-required', 'sign-in-again', 'not-signed-in']);

function wasRefused(error: Error | null): boolean {
  return error instanceof ProvisioningError && refusals.has(error.code);
}
