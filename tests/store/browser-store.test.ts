import 'fake-indexeddb/auto';
import { describe, it } from 'node:test';
import { describeStore } from '../../src/store/contract/index.js';
import { createBrowsers } from './browser-fixture.js';

describeStore({ describe, it }, 'browserStore over a database in memory', createBrowsers, {
  abilities: ['crash', 'spoil', 'break-off', 'full', 'blocked', 'missing', 'cleared'],
});
