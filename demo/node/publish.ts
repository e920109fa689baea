// Publishes every workspace of a store from Node; how to run it: README.md beside this file.
import * as engine from '../../src/engine.js';
import { account, graph, store } from './nightly.js';

const catalog = engine.createCatalog([engine.createEnterpriseAppsProvider(graph)]);
// Only one process uses the file: under the same name it takes over from one that crashed.
const publisher = engine.createPublisher({
  settings: () => ({ graph, store, catalog }),
  account,
  sessionId: 'nightly',
});

for (const { workspace } of (await store.workspaces.list()).workspaces) {
  const review = await publisher.review(workspace.id);
  const { changes, blocked, notes } = review.changeSet;
  console.log(`${workspace.draft.name}: ${changes.length} to change, ${blocked.length} blocked`);
  if (changes.length + notes.length === 0 && !engine.hasUnpublishedChanges(workspace)) continue;
  const { end, counts, error } = await publisher.publish(review).done;
  const { applied, failed, open, notSent } = counts;
  console.log(`${end}: ${applied} applied, ${failed} failed, ${open} pending, ${notSent} not sent`);
  if (error) console.error(error.message);
  if (end !== 'completed' || failed > 0) process.exitCode = 1;
}
