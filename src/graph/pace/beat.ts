import { untilAborted } from '../abort.js';
import type { Clock } from './clock.js';

const BEAT_MS = 1_000;

/**
 * What is tried again leaves on a common beat, and so shares requests. Every session has a beat of its own, so that many
 * sessions do not come back at the same moment.
 */
export class Beat {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #disposed = new AbortController();
  readonly #awaited = new Map<number, Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  /** When the first beat after a delay comes, in milliseconds since the epoch. */
  after(delayMs: number): number {
    const sinceStart = this.#clock.now() + delayMs - this.#startedAt;
    return this.#startedAt + Math.ceil(sinceStart / BEAT_MS) * BEAT_MS;
  }

  /** Resolves on a beat, for all who wait for it at once. Rejects with the signal's reason when aborted. */
  async reach(beatAt: number, signal: AbortSignal): Promise<void> {
    let beat = this.#awaited.get(beatAt);
    if (!beat) {
      beat = this.#clock
        .sleep(beatAt - this.#clock.now(), this.#disposed.signal)
        .finally(() => this.#awaited.delete(beatAt));
      this.#awaited.set(beatAt, beat);
    }
    await untilAborted(beat, signal);
  }

  /** Ends all waits. */
  dispose(reason: Error): void {
    this.#disposed.abort(reason);
  }
}
