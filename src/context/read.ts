import type { QueryClient } from '@tanstack/query-core';

/** One question to the tenant: its key in the shared cache and how to ask. Two elements with the same key share one request. */
export interface Read<T> {
  readonly cache: QueryClient;
  readonly key: readonly unknown[];
  readonly read: (signal: AbortSignal) => Promise<T>;
}
