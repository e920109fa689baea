// Keeps today's license counts and says which plans run out: once a day from cron, with
// `GRAPH_TOKEN=… TENANT_ID=… SNAPSHOTS=usage.jsonl npx tsx demo/node/record-usage.ts`. The token needs LicenseAssignment.Read.All.
// A portal keeps snapshots in its own database by implementing the two methods of SnapshotStore, and gives the page's
// provider a store that reads them: `provider.snapshotStore = …`.
import * as engine from '../../src/engine.js';
import { createFileSnapshots } from './file-snapshots.js';

const { GRAPH_TOKEN: token = '', TENANT_ID: tenantId = '', SNAPSHOTS: path = 'usage.jsonl' } = process.env;
const account = { objectId: 'nightly', name: 'Nightly', username: 'nightly', tenantId, roleIds: [] };
const auth = engine.createHostTokenAuth({ account: () => account, getToken: async () => token });
const graph = engine.createGraphClient({ auth, origin: engine.clouds.global.graph });
const snapshots = createFileSnapshots(path);
const now = new Date();

const plans = await engine.listPlans(graph);
const { date } = await engine.recordUsage(snapshots, plans, now);
console.log(`${date}: counts of ${plans.length} plans kept in ${path}`);
for (const { skuId, runsOut } of engine.forecastRunOut(await snapshots.list(), now)) {
  const name = plans.find((plan) => plan.skuId === skuId)?.name ?? skuId;
  console.log(`${name} runs out about ${runsOut.on.toISOString().slice(0, 10)}`);
}
