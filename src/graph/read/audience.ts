/** Those who wait for one shared answer. */
export class Audience {
  readonly #gone = new AbortController();
  readonly #signals: readonly AbortSignal[];
  #left: number;

  constructor(signals: readonly AbortSignal[]) {
    this.#signals = signals;
    this.#left = signals.length;
    for (const signal of signals) signal.addEventListener('abort', this.#leave, { once: true });
  }

  /** Aborts when the last has gone away. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Stops listening. */
  forget(): void {
    for (const signal of this.#signals) signal.removeEventListener('abort', this.#leave);
  }

  readonly #leave = (event: Event): void => {
    this.#left -= 1;
    if (this.#left === 0) this.#gone.abort((event.target as AbortSignal).reason);
  };
}
