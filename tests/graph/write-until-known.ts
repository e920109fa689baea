import type { GraphClient, GraphWrite, WriteOutcome } from '../../src/graph/graph-client.js';

/**
 * Writes, looks at what is left open, and writes again what did not take effect, as whoever publishes does. Yields the
 * outcomes that nobody has to look after; an open write that took effect counts as confirmed.
 */
export async function* writeUntilKnown<W extends GraphWrite>(
  graph: GraphClient,
  writes: readonly W[],
  tookEffect: (write: W) => Promise<boolean>,
): AsyncGenerator<WriteOutcome<W>, void> {
  let left = writes;
  while (left.length > 0) {
    const open: W[] = [];
    for await (const outcome of graph.writeAll(left))
      if (outcome.ok || !outcome.error.open) yield outcome;
      else open.push(outcome.write);
    const done = await Promise.all(open.map(tookEffect));
    for (const [index, write] of open.entries())
      if (done[index]) yield { write, ok: true, answer: { status: 204, headers: {}, body: undefined } };
    left = open.filter((_write, index) => !done[index]);
  }
}
