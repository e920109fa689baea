import * as v from 'valibot';
import type { Page } from '../graph/graph-client.js';
import { ProvisioningError } from '../model/errors.js';

/** An id of Graph's. */
export const graphId = v.pipe(v.string(), v.minLength(1));

/** A text that Graph may leave out. */
export const optionalText = v.nullish(v.string());

/** A flag that Graph may leave out. */
export const optionalFlag = v.nullish(v.boolean());

/** A moment, UTC. */
export const graphDate = v.pipe(
  v.string(),
  v.transform((text) => new Date(text)),
  v.check((date) => !Number.isNaN(date.getTime())),
);

/** A moment, UTC, that Graph may leave out. */
export const optionalDate = v.nullish(graphDate);

/** One of Graph's words. What Microsoft may add to them later counts as `otherwise`. */
export function wordOf<const Word extends string>(words: readonly Word[], otherwise: NoInfer<Word>) {
  return v.pipe(
    v.string(),
    v.transform((text) => words.find((word) => word === text) ?? otherwise),
  );
}

/** A collection that comes in one answer, with its count where one was asked for. */
export function collectionOf<T>(item: v.GenericSchema<unknown, T>) {
  return v.object({ value: v.array(item), '@odata.count': v.nullish(v.number()) });
}

/**
 * What Graph answered, where it has the shape that was asked for: known properties only.
 *
 * @param noun - what was asked for, e.g. "list of users"; the message names it and where it is wrong, never what it holds
 * @throws {ProvisioningError} `answer-unreadable`
 */
export function readAnswer<T>(schema: v.GenericSchema<unknown, T>, answer: unknown, noun: string): T {
  const result = v.safeParse(schema, answer, { abortEarly: true });
  if (result.success) return result.output;
  const place = v.getDotPath(result.issues[0]);
  throw new ProvisioningError(
    'answer-unreadable',
    `Microsoft Graph's answer is not a readable ${noun}${place ? `: "${place}" is not right` : ''}.`,
  );
}

/**
 * Pages whose items have the shape that was asked for. One that has not makes its page unreadable: without it, what is
 * missing would look as if it were not there.
 *
 * @throws {ProvisioningError} `answer-unreadable`, and whatever reading the pages throws
 */
export async function* readAnswerPages<T>(
  item: v.GenericSchema<unknown, T>,
  pages: AsyncIterable<Page<unknown>>,
  noun: string,
): AsyncGenerator<Page<T>, void> {
  const schema = v.object({
    items: v.array(item),
    count: v.exactOptional(v.number()),
    deltaLink: v.exactOptional(v.string()),
    restarted: v.exactOptional(v.literal(true)),
  });
  for await (const page of pages) yield readAnswer(schema, page, noun);
}
