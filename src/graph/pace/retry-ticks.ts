import { untilAborted } from '../abort.js';
import type { Clock } from './clock.js';

const TICK_MS = 1_000;

/**
 * What is tried again leaves on a common tick, once a second, and so shares requests. Every session has ticks of its own, so that many
 * sessions do not come back at the same moment.
 */
export class RetryTicks {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #disposed = new AbortController();
  readonly #awaited = new Map<number, Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  /** When the first tick after a delay comes, in milliseconds since the epoch. */
  after(delayMs: number): number {
    const sinceStart = this.#clock.now() + delayMs - this.#startedAt;
    return this.#startedAt + Math.ceil(sinceStart / TICK_MS) * TICK_MS;
  }

  /** Resolves on a tick, for all who wait for it at once. Rejects with the signal's reason when aborted. */
  async reach(tickAt: number, signal: AbortSignal): Promise<void> {
    let tick = this.#awaited.get(tickAt);
    if (!tick) {
      tick = this.#clock
        .sleep(tickAt - this.#clock.now(), this.#disposed.signal)
        .finally(() => this.#awaited.delete(tickAt));
      this.#awaited.set(tickAt, tick);
    }
    await untilAborted(tick, signal);
  }

  /** Ends all waits. */
  dispose(reason: Error): void {
    this.#disposed.abort(reason);
  }
}
