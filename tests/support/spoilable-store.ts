import { createMemoryDatabases } from '../../src/store/memory/memory-database.js';
import { PartListeners } from '../../src/store/part-listeners.js';
import { createStore } from '../../src/store/records/create-store.js';
import type { RowKey, TableName } from '../../src/store/records/database.js';
import { nobodyKnows } from '../../src/store/records/store-parts.js';
import { sharesNothing } from '../../src/store/shares.js';
import type { OpenStore } from '../../src/store/store.js';

export interface SpoilableStore {
  readonly open: OpenStore;
  /** Changes what is stored below the store, to what no version of the library wrote. */
  readonly spoil: (table: TableName, key: RowKey, change: (row: object) => unknown) => Promise<void>;
}

/** A store in memory of one tenant, whose records can be damaged. */
export function spoilableStore(): SpoilableStore {
  const database = createMemoryDatabases()('contoso');
  const listeners = new PartListeners();
  const changes = {
    announce: listeners.notify.bind(listeners),
    subscribe: listeners.add.bind(listeners),
  };
  return {
    open: (context) => createStore({ context, database, changes, presence: nobodyKnows }, sharesNothing),
    spoil: (table, key, change) =>
      database.write(async (rows) =>
        rows.put(table, [{ key, value: change((await rows.get(table, key)) as object) }]),
      ),
  };
}
