// Keeps today's license counts in a store and says which plans run out; how to run it: README.md beside this file.
import * as engine from '../../src/engine.js';
import { graph, store } from './nightly.js';

const now = new Date();
const plans = await engine.listPlans(graph);
const { date } = await engine.recordUsage(store.insights, plans, now);
console.log(`${date}: kept the counts of ${plans.length} plans`);
for (const { skuId, runsOut } of engine.forecastRunOut(await store.insights.listSnapshots(), now)) {
  const name = plans.find((plan) => plan.skuId === skuId)?.name ?? skuId;
  console.log(`${name} runs out about ${runsOut.on.toISOString().slice(0, 10)}`);
}
