import type { Account, Auth } from '../auth/auth.js';
import { createCatalog } from '../catalog/catalog.js';
import { createEnterpriseAppsProvider } from '../catalog/enterprise-apps.js';
import type { ServiceProvider } from '../catalog/service-provider.js';
import type { GraphTransport } from '../graph/graph-transport.js';
import type { Prices } from '../insights/prices.js';
import type { CanDo } from '../model/host-action.js';
import { createEngineJournal } from '../publishing/engine-journal.js';
import type { PublishPolicy } from '../publishing/publish-input.js';
import { createPublisher } from '../publishing/publisher.js';
import { overlayRecentWrites } from '../publishing/recent-writes.js';
import { createGraphConnectorSource, type ConnectorSource } from '../services/connectors.js';
import { browserStore } from '../store/browser/browser-store.js';
import type { OpenStore } from '../store/store.js';
import { createGraphServices, type GraphServices } from './graph-services.js';
import { createInsightServices } from './insight-services.js';
import { createWorkspaceServices, type WorkspaceServices } from './workspace-services.js';

export interface AccountServicesOptions {
  readonly auth: Auth;
  readonly account: Account;
  readonly origin: string | undefined;
  readonly transport: GraphTransport | undefined;
  readonly store: OpenStore | undefined;
  readonly serviceProviders: readonly ServiceProvider[];
  readonly connectorSource: ConnectorSource | undefined;
  readonly graphConnectors: boolean;
  readonly policy: Partial<PublishPolicy>;
  readonly can: CanDo;
  readonly prices: Prices | undefined;
}

/** Everything that one signed-in account works with. The one place where configuration becomes services. */
export function createAccountServices(options: AccountServicesOptions): {
  graph: GraphServices;
  workspaces: WorkspaceServices;
} {
  const { auth, account, origin, transport, connectorSource, graphConnectors, policy, can } = options;
  const { tenantId } = account;
  const store = (options.store ?? browserStore())({ tenantId, by: account.objectId });
  const journal = createEngineJournal({ store, tenantId });
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
  const publisher = createPublisher({
    graph: graph.client,
    store,
    catalog,
    account,
    policy,
  });
  const insights = createInsightServices({ graph, records: store.insights, prices: options.prices });
  return {
    graph,
    workspaces: createWorkspaceServices({ graph, store, catalog, publisher, policy, can, insights }),
  };
}
