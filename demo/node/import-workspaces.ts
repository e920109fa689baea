// Takes workspaces into a store from files that the page exported; how to run it: README.md beside this file.
import { readFile } from 'node:fs/promises';
import * as engine from '../../src/engine.js';
import { account, store } from './nightly.js';

for (const path of process.argv.slice(2)) {
  const stored = (await store.workspaces.list()).workspaces;
  const imported = engine.importWorkspaces(await readFile(path, 'utf8'), {
    takenNames: stored.map(({ workspace }) => workspace.draft.name),
    stamp: { at: new Date().toISOString(), by: account.objectId },
  });
  for (const workspace of imported) await store.workspaces.put(workspace, { etag: null });
  console.log(`${path}: ${imported.map(({ draft }) => draft.name).join(', ')}`);
}
