import { keepKey, type Keep, type KeepTarget } from '../model/keep.js';

/** Where it is noted what is kept on purpose in one tenant. Built in: `createMemoryKeepStore`, `createIndexedDbInsights`. */
export interface KeepStore {
  /** All of them, also those that ended. @throws {ProvisioningError} `storage-unavailable`, `record-newer` */
  list(): Promise<readonly Keep[]>;
  /** Notes keeps, each in place of an earlier one of the same. @throws {ProvisioningError} `storage-unavailable`, `storage-full` */
  put(keeps: readonly Keep[]): Promise<void>;
  /** Forgets keeps. @throws {ProvisioningError} `storage-unavailable` */
  delete(targets: readonly KeepTarget[]): Promise<void>;
}

/** Notes keeps as long as the page or process lives. */
export function createMemoryKeepStore(keeps: readonly Keep[] = []): KeepStore {
  const kept = new Map(keeps.map((keep) => [keepKey(keep), keep]));
  return {
    list: () => Promise.resolve([...kept.values()]),
    put(added) {
      for (const keep of added) kept.set(keepKey(keep), keep);
      return Promise.resolve();
    },
    delete(targets) {
      for (const target of targets) kept.delete(keepKey(target));
      return Promise.resolve();
    },
  };
}
