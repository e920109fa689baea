import { systemClock, type Clock } from '../../graph/pace/clock.js';
import { TokenBucket, type Quota } from '../../graph/pace/token-bucket.js';
import { ProvisioningError } from '../../model/errors.js';

/** How many people are remembered before those that have been idle are forgotten. */
const rememberedAtMost = 10_000;

/** Enough for a publish of 20,000 people in one tab and a colleague's screens in five others. */
export const defaultRate: Quota = { burst: 600, perSecond: 30 };

/** How many requests each person may send to this process. */
export class RateLimits {
  readonly #quota: Quota;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(quota: Quota, clock: Clock = systemClock) {
    this.#quota = quota;
    this.#clock = clock;
  }

  /** Counts a request. @throws {ProvisioningError} `throttled` */
  count(subject: string): void {
    const bucket = this.#buckets.get(subject) ?? new TokenBucket(this.#quota, this.#clock);
    // The one that asked last is the last to be forgotten.
    this.#buckets.delete(subject);
    this.#buckets.set(subject, bucket);
    if (this.#buckets.size > rememberedAtMost) this.#forgetFirst();
    const retryAfterMs = bucket.getDelay(1);
    if (retryAfterMs > 0)
      throw new ProvisioningError('throttled', 'Too many requests; the portal asks you to wait.', {
        retryable: true,
        retryAfterMs,
      });
    bucket.take(1);
  }

  #forgetFirst(): void {
    const [first] = this.#buckets.keys();
    if (first !== undefined) this.#buckets.delete(first);
  }
}
