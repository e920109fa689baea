/** How often, and for how long in all, something is tried again. */
export interface RetryLimits {
  /** Sends in all, the first included. */
  readonly attempts: number;
  /** Waiting in all, in milliseconds. */
  readonly totalMs: number;
}

/** Somebody looks at the screen while a read is repeated. */
export const readLimits: RetryLimits = { attempts: 8, totalMs: 3 * 60_000 };

/** Nobody wants to start a publish anew because of a bad quarter of an hour at Microsoft. */
export const writeLimits: RetryLimits = { attempts: 25, totalMs: 30 * 60_000 };

const BASE_MS = 1_000;
const CAP_MS = 30_000;

/** How long one request waits between its attempts: what Microsoft says, else decorrelated jitter. */
export class Backoff {
  readonly #limits: RetryLimits;
  readonly #random: () => number;
  #attempts = 1;
  #waitedMs = 0;
  #previousMs = BASE_MS;

  constructor(limits: RetryLimits, random: () => number) {
    this.#limits = limits;
    this.#random = random;
  }

  /** Sends so far. */
  get attempts(): number {
    return this.#attempts;
  }

  /** Milliseconds to wait before the next attempt; undefined when it has been tried often or long enough. */
  next(retryAfterMs?: number): number | undefined {
    if (this.#attempts >= this.#limits.attempts) return undefined;
    const delayMs = retryAfterMs ?? this.#jitter();
    if (this.#waitedMs + delayMs > this.#limits.totalMs) return undefined;
    this.#attempts += 1;
    this.#waitedMs += delayMs;
    return delayMs;
  }

  #jitter(): number {
    const highMs = Math.min(CAP_MS, this.#previousMs * 3);
    this.#previousMs = Math.round(BASE_MS + this.#random() * (highMs - BASE_MS));
    return this.#previousMs;
  }
}

/** Milliseconds that a `Retry-After` header asks for, given in seconds or as a date; undefined when it says neither. */
export function parseRetryAfter(value: string | null | undefined, nowMs: number): number | undefined {
  if (!value) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
