import type { ReadCache } from './read-cache.js';

/** One question to the tenant: its key in the shared cache and how to ask. Two elements with the same key share one request. */
export interface Read<T> {
  readonly cache: ReadCache;
  readonly key: readonly unknown[];
  readonly read: (signal: AbortSignal) => Promise<T>;
  /** How long an answer counts as fresh and is kept, in milliseconds, where it is costly to get. Default: a minute. */
  readonly freshForMs?: number;
}
