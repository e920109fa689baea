import { QueryClient, QueryObserver, type QueryObserverOptions } from '@tanstack/query-core';

/** How long an answer counts as fresh, in milliseconds: elements that appear meanwhile ask nothing. */
const staleTimeMs = 60_000;

/** One question to the tenant: its key in the shared cache and how to ask. Two elements with the same key share one request. */
export interface Read<T> {
  readonly cache: ReadCache;
  readonly key: readonly unknown[];
  readonly read: (signal: AbortSignal) => Promise<T>;
  /** How long an answer counts as fresh and is kept, in milliseconds, where it is costly to get. Default: a minute. */
  readonly freshForMs?: number;
}

/** The answers that all elements of one account share. Whoever asks the same meanwhile shares the request. */
export class ReadCache extends QueryClient {
  constructor() {
    super({
      defaultOptions: {
        queries: {
          staleTime: staleTimeMs,
          // The pipeline has retried already, and knows when being offline matters.
          retry: false,
          networkMode: 'always',
          structuralSharing: false,
        },
      },
    });
  }

  /** Follows one read. Asks when somebody subscribes and the answer is not fresh. */
  observe<T>(read: Read<T>): QueryObserver<T> {
    return new QueryObserver<T>(this, toQueryOptions(read));
  }

  /** Turns to another read, or to another way to ask the same. */
  follow<T>(observer: QueryObserver<T>, read: Read<T>): void {
    observer.setOptions(toQueryOptions(read));
  }

  /** Asks once. Aborting ends the request unless somebody else waits for it. */
  ask<T>(read: Read<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const observer = this.observe(read);
      const take = (): void => {
        const result = observer.getCurrentResult();
        if (result.isFetching) return;
        if (result.isSuccess) resolve(result.data);
        else if (result.error) reject(result.error);
        else return;
        end();
      };
      const unsubscribe = observer.subscribe(take);
      const abort = (): void => {
        end();
        reject(signal.reason as Error);
      };
      const end = (): void => {
        unsubscribe();
        signal.removeEventListener('abort', abort);
      };
      signal.addEventListener('abort', abort);
      take();
    });
  }
}

/** A read as the cache's library wants it. */
function toQueryOptions<T>({ key, read, freshForMs }: Read<T>): QueryObserverOptions<T> {
  return {
    queryKey: key,
    queryFn: ({ signal }) => read(signal),
    ...(freshForMs === undefined ? {} : { staleTime: freshForMs, gcTime: freshForMs }),
  };
}
