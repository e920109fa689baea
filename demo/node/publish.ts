// Publishes every workspace of a portal from Node; how to run it: README.md beside this file.
// The journal is in memory here. A portal keeps it in its database by implementing the Journal port: what workspaces gave
// is in it, and only that is ever taken back, undone or resumed.
import * as engine from '../../src/engine.js';

const { GRAPH_TOKEN: token = '', PORTAL_API: url = '', TENANT_ID: tenantId = '' } = process.env;
const { GRAPH: origin = engine.clouds.global.graph } = process.env;
const account = { objectId: 'nightly', name: 'Nightly', username: 'nightly', tenantId, roleIds: [] };
const auth = engine.createHostTokenAuth({ account: () => account, getToken: async () => token });
const graph = engine.createGraphClient({ auth, origin });
const store = engine.createHttpStore({ url });
const catalog = engine.createCatalog([engine.createEnterpriseAppsProvider(graph)]);
const journal = engine.createMemoryJournal();
const publisher = engine.createPublisher({ graph, store, catalog, journal, account });

for (const { workspace } of await store.list()) {
  const review = await publisher.review(workspace.id);
  const { changes, blocked } = review.plan;
  console.log(`${workspace.draft.name}: ${changes.length} to change, ${blocked.length} blocked`);
  const { end, counts, error } = await publisher.publish(review).done;
  console.log(`${end}: ${counts.applied} applied, ${counts.failed} failed`);
  if (error) console.error(error.message);
  if (end !== 'completed' || counts.failed > 0) process.exitCode = 1;
}
