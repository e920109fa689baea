import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { toProvisioningError, type ProvisioningError } from '../model/errors.js';
import { tellError } from './tell-page.js';

/** What did not work, and how to try it again. */
export interface Failure {
  readonly error: ProvisioningError;
  readonly retry: () => void;
}

/** Does something. Its signal is aborted when nobody wants to know any more what came of it. */
export type Work<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Does what somebody asks for and shows its host how it goes. What somebody gave up is no failure. What runs when the host leaves the page is aborted, and
 * nothing of it counts any more; what came of it before is shown again where the host comes back.
 */
export class ActionController<T = void> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #getOwner: (() => unknown) | undefined;
  readonly #runs = new Set<AbortController>();
  #owner: unknown;
  #value: T | undefined;
  #failure: Failure | undefined;

  /** @param getOwner - whose it is, such as the services of an account: when that changes, everything is forgotten */
  constructor(host: ReactiveControllerHost, getOwner?: () => unknown) {
    this.#host = host;
    this.#getOwner = getOwner;
    host.addController(this);
  }

  get running(): boolean {
    return this.#runs.size > 0;
  }

  /** What came of it last; shown still while it runs again. */
  get value(): T | undefined {
    return this.#value;
  }

  /** Why it did not work last. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Does this in place of what runs, which is aborted. Resolves when it has ended, however. */
  run(work: Work<T>): Promise<void> {
    this.#abort();
    return this.#do(work, () => void this.run(work));
  }

  /** Does this beside what runs: for writes, each of which must be told of when it fails. */
  runBeside(work: Work<T>): Promise<void> {
    return this.#do(work, () => void this.runBeside(work));
  }

  /** Aborts what runs, and forgets what came of it. */
  reset(): void {
    this.#forget();
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const owner = this.#getOwner?.();
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.#forget();
  }

  hostDisconnected(): void {
    this.#abort();
  }

  async #do(work: Work<T>, retry: () => void): Promise<void> {
    const run = new AbortController();
    const { signal } = run;
    this.#runs.add(run);
    this.#failure = undefined;
    this.#host.requestUpdate();
    try {
      const value = await work(signal);
      if (!signal.aborted) this.#value = value;
    } catch (thrown) {
      if (signal.aborted) return;
      this.#value = undefined;
      const error = toProvisioningError(thrown);
      if (error.code !== 'cancelled') this.#failure = { error, retry };
      tellError(this.#host, thrown);
    }
    this.#runs.delete(run);
    this.#host.requestUpdate();
  }

  #forget(): void {
    this.#abort();
    this.#value = this.#failure = undefined;
  }

  #abort(): void {
    for (const run of this.#runs) run.abort();
    this.#runs.clear();
  }
}
