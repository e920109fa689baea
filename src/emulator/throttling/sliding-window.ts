/** A quota of requests in any stretch of `windowMs`; refused requests count too. */
export class SlidingWindow {
  #times: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Milliseconds until one more request is allowed; 0 when it is allowed now. */
  getWaitMs(now: number): number {
    this.#forget(now);
    const over = this.#times.length - this.limit;
    if (over < 0) return 0;
    return (this.#times[over] ?? now) + this.windowMs - now;
  }

  take(now: number): void {
    this.#times.push(now);
    // A flood of refused requests must not push the end of the wait out of reach.
    if (this.#times.length > this.limit * 2) this.#times.shift();
  }

  #forget(now: number): void {
    const oldest = now - this.windowMs;
    let old = 0;
    while ((this.#times[old] ?? Infinity) <= oldest) old += 1;
    this.#times.splice(0, old);
  }
}
