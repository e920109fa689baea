import 'fake-indexeddb/auto';
import { describe, it } from 'node:test';
import { createIndexedDbJournal } from '../../src/publishing/indexed-db-journal.js';
import { createMemoryJournal } from '../../src/publishing/memory-journal.js';
import { describeJournal, tenantId } from './journal-behavior.js';

let databases = 0;

describeJournal({ describe, it }, 'createMemoryJournal', () => {
  const journal = createMemoryJournal();
  return { journal, again: journal };
});

describeJournal({ describe, it }, 'createIndexedDbJournal', () => {
  const name = `journal-${(databases += 1)}`;
  return {
    journal: createIndexedDbJournal({ tenantId, name }),
    again: createIndexedDbJournal({ tenantId, name }),
  };
});
