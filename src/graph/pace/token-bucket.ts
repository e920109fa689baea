import type { Clock } from './clock.js';

/** A documented limit: as many at once, and as many per second for ever. */
export interface Quota {
  readonly burst: number;
  readonly perSecond: number;
}

/** However much Microsoft throttles, this share of the documented rate is still tried. */
const FLOOR = 0.1;

/** Share of the documented rate that comes back in a second without throttling. */
const REGAIN_PER_SECOND = 0.005;

/**
 * Paces requests to a quota. Other apps and earlier sessions use the same quota unseen, so every 429 lowers the pace,
 * and time brings it back.
 */
export class TokenBucket {
  readonly #quota: Quota;
  readonly #clock: Clock;
  #tokens: number;
  #factor = 1;
  #countedAt: number;
  #loweredAt = -Infinity;
  #heldUntil = -Infinity;

  constructor(quota: Quota, clock: Clock) {
    this.#quota = quota;
    this.#clock = clock;
    this.#tokens = quota.burst;
    this.#countedAt = clock.now();
  }

  /**
   * Milliseconds until so much may leave; 0 when it may now.
   *
   * @param reserve share of the burst that is left to others, 0 to 1
   */
  getDelay(count: number, reserve = 0): number {
    this.#refill();
    const { burst, perSecond } = this.#quota;
    const holdMs = Math.max(0, this.#heldUntil - this.#countedAt);
    const missing = Math.min(burst, count + burst * reserve) - this.#tokens;
    // Rounding in a sum of fractions must not cost a wait of its own.
    if (missing <= 1e-6) return holdMs;
    return Math.max(holdMs, Math.ceil((missing / (perSecond * this.#factor)) * 1_000));
  }

  take(count: number): void {
    this.#refill();
    this.#tokens -= count;
  }

  /**
   * Takes note of throttling. A few refused among many say little about the quota, a whole batch says that it is used
   * up; hence the square.
   *
   * @param share throttled requests of those sent together, 0 to 1
   * @param sentAt when they left: what left before the last lowering says nothing new about the pace
   * @param holdMs how long nothing should leave at all
   */
  lower(share: number, sentAt: number, holdMs = 0): void {
    this.#refill();
    const now = this.#countedAt;
    const weight = share * share;
    this.#tokens = Math.min(this.#tokens, this.#tokens * (1 - weight));
    this.#heldUntil = Math.max(this.#heldUntil, now + holdMs);
    if (sentAt <= this.#loweredAt) return;
    this.#factor = Math.max(FLOOR, this.#factor * (1 - weight / 2));
    this.#loweredAt = now;
  }

  #refill(): void {
    const now = this.#clock.now();
    const seconds = Math.max(0, now - this.#countedAt) / 1_000;
    const { burst, perSecond } = this.#quota;
    this.#tokens = Math.min(burst, this.#tokens + seconds * perSecond * this.#factor);
    this.#factor = Math.min(1, this.#factor + seconds * REGAIN_PER_SECOND);
    this.#countedAt = now;
  }
}
