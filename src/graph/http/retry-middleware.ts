import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { ProvisioningError } from '../../model/errors.js';
import { Backoff, parseRetryAfter, readLimits } from '../pace/backoff.js';
import type { Clock } from '../pace/clock.js';
import type { WaitReporter } from '../pace/wait-reporter.js';
import { getControl } from './call-control.js';

/** Answers after which the same request may well succeed. */
export const passingStatuses: ReadonlySet<number> = new Set([429, 503, 504]);

/** Sends a read again after throttling, an outage or a dropped connection. */
export class RetryMiddleware implements Middleware {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #waits: WaitReporter;
  #next: Middleware | undefined;

  constructor(clock: Clock, random: () => number, waits: WaitReporter) {
    this.#clock = clock;
    this.#random = random;
    this.#waits = waits;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    try {
      await this.#run(context);
    } catch (thrown) {
      getControl(context).failure = thrown;
      throw thrown;
    }
  }

  async #run(context: Context): Promise<void> {
    const { writes, signal } = getControl(context);
    const backoff = new Backoff(readLimits, this.#random);
    for (;;) {
      const failure = await this.#attempt(context);
      const status = context.response?.status ?? 0;
      const delayMs =
        !writes && (failure ? failure.retryable : passingStatuses.has(status))
          ? backoff.next(parseRetryAfter(context.response?.headers.get('Retry-After'), this.#clock.now()))
          : undefined;
      if (delayMs === undefined) {
        if (failure) throw failure;
        return;
      }
      if (status === 429) await this.#waits.sleep('throttled', delayMs, signal);
      else await this.#clock.sleep(delayMs, signal);
    }
  }

  /** Sends once; returns what kept the request from being answered. */
  async #attempt(context: Context): Promise<ProvisioningError | undefined> {
    delete context.response;
    try {
      await this.#next?.execute(context);
      return undefined;
    } catch (thrown) {
      if (thrown instanceof ProvisioningError) return thrown;
      throw thrown;
    }
  }
}
