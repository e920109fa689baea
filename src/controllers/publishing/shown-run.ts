import type { PublishRun, PublishState } from '../publishing/publish-run.js';

export interface ShownRunOptions {
  /** Whether it takes back an earlier publish, as far as is known before the run says it. */
  readonly undoes: boolean;
  /** Called when there is something new to show, and every second for what runs down meanwhile. */
  readonly update: () => void;
  /** Called once, with the last state. */
  readonly ended: (state: PublishState) => void;
}

/** A publish that somebody looks at, while it runs and afterwards. */
export class ShownRun {
  readonly run: PublishRun;
  readonly #undoes: boolean;
  readonly #update: () => void;
  readonly #startedAt = Date.now();
  #endedAt: number | undefined;
  #stopping = false;
  #endFollowing: (() => void) | undefined;

  constructor(run: PublishRun, { undoes, update, ended }: ShownRunOptions) {
    this.run = run;
    this.#undoes = undoes;
    this.#update = update;
    const tick = setInterval(update, 1_000);
    const endListening = run.subscribe(update);
    this.#endFollowing = () => {
      clearInterval(tick);
      endListening();
    };
    void run.done.then((state) => {
      this.#endedAt = Date.now();
      if (!this.#endFollowing) return;
      this.leave();
      ended(state);
    });
  }

  /** Whether it takes back an earlier publish. */
  get undoes(): boolean {
    return this.run.reverts ?? this.#undoes;
  }

  /** Whether it was told to stop; what is on its way is still finished. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** How long it has been looked at, in milliseconds. */
  get elapsedMs(): number {
    return (this.#endedAt ?? Date.now()) - this.#startedAt;
  }

  stop(): void {
    this.#stopping = true;
    this.run.cancel();
    this.#update();
  }

  /** Nobody looks any more; it runs on. */
  leave(): void {
    this.#endFollowing?.();
    this.#endFollowing = undefined;
  }
}
