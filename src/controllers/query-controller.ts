import type { QueryObserver } from '@tanstack/query-core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Read } from '../context/reads/read-cache.js';
import type { Session } from '../context/session.js';
import { type ProvisioningError, toProvisioningError } from '../model/errors.js';
import type { Failure } from './action-controller.js';
import type { ProviderController } from './provider-controller.js';
import { tellError } from './tell-page.js';

/** Where a read stands. A value exists only when it is ready. */
export type ReadState<T> =
  | { readonly status: 'waiting' }
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: ProvisioningError }
  | {
      readonly status: 'ready';
      readonly value: T;
      readonly readAt: Date;
      readonly refreshing: boolean;
      /** Why the last refresh failed; `value` is what was read before. */
      readonly error?: ProvisioningError;
    };

/**
 * Shows one shared read to its host and keeps it in step with the cache.
 * Elements that ask for the same key share one request; leaving the page stops listening and, when nobody else listens,
 * the request.
 */
export class QueryController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #provider: Pick<ProviderController, 'session'>;
  readonly #read: (session: Session) => Read<T> | undefined;
  #cache: Read<T>['cache'] | undefined;
  #observer: QueryObserver<T> | undefined;
  #stop: (() => void) | undefined;

  /**
   * @param read - the question now; undefined while nothing is to be asked. Called before every update of the host, while
   * somebody is signed in.
   */
  constructor(
    host: ReactiveControllerHost,
    provider: Pick<ProviderController, 'session'>,
    read: (session: Session) => Read<T> | undefined,
  ) {
    this.#host = host;
    this.#provider = provider;
    this.#read = read;
    host.addController(this);
  }

  get state(): ReadState<T> {
    const result = this.#observer?.getCurrentResult();
    if (!result) return { status: 'waiting' };
    if (result.data !== undefined)
      return {
        status: 'ready',
        value: result.data,
        readAt: new Date(result.dataUpdatedAt),
        refreshing: result.isFetching,
        ...(result.error ? { error: toProvisioningError(result.error) } : {}),
      };
    if (result.error && !result.isFetching)
      return { status: 'failed', error: toProvisioningError(result.error) };
    return { status: 'loading' };
  }

  /** The value when there is one. */
  get value(): T | undefined {
    const { state } = this;
    return state.status === 'ready' ? state.value : undefined;
  }

  /** Why there is no value, and how to ask again. */
  get failure(): Failure | undefined {
    const { state } = this;
    return state.status === 'failed' ? { error: state.error, retry: () => void this.refetch() } : undefined;
  }

  /** Asks again, also when the answer is fresh. */
  async refetch(): Promise<void> {
    await this.#observer?.refetch();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { session } = this.#provider;
    const read = session && this.#read(session);
    if (!read) return this.hostDisconnected();
    // Another account brings another cache; nothing of the old one may stay on screen.
    if (this.#cache !== read.cache) this.hostDisconnected();
    if (this.#observer) return read.cache.follow(this.#observer, read);
    this.#cache = read.cache;
    this.#observer = read.cache.observe(read);
    this.#stop = this.#observer.subscribe(() => {
      this.#host.requestUpdate();
      this.#tell();
    });
    this.#tell();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#observer = undefined;
    this.#cache = undefined;
  }

  #tell(): void {
    const { error } = this.#observer?.getCurrentResult() ?? {};
    const { state } = this;
    if (error && (state.status === 'failed' || (state.status === 'ready' && !state.refreshing)))
      tellError(this.#host, error);
  }
}
