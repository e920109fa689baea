import { PartListeners } from '../part-listeners.js';
import { createStore } from '../records/create-store.js';
import { nobodyKnows } from '../records/store-parts.js';
import { readRecord } from '../schema/record-format.js';
import { sharesNothing } from '../shares.js';
import type { OpenStore, StoreShares } from '../store.js';
import { createMemoryDatabases } from './memory-database.js';
import { storeContentFormat, type StoreContent } from './store-content.js';

export interface MemoryStoreOptions {
  /** What it says that others see, for tests and demos of what they would see. Default: nothing. */
  readonly shares?: Partial<StoreShares>;
  /** What it holds at first: what `save` of another one was given, also when it was JSON meanwhile. */
  readonly from?: unknown;
  /**
   * Keeps all that it holds, as JSON, elsewhere. Every call that changes something waits for it, one at a time; when it
   * fails, the call fails (with `storage-unavailable`, unless it throws a code itself), and nothing was changed.
   */
  readonly save?: (content: StoreContent) => Promise<void>;
}

/**
 * Keeps everything in memory, for tests, demos and programs that run once: all that is opened with what one call returns
 * shares it, tenant by tenant. It is gone with the page or the process, unless it is saved.
 *
 * @throws {ProvisioningError} `record-unreadable`, `record-newer` when `from` is nothing that was saved
 */
export function memoryStore({ shares, from, save }: MemoryStoreOptions = {}): OpenStore {
  const open = createMemoryDatabases({
    save,
    from: from === undefined ? undefined : readRecord(storeContentFormat, from),
  });
  const tenants = new Map<string, PartListeners>();
  return (context) => {
    const { tenantId } = context;
    const listeners = tenants.get(tenantId) ?? new PartListeners();
    tenants.set(tenantId, listeners);
    const changes = {
      announce: listeners.notify.bind(listeners),
      subscribe: listeners.add.bind(listeners),
    };
    return createStore(
      { context, database: open(tenantId), changes, presence: nobodyKnows },
      { ...sharesNothing, ...shares },
    );
  };
}
