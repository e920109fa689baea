import type { PublishRun, PublishState } from '../../publishing/publish-run.js';
import type { Review } from '../../publishing/review/review.js';

export interface ShownRunOptions {
  /** What was confirmed for it, where that was done here. */
  readonly confirmed?: Review;
  /** Called when there is something new to show, and every second for what runs down meanwhile. */
  readonly update: () => void;
  /** Called once, with the last state. */
  readonly ended: (state: PublishState) => void;
}

/** A publish that somebody looks at, while it runs and afterwards. */
export class ShownRun {
  readonly run: PublishRun;
  readonly confirmed: Review | undefined;
  readonly #update: () => void;
  readonly #startedAt = Date.now();
  #endedAt: number | undefined;
  #stopping = false;
  #endFollowing: (() => void) | undefined;

  constructor(run: PublishRun, { confirmed, update, ended }: ShownRunOptions) {
    this.run = run;
    this.confirmed = confirmed;
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
    return this.run.reverts;
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
