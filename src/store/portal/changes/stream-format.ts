/** The stream of a tenant's changes, below its address. It is no `Route`: its answer has no end. */
export const streamPath = '/changes/stream';

/** Server-sent events, so that proxies know what it is. Each says the number of the last change, and nothing else. */
export const streamType = 'text/event-stream';

/** How often whoever has nothing to say shows that the stream is open, in milliseconds. */
export const heartbeatMs = 15_000;

export const heartbeat = ': still here\n\n';

export function toEvent(sequence: number): string {
  return `data: ${sequence}\n\n`;
}

/** Reads a stream piece by piece, wherever it is cut: each answers the last number that has ended in it, if any. */
export function createEventParser(): (piece: string) => number | undefined {
  let rest = '';
  return (piece) => {
    const lines = `${rest}${piece}`.split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, longestLine);
    const last = lines.findLast((line) => /^data: ?\d{1,15}$/.test(line));
    return last === undefined ? undefined : Number(last.replace('data:', ''));
  };
}

/** None of ours is longer; what something on the way puts in their place may have no end. */
const longestLine = 100;
