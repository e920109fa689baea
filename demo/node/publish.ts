// Publishes every workspace of a store from Node; how to run it: README.md beside this file.
import * as engine from '../../src/engine.js';
import { account, graph, store } from './nightly.js';

const catalog = engine.createCatalog([engine.createEnterpriseAppsProvider(graph)]);
// Only one process uses the file: under the same name it takes over from one that crashed.
const publisher = engine.createPublisher({ graph, store, catalog, account, sessionId: 'nightly' });

for (const { workspace } of (await store.workspaces.list()).workspaces) {
  const review = await publisher.review(workspace.id);
  const { changes, blocked, ledger } = review.plan;
  console.log(`${workspace.draft.name}: ${changes.length} to change, ${blocked.length} blocked`);
  if (changes.length + ledger.length === 0 && !engine.hasUnpublishedChanges(workspace)) continue;
  const { end, counts, error } = await publisher.publish(review).done;
  console.log(`${end}: ${counts.applied} applied, ${counts.failed} failed`);
  if (error) console.error(error.message);
  if (end !== 'completed' || counts.failed > 0) process.exitCode = 1;
}
