// Publishes every workspace of a portal from Node: `GRAPH_TOKEN=… PORTAL_API=… TENANT_ID=… npx tsx demo/node/publish.ts`.
// The journal is kept in memory here; a portal keeps it in its own database by implementing the Journal port.
import * as engine from '../../src/engine.js';

const { GRAPH_TOKEN: token = '', PORTAL_API: url = '', TENANT_ID: tenantId = '' } = process.env;
const account = { id: 'nightly', name: 'Nightly', username: 'nightly', tenantId, roleIds: [] };
const auth = engine.createHostTokenAuth({ account: () => account, getToken: async () => token });
const graph = engine.createGraphClient({ auth, origin: engine.clouds.global.graph });
const store = engine.createHttpStore({ url });
const catalog = engine.createCatalog([engine.createEnterpriseAppsProvider(graph)]);
const journal = engine.createMemoryJournal();
const publisher = engine.createPublisher({ graph, store, catalog, journal, account });

for (const { workspace } of await store.list()) {
  const review = await publisher.review(workspace.id);
  console.log(
    `${workspace.draft.name}: ${review.plan.changes.length} to change, ${review.plan.blocked.length} blocked`,
  );
  const { end, counts, error } = await publisher.publish(review).done;
  console.log(end, counts, error?.message ?? '');
}
