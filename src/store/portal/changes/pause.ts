import type { Clock } from '../../../graph/pace/clock.js';

/** Waiting that may be cut short. */
export class Pause {
  readonly #clock: Clock;
  #wake = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves after the time, when everybody is woken, or when the signal is aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    // It ends with the reason for which it was cut short, and whoever waits looks for itself.
    await this.#clock.sleep(ms, AbortSignal.any([signal, this.#wake.signal])).catch(() => undefined);
  }

  /** Lets everybody go on who waits now. */
  wake(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }
}
