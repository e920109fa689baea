/** How far below empty a bucket can go: usage is told up to 1.8 times the limit. */
const maxOverdraft = 0.8;

/** A quota that refills evenly: `capacity` in `windowMs`, all of it available as a burst. */
export class TokenBucket {
  #tokens: number | undefined;
  #filledAt = 0;

  constructor(
    readonly windowMs: number,
    private readonly capacity: () => number,
  ) {}

  /** Milliseconds until so many tokens are there; 0 when they are there now. */
  getWaitMs(tokens: number, now: number): number {
    this.#fill(now);
    const missing = tokens - (this.#tokens ?? 0);
    return missing <= 0 ? 0 : (missing * this.windowMs) / this.capacity();
  }

  /** Takes tokens, going below empty when there are not enough: a refused request counts too. */
  take(tokens: number, now: number): void {
    this.#fill(now);
    this.#tokens = Math.max((this.#tokens ?? 0) - tokens, -maxOverdraft * this.capacity());
  }

  /** The used share of the quota: 1 when empty. */
  getUsage(now: number): number {
    this.#fill(now);
    return 1 - (this.#tokens ?? 0) / this.capacity();
  }

  #fill(now: number): void {
    const capacity = this.capacity();
    const gained = ((now - this.#filledAt) * capacity) / this.windowMs;
    this.#tokens = Math.min(capacity, (this.#tokens ?? capacity) + gained);
    this.#filledAt = now;
  }
}
