import 'fake-indexeddb/auto';
import { describe, it } from 'node:test';
import { createIndexedDbStore } from '../../src/workspaces/indexed-db-store.js';
import { describeStore } from './store-behavior.js';

let databases = 0;

describeStore({ describe, it }, 'createIndexedDbStore', () => {
  const name = `behavior-${(databases += 1)}`;
  return { connect: () => createIndexedDbStore({ name, tenantId: 'contoso' }) };
});
