import { describe, it } from 'node:test';
import { createMemoryStore } from '../../src/workspaces/memory-store.js';
import { describeStore } from './store-behavior.js';

describeStore({ describe, it }, 'createMemoryStore', () => {
  const store = createMemoryStore();
  return { connect: () => store };
});
