import { PartListeners } from '../part-listeners.js';
import { createStore } from '../records/create-store.js';
import type { Database } from '../records/database.js';
import type { Presence } from '../records/store-parts.js';
import { sharesNothing } from '../shares.js';
import type { OpenStore, StoreShares } from '../store.js';
import { createMemoryDatabase } from './memory-database.js';

export interface MemoryStoreOptions {
  /** What it says that others see, for tests and demos of what they would see. Default: nothing. */
  readonly shares?: Partial<StoreShares>;
}

/**
 * Keeps everything in memory, for tests and demos: all that is opened with what one call returns shares it, tenant by
 * tenant. It is gone with the page.
 */
export function memoryStore({ shares }: MemoryStoreOptions = {}): OpenStore {
  const tenants = new Map<string, { readonly database: Database; readonly listeners: PartListeners }>();
  return (context) => {
    const tenant = tenants.get(context.tenantId) ?? {
      database: createMemoryDatabase(),
      listeners: new PartListeners(),
    };
    tenants.set(context.tenantId, tenant);
    const { database, listeners } = tenant;
    const changes = {
      announce: listeners.notify.bind(listeners),
      subscribe: listeners.add.bind(listeners),
    };
    return createStore(
      { context, database, changes, presence: nobodyKnows },
      { ...sharesNothing, ...shares },
    );
  };
}

/** Only the beat of a lease tells whether its holder is there. */
const nobodyKnows: Presence = {
  begin: async () => undefined,
  end: () => undefined,
  isGone: async () => false,
};
