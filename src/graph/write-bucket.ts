import type { Clock } from './clock.js';

/** A documented limit: as many at once, and as many per second for ever. */
export interface WriteQuota {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * What one app may write in one tenant: 3,000 in 2 minutes 30 seconds.
 *
 * @see https://learn.microsoft.com/graph/throttling-limits
 */
export const documentedWriteQuota: WriteQuota = { burst: 3_000, perSecond: 20 };

/** However much Microsoft throttles, this share of the documented rate is still tried. */
const FLOOR = 0.1;

/** Share of the documented rate that comes back in a second without throttling. */
const REGAIN_PER_SECOND = 0.005;

/**
 * Paces writes to the quota. Other apps and earlier sessions use the same quota unseen, so every 429 lowers the pace,
 * by as much as its share in what was sent, and time brings it back.
 */
export class WriteBucket {
  readonly #quota: WriteQuota;
  readonly #clock: Clock;
  #tokens: number;
  #factor = 1;
  #countedAt: number;
  #loweredAt = -Infinity;
  #heldUntil = -Infinity;

  constructor(quota: WriteQuota, clock: Clock) {
    this.#quota = quota;
    this.#clock = clock;
    this.#tokens = quota.burst;
    this.#countedAt = clock.now();
  }

  /** Milliseconds until so many writes may leave; 0 when they may now. */
  getDelay(count: number): number {
    this.#refill();
    const holdMs = Math.max(0, this.#heldUntil - this.#countedAt);
    const missing = Math.min(count, this.#quota.burst) - this.#tokens;
    // Rounding of a sum of fractions must not cost a wait of its own.
    if (missing <= 1e-6) return holdMs;
    return Math.max(holdMs, Math.ceil((missing / (this.#quota.perSecond * this.#factor)) * 1_000));
  }

  take(count: number): void {
    this.#refill();
    this.#tokens -= count;
  }

  /**
   * Takes note of throttling.
   *
   * @param share throttled writes of those sent together, 0 to 1
   * @param sentAt when they left: what left before the last lowering says nothing new about the pace
   * @param holdMs how long nothing should leave at all
   */
  lower(share: number, sentAt: number, holdMs = 0): void {
    this.#refill();
    const now = this.#countedAt;
    this.#tokens = Math.min(this.#tokens, this.#tokens * (1 - share));
    this.#heldUntil = Math.max(this.#heldUntil, now + holdMs);
    if (sentAt <= this.#loweredAt) return;
    this.#factor = Math.max(FLOOR, this.#factor * (1 - share / 2));
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
