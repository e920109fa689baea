import type { Clock } from '../../../graph/pace/clock.js';
import { toProvisioningError, type ProvisioningError } from '../../../model/errors.js';
import type { PortalClient } from '../portal-client.js';
import { createEventParser, heartbeatMs, streamPath, streamType } from './stream-format.js';

/** How a stream ended. */
export interface StreamEnd {
  /** It was open for a while, and nothing was wrong with it. */
  readonly isKept: boolean;
  /** Something on the way holds it back, or there is none here: another try soon would be none the better. */
  readonly isHopeless: boolean;
  /** What refused it, where something did. */
  readonly failure?: ProvisioningError;
}

export interface ReadStreamOptions {
  readonly client: PortalClient;
  readonly clock: Clock;
  /** Hears the number of the last change. */
  readonly onNumber: (sequence: number) => void;
}

/** A stream begins at once; after this time something on the way collects it. In milliseconds. */
const firstByteMs = 10_000;
/** After this time without a heartbeat the connection is gone, whatever the network says. */
const silenceMs = 3 * heartbeatMs;
/** One that lived so long, with a heartbeat or two, was a stream. */
const keptMs = 2 * heartbeatMs;

/** There is no stream at this address, or none for whoever runs the portal. */
const noStream: readonly (number | undefined)[] = [404, 405, 406, 501];

const lost: StreamEnd = { isKept: false, isHopeless: false };
const hopeless: StreamEnd = { isKept: false, isHopeless: true };

/** Reads one stream to its end, whatever that is. */
export async function readStream(
  { client, clock, onNumber }: ReadStreamOptions,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const over = new AbortController();
  const begun = clock.counted();
  try {
    const opening = client.open(streamPath, streamType, AbortSignal.any([signal, over.signal]));
    const response = await inTime(opening, firstByteMs, clock);
    if (!response?.body || !response.headers.get('Content-Type')?.startsWith(streamType)) return hopeless;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parse = createEventParser();
    for (let hasBegun = false; ; hasBegun = true) {
      const piece = await inTime(reader.read(), hasBegun ? silenceMs : firstByteMs, clock);
      if (!piece) return hasBegun ? lost : hopeless;
      if (piece.done) return clock.counted() - begun >= keptMs ? { ...lost, isKept: true } : lost;
      const sequence = parse(piece.value);
      if (sequence !== undefined) onNumber(sequence);
    }
  } catch (thrown) {
    const failure = toProvisioningError(thrown);
    return { isKept: false, isHopeless: noStream.includes(failure.status), failure };
  } finally {
    over.abort();
  }
}

/** What comes of work, or undefined when it takes longer. */
async function inTime<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T | undefined> {
  const done = new AbortController();
  try {
    return await Promise.race([work, clock.sleep(ms, done.signal).then(() => undefined)]);
  } finally {
    done.abort();
  }
}
