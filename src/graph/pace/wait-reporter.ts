import type { PipelineWait } from '../graph-client.js';
import type { Clock } from './clock.js';

/** Knows what the pipeline waits for, and tells those who show it. */
export class WaitReporter {
  readonly #clock: Clock;
  readonly #waits = new Set<PipelineWait>();
  readonly #listeners = new Set<(wait: PipelineWait | undefined) => void>();
  #current: PipelineWait | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What Microsoft asked for comes before our own pacing; of several, the one that ends last. */
  get current(): PipelineWait | undefined {
    return this.#current;
  }

  subscribe(listener: (wait: PipelineWait | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits and says so. Rejects with the signal's reason when aborted. */
  sleep(reason: PipelineWait['reason'], ms: number, signal?: AbortSignal): Promise<void> {
    return this.during({ reason, until: this.#clock.now() + ms }, this.#clock.sleep(ms, signal));
  }

  /** Says that something waits until a promise settles. */
  async during(wait: PipelineWait, promise: Promise<void>): Promise<void> {
    const end = this.begin(wait);
    try {
      await promise;
    } finally {
      end();
    }
  }

  /** Says that something waits; returns what ends that. */
  begin(wait: PipelineWait): () => void {
    this.#waits.add(wait);
    this.#update();
    return () => {
      if (this.#waits.delete(wait)) this.#update();
    };
  }

  #update(): void {
    let next: PipelineWait | undefined;
    for (const wait of this.#waits) if (!next || outranks(wait, next)) next = wait;
    if (next?.reason === this.#current?.reason && next?.until === this.#current?.until) return;
    this.#current = next;
    // Not from here: what a listener throws must not stop what waits.
    for (const listener of this.#listeners) queueMicrotask(() => listener(next));
  }
}

const ranks: Readonly<Record<PipelineWait['reason'], number>> = { throttled: 1, paced: 0 };

function outranks(a: PipelineWait, b: PipelineWait): boolean {
  return a.reason === b.reason ? a.until > b.until : ranks[a.reason] > ranks[b.reason];
}
