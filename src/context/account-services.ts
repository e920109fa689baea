import type { Account, Auth } from '../auth/auth.js';
import { createCatalog } from '../catalog/catalog.js';
import { createEnterpriseAppsProvider } from '../catalog/enterprise-apps.js';
import type { ServiceProvider } from '../catalog/service-provider.js';
import type { GraphTransport } from '../graph/graph-transport.js';
import { createIndexedDbJournal } from '../publishing/indexed-db-journal.js';
import type { PublishPolicy } from '../publishing/publish-input.js';
import { createPublisher } from '../publishing/publisher.js';
import { overlayRecentWrites } from '../publishing/recent-writes.js';
import { createGraphConnectorSource, type ConnectorSource } from '../services/connectors.js';
import { createIndexedDbStore } from '../workspaces/indexed-db-store.js';
import type { WorkspaceStore } from '../workspaces/workspace-store.js';
import { createGraphServices, type GraphServices } from './graph-services.js';
import { createWorkspaceServices, type WorkspaceServices } from './workspace-services.js';

export interface AccountServicesOptions {
  readonly auth: Auth;
  readonly account: Account;
  readonly origin: string | undefined;
  readonly transport: GraphTransport | undefined;
  readonly store: WorkspaceStore | undefined;
  readonly serviceProviders: readonly ServiceProvider[];
  readonly connectorSource: ConnectorSource | undefined;
  readonly graphConnectors: boolean;
  readonly policy: Partial<PublishPolicy>;
}

/** Everything that one signed-in account works with. The one place where configuration becomes services. */
export function createAccountServices(options: AccountServicesOptions): {
  graph: GraphServices;
  workspaces: WorkspaceServices;
} {
  const { auth, account, origin, transport, connectorSource, graphConnectors, policy } = options;
  const { tenantId } = account;
  const journal = createIndexedDbJournal({ tenantId });
  const graph = createGraphServices({
    auth,
    account,
    origin,
    transport,
    async confirm(users) {
      const shown = new Map(users.map((user) => [user.id, user]));
      await overlayRecentWrites(shown, journal, Date.now());
      return [...shown.values()];
    },
    connectors: (client) =>
      connectorSource ?? (graphConnectors ? createGraphConnectorSource(client) : undefined),
  });
  const catalog = createCatalog([createEnterpriseAppsProvider(graph.client), ...options.serviceProviders]);
  const store = options.store ?? createIndexedDbStore({ tenantId });
  const publisher = createPublisher({
    graph: graph.client,
    store,
    catalog,
    journal,
    account,
    policy,
  });
  return { graph, workspaces: createWorkspaceServices({ graph, store, catalog, publisher, policy }) };
}
