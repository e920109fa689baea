import * as v from 'valibot';
import type { GraphAnswer, GraphWrite } from '../graph-client.js';

/** One request of a batch, in the batch's order. */
export interface BatchItem {
  readonly method: 'GET' | GraphWrite['method'];
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const itemSchema = v.looseObject({
  id: v.pipe(
    v.union([v.string(), v.number()]),
    v.transform((id) => Number(id)),
    v.integer(),
  ),
  status: v.pipe(v.number(), v.integer()),
  headers: v.fallback(v.record(v.string(), v.string()), {}),
  body: v.optional(v.unknown()),
});

const bodySchema = v.looseObject({ responses: v.array(v.unknown()) });

/**
 * The body of a `$batch` request. Ids count from 1.
 *
 * @param inOrder - each waits for the one before; without it Graph executes them in any order, and at the same time
 * @see https://learn.microsoft.com/graph/json-batching
 */
export function encodeBatch(items: readonly BatchItem[], inOrder = false): unknown {
  return {
    requests: items.map(({ method, path, headers, body }, index) => ({
      id: String(index + 1),
      method,
      url: path,
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
      ...(inOrder && index > 0 ? { dependsOn: [String(index)] } : {}),
    })),
  };
}

/** The answers of a batch, each at the place of its request; undefined where none came or it cannot be read. */
export function decodeBatch(body: unknown, size: number): (GraphAnswer | undefined)[] {
  const answers = new Array<GraphAnswer | undefined>(size).fill(undefined);
  const parsed = v.safeParse(bodySchema, body);
  for (const response of parsed.success ? parsed.output.responses : []) {
    const item = v.safeParse(itemSchema, response);
    if (!item.success) continue;
    const { id, status, headers } = item.output;
    if (id < 1 || id > size) continue;
    answers[id - 1] = { status, headers: lowerKeys(headers), body: item.output.body };
  }
  return answers;
}

function lowerKeys(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
