import { requestsPerBatch } from '../../microsoft/request-limits.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import type { GraphWrite, WriteOptions, WriteOutcome } from '../graph-client.js';
import type { WriteRunner } from './write-runner.js';

/** Writes that may be under way or waiting to be tried again, per stream. */
const WINDOW = 400;

/** Outcomes that may wait for whoever reads them. */
const MAX_UNREAD = 2_000;

/** Runs many writes, pulling them as there is room, and yields how each ended. */
export async function* streamWrites<W extends GraphWrite>(
  runner: WriteRunner,
  writes: Iterable<W> | AsyncIterable<W>,
  options: WriteOptions,
): AsyncGenerator<WriteOutcome<W>, void, undefined> {
  const closing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
  const run = runner.startRun(options, signal, options.priority === 'low' ? 2 : 1);
  const unread: WriteOutcome<W>[] = [];
  const changes = new Notifier();
  let pending = 0;
  let fed = false;
  let failure: Error | undefined;

  const submit = async (write: W): Promise<void> => {
    pending += 1;
    const end = await runner.submit(write, run);
    pending -= 1;
    if (end) unread.push({ write, ...end });
    changes.notify();
  };
  const feed = async (): Promise<void> => {
    let room = WINDOW;
    for await (const write of writes) {
      // Room is made a batch at a time, so that batches stay full.
      while (room === 0 && !signal.aborted) {
        room =
          unread.length < MAX_UNREAD
            ? Math.floor((WINDOW - pending) / requestsPerBatch) * requestsPerBatch
            : 0;
        if (room === 0) await changes.next();
      }
      if (signal.aborted) return;
      room -= 1;
      void submit(write);
    }
  };
  const stop = (): void => {
    runner.stop(run);
    changes.notify();
  };
  signal.addEventListener('abort', stop, { once: true });

  feed()
    .catch((thrown: unknown) => (failure = toProvisioningError(thrown)))
    .finally(() => {
      fed = true;
      changes.notify();
    });
  try {
    for (;;) {
      for (let outcome = unread.shift(); outcome; outcome = unread.shift()) {
        changes.notify();
        yield outcome;
      }
      if (unread.length > 0) continue;
      if (pending === 0 && (fed || signal.aborted)) break;
      await changes.next();
    }
    if (failure) throw failure;
  } finally {
    closing.abort(new ProvisioningError('cancelled', 'The reader stopped reading.'));
    while (pending > 0) await changes.next();
    signal.removeEventListener('abort', stop);
  }
}

/** Wakes whoever waits for something to have changed. */
class Notifier {
  #waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  notify(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
