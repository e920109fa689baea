import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import type { ReadPacer } from '../pace/read-pacer.js';
import { getControl } from './call-control.js';

/** Lets every attempt of a read wait for its quota; throttled requests count as well. */
export class PaceMiddleware implements Middleware {
  readonly #pacer: ReadPacer;
  #next: Middleware | undefined;

  constructor(pacer: ReadPacer) {
    this.#pacer = pacer;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    const { reads, low, signal } = getControl(context);
    const sentAt = await this.#pacer.pace(reads, low, signal);
    await this.#next?.execute(context);
    if (context.response?.status === 429) for (const read of reads) this.#pacer.noteThrottling(read, sentAt);
  }
}
