import { Backoff } from '../../../graph/pace/backoff.js';
import type { ChangeReader } from './change-reader.js';
import { endless } from './limits.js';
import type { Pause } from './pause.js';
import { readStream, type ReadStreamOptions } from './read-stream.js';

export interface FollowOptions extends Omit<ReadStreamOptions, 'onNumber'> {
  readonly reader: ChangeReader;
  readonly pause: Pause;
}

/** After so many streams in a row that did not last, asking takes over. */
const mostFailures = 3;
/** How often is asked where no stream can be kept, in milliseconds. */
const pollMs = 10_000;
/** How long, until a stream is tried again: where there was none, and where something held it back. */
const shortPollingMs = 60_000;
const longPollingMs = 5 * 60_000;

/** Lets the reader know what changes until the signal is aborted, or the portal will not have whoever asks. */
export async function followChanges(options: FollowOptions, signal: AbortSignal): Promise<void> {
  const { reader, clock, pause } = options;
  let backoff = new Backoff(endless, Math.random);
  let failures = 0;
  while (!signal.aborted) {
    const end = await readStream({ ...options, onNumber: (sequence) => reader.hear(sequence) }, signal);
    if (signal.aborted) return;
    if (end.isKept) backoff = new Backoff(endless, Math.random);
    failures = end.isKept ? 0 : failures + (end.isHopeless ? mostFailures : 1);
    if (failures < mostFailures) {
      await pause.wait((end.failure?.retryAfterMs ?? 0) + (backoff.next() ?? 0), signal);
      continue;
    }
    if (end.failure?.status === 401 || end.failure?.status === 403) return;
    const until = clock.counted() + (end.isHopeless ? longPollingMs : shortPollingMs);
    while (!signal.aborted && clock.counted() < until) {
      reader.ask();
      await pause.wait(pollMs, signal);
    }
    // One more that does not last, and asking goes on.
    failures = mostFailures - 1;
  }
}
