/** Holds back what the page does after some seconds, until a test lets that time pass. */
export class PassingTime {
  readonly #setTimeout = window.setTimeout;
  readonly #held = new Map<number, { readonly ms: number; readonly handler: () => void }>();
  readonly #clearTimeout = window.clearTimeout;
  #last = 1_000_000_000;

  constructor() {
    const hold = (handler: () => void, ms = 0): number => {
      if (ms < 1_000) return Number(this.#setTimeout.call(window, handler, ms));
      this.#held.set((this.#last += 1), { ms, handler });
      return this.#last;
    };
    const release = (id?: number): void => {
      if (id === undefined || !this.#held.delete(id)) this.#clearTimeout.call(window, id);
    };
    Object.assign(window, { setTimeout: hold, clearTimeout: release });
  }

  /** So much time passes since each was held back, at once. Returns how long each of those took that are due. */
  pass(ms: number): readonly number[] {
    const due = [...this.#held].filter(([, held]) => held.ms <= ms);
    for (const [id, { handler }] of due) {
      this.#held.delete(id);
      handler();
    }
    return due.map(([, held]) => held.ms);
  }

  end(): void {
    Object.assign(window, { setTimeout: this.#setTimeout, clearTimeout: this.#clearTimeout });
  }
}
