import type { Clock } from '../../graph/pace/clock.js';
import { heartbeat, heartbeatMs, toEvent } from '../../store/portal/changes/stream-format.js';

/** How soon whoever read a stream that ended may come again, in milliseconds: for readers other than `portalStore`. */
const retryMs = 3_000;

/** What one reader hears of a tenant's changes. However slowly it reads, one number waits for it: the last. */
export class ChangeStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #clock: Clock;
  readonly #end = new AbortController();
  #news = new AbortController();
  #said = -1;
  #last = -1;

  constructor(clock: Clock) {
    this.#clock = clock;
    const encoder = new TextEncoder();
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`)),
      pull: async (controller) => {
        const text = await this.#next();
        if (text === undefined) controller.close();
        else controller.enqueue(encoder.encode(text));
      },
      cancel: () => this.end(),
    });
  }

  /** Aborted when it has ended, whoever ended it. */
  get ended(): AbortSignal {
    return this.#end.signal;
  }

  /** One that was read earlier and comes later is nothing new. */
  tell(sequence: number): void {
    this.#last = Math.max(this.#last, sequence);
    this.#news.abort();
  }

  /** Says the last number once more: nobody knows what became of the others. */
  tellAgain(sequence: number): void {
    this.#said = -1;
    this.tell(sequence);
  }

  end(): void {
    this.#end.abort();
    this.#news.abort();
  }

  /** What is to be said next, once there is something; undefined at the end. */
  async #next(): Promise<string | undefined> {
    // Whoever tells something wakes it.
    if (this.#said === this.#last)
      await this.#clock.sleep(heartbeatMs, this.#news.signal).catch(() => undefined);
    if (this.ended.aborted) return undefined;
    this.#news = new AbortController();
    if (this.#said === this.#last) return heartbeat;
    this.#said = this.#last;
    return toEvent(this.#last);
  }
}
