import type { ReadCache } from './read-cache.js';

/** One question to the tenant: its key in the shared cache and how to ask. Two elements with the same key share one request. */
export interface Read<T> {
  readonly cache: ReadCache;
  readonly key: readonly unknown[];
  readonly read: (signal: AbortSignal) => Promise<T>;
}
