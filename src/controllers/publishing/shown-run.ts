import type { PublishRun, PublishState } from '../../publishing/publish-run.js';
import type { Review } from '../../publishing/review/review.js';

export interface ShownRunOptions {
  /** Called when there is something new to show, and every second for what runs down meanwhile. */
  readonly update: () => void;
  /** Called once, with the last state. */
  readonly ended: (state: PublishState) => void;
}

/** Publishes of which somebody has seen what came of them. */
const seen = new WeakSet<PublishRun>();

/** Whether a publish goes on, or ended while nobody looked. */
export function isNews(run: PublishRun): boolean {
  return run.state.status !== 'finished' || !seen.has(run);
}

/** A publish that somebody looks at, while it runs and afterwards. */
export class ShownRun {
  readonly run: PublishRun;
  readonly #update: () => void;
  #stopping = false;
  #endFollowing: (() => void) | undefined;

  constructor(run: PublishRun, { update, ended }: ShownRunOptions) {
    this.run = run;
    this.#update = update;
    const tick = setInterval(update, 1_000);
    const endListening = run.subscribe(update);
    this.#endFollowing = () => {
      clearInterval(tick);
      endListening();
    };
    void run.done.then((state) => {
      if (this.#endFollowing) seen.add(run);
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

  /** How long it has been going on, or went on, in milliseconds. */
  get elapsedMs(): number {
    return this.run.state.elapsedMs;
  }

  /** What was confirmed for it in this page. */
  get confirmed(): Review {
    return this.run.review;
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
