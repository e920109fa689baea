import type { Clock } from './clock.js';

/** A documented limit of few requests: at most so many in any window of time. */
export interface WindowQuota {
  readonly requests: number;
  readonly windowMs: number;
}

/** Keeps requests to a limit that counts them, other than a bucket, over any window. */
export class SlidingWindow {
  readonly #quota: WindowQuota;
  readonly #clock: Clock;
  /** When requests left, oldest first; no more than count. */
  #leftAt: number[] = [];

  constructor(quota: WindowQuota, clock: Clock) {
    this.#quota = quota;
    this.#clock = clock;
  }

  /**
   * Milliseconds until so many may leave; 0 when they may now.
   *
   * @param reserve share of the limit that is left to others, 0 to 1
   */
  getDelay(count: number, reserve = 0): number {
    const { requests, windowMs } = this.#quota;
    const free = Math.max(1, Math.floor(requests * (1 - reserve))) - Math.min(count, requests);
    // The one that must have left the window for all to fit.
    const blocking = this.#leftAt.at(-1 - Math.max(0, free));
    return blocking === undefined ? 0 : Math.max(0, blocking + windowMs - this.#clock.now());
  }

  take(count: number): void {
    const now = this.#clock.now();
    for (let taken = 0; taken < count; taken += 1) this.#leftAt.push(now);
    this.#leftAt = this.#leftAt.slice(-this.#quota.requests);
  }
}
