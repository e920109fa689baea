import { createBadRequest, GraphFault } from './graph-error.js';
import type { CompleteAnswer } from './respond.js';
import type { Random } from './tenant/random.js';

/** One step of a `$batch`. */
export interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

const maximum = 20;

/**
 * The steps of a batch, in order.
 *
 * @throws {GraphFault} 400 for a body Graph would refuse as a whole
 */
export function parseBatch(body: unknown): BatchItem[] {
  const requests = isObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0)
    throw new GraphFault(400, 'BadRequest', 'Write request body must contain an array of requests.');
  if (requests.length > maximum)
    throw new GraphFault(
      400,
      'MaximumValueExceeded',
      `Number of batch request steps exceeds the maximum value of ${maximum}.`,
    );
  const seen = new Set<string>();
  return requests.map((request) => {
    const item = parseItem(request);
    if (seen.has(item.id.toLowerCase()))
      throw new GraphFault(400, 'BadRequest', `Duplicate request id found: ${item.id}.`);
    for (const id of item.dependsOn)
      if (!seen.has(id.toLowerCase()))
        throw new GraphFault(
          400,
          'BadRequest',
          `Request ${item.id} depends on ${id}, which is not an earlier request.`,
        );
    seen.add(item.id.toLowerCase());
    return item;
  });
}

function parseItem(request: unknown): BatchItem {
  if (!isObject(request)) throw createBadRequest('A batch request must be an object.');
  const { method, url, headers, body, dependsOn } = request;
  // Some clients number their steps; the answer calls them by text.
  const id = typeof request['id'] === 'number' ? String(request['id']) : request['id'];
  if (typeof id !== 'string' || id === '')
    throw new GraphFault(400, 'BadRequest', 'Batch request id is missing.');
  if (typeof method !== 'string' || typeof url !== 'string')
    throw new GraphFault(400, 'BadRequest', `Batch request ${id} needs a method and a url.`);
  if (/^\/?\$batch$/i.test(url)) throw new GraphFault(400, 'BadRequest', 'A batch cannot contain a batch.');
  const sent = new Headers(isObject(headers) ? (headers as Record<string, string>) : {});
  if (body !== undefined && !sent.has('Content-Type'))
    throw new GraphFault(400, 'BadRequest', `The 'Content-Type' header is missing from batch request ${id}.`);
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: sent,
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}

/**
 * Runs the steps: those that depend on nothing at once, the others when what they depend on is done; a step whose
 * prerequisite failed is answered 424. The answers come in any order, as from Graph.
 */
export async function runBatch(
  items: readonly BatchItem[],
  run: (item: BatchItem) => Promise<CompleteAnswer>,
  random: Random,
): Promise<unknown> {
  const running = new Map<string, Promise<CompleteAnswer>>();
  for (const item of items) running.set(item.id.toLowerCase(), runAfter(item, running, run));
  const answers = await Promise.all(
    items.map(async (item) => ({ id: item.id, ...toItemAnswer(await running.get(item.id.toLowerCase())) })),
  );
  return { responses: random.shuffle(answers) };
}

async function runAfter(
  item: BatchItem,
  running: ReadonlyMap<string, Promise<CompleteAnswer>>,
  run: (item: BatchItem) => Promise<CompleteAnswer>,
): Promise<CompleteAnswer> {
  if (item.dependsOn.length === 0) return run(item);
  const prerequisites = item.dependsOn.flatMap((id) => running.get(id.toLowerCase()) ?? []);
  const before = await Promise.all(prerequisites);
  if (before.every((answer) => answer.status < 400)) return run(item);
  return {
    status: 424,
    headers: { 'Content-Type': 'application/json' },
    body: {
      error: {
        code: 'FailedDependency',
        message: 'The request failed because a request it depends on failed.',
      },
    },
  };
}

function toItemAnswer(answer: CompleteAnswer | undefined) {
  if (!answer) throw new Error('A batch step has no answer');
  const { status, headers, body } = answer;
  return { status, headers, ...(body === undefined ? {} : { body }) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
