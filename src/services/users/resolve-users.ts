import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery, escapeODataString, searchClause } from '../../graph/read/odata.js';
import { largestPage, requestsPerBatch, valuesPerFilter } from '../../microsoft/request-limits.js';
import { collectionOf, graphId, optionalText, readAnswer, readAnswerPages } from '../read-answer.js';
import { readUsersScopes } from './users.js';

/** Somebody of the directory, as found by an identifier. */
export interface ResolvedUser {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly department?: string;
}

/** How a list says who is meant. `alias` is what stands before the @ of a mail address. */
export interface UserIdentifier {
  readonly kind: 'id' | 'address' | 'alias';
  readonly value: string;
}

const foundSchema = v.object({
  id: graphId,
  displayName: optionalText,
  userPrincipalName: v.string(),
  mail: optionalText,
  mailNickname: optionalText,
  department: optionalText,
});

type FoundWire = v.InferOutput<typeof foundSchema>;

/** What an unreadable answer was to be. */
const noun = 'list of users';

const properties = ['id', 'displayName', 'userPrincipalName', 'mail', 'mailNickname', 'department'] as const;

/** What a filter asks, and by what of the answer the asked values are found again. */
const propertiesOf = {
  id: ['id'],
  address: ['userPrincipalName', 'mail'],
  alias: ['mailNickname'],
} as const satisfies Record<UserIdentifier['kind'], readonly (keyof FoundWire)[]>;

/**
 * Finds the people that a list means, 15 in a request and 20 requests in a batch, so 5,000 rows take about 34 calls.
 * The answer holds every identifier that was asked, by `identifierKey`: an empty list when nobody was found,
 * several people when it is not clear who is meant.
 *
 * @param onProgress - told how many identifiers are done
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`, `cancelled`
 * @see https://learn.microsoft.com/graph/filter-query-parameter
 */
export async function resolveUsers(
  graph: GraphClient,
  identifiers: readonly UserIdentifier[],
  { onProgress, ...options }: CallOptions & { readonly onProgress?: (done: number) => void } = {},
): Promise<ReadonlyMap<string, readonly ResolvedUser[]>> {
  const found = new Map<string, ResolvedUser[]>(identifiers.map((each) => [identifierKey(each), []]));
  const chunks = chunkByKind(identifiers);
  let done = 0;
  for (let at = 0; at < chunks.length; at += requestsPerBatch) {
    const together = chunks.slice(at, at + requestsPerBatch);
    const answers = await Promise.all(together.map((chunk) => readChunk(graph, chunk, options)));
    together.forEach((chunk, index) => {
      for (const wire of answers[index] ?? []) collect(found, chunk.kind, wire);
      done += chunk.counted;
    });
    onProgress?.(done);
  }
  return found;
}

/** The same for two spellings of one identifier: Graph does not tell case apart. */
export function identifierKey({ kind, value }: UserIdentifier): string {
  return `${kind} ${value.toLowerCase()}`;
}

/**
 * Reads the ids of everybody whose name, mail, user name or department starts with the text, page by page.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`, `cancelled`
 * @see https://learn.microsoft.com/graph/search-query-parameter
 */
export async function listMatchingUserIds(
  graph: GraphClient,
  text: string,
  options?: CallOptions,
): Promise<readonly string[]> {
  const search = ['displayName', 'mail', 'userPrincipalName', 'department']
    .map((property) => searchClause(property, text))
    .join(' OR ');
  const pages = graph.pages<unknown>(
    `/users${buildQuery({ select: ['id'], search, top: largestPage.directory })}`,
    {
      scopes: readUsersScopes,
      consistency: 'eventual',
      ...options,
    },
  );
  const ids: string[] = [];
  for await (const page of readAnswerPages(v.object({ id: graphId }), pages, noun))
    ids.push(...page.items.map(({ id }) => id));
  return ids;
}

interface Chunk {
  readonly kind: UserIdentifier['kind'];
  readonly property: keyof FoundWire;
  readonly values: readonly string[];
  /** Identifiers that are done with this chunk: an address is asked for twice. */
  readonly counted: number;
}

function chunkByKind(identifiers: readonly UserIdentifier[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const kind of ['id', 'address', 'alias'] as const) {
    const values = [
      ...new Set(identifiers.filter((each) => each.kind === kind).map(({ value }) => value.toLowerCase())),
    ];
    propertiesOf[kind].forEach((property, index, all) => {
      for (let at = 0; at < values.length; at += valuesPerFilter) {
        const part = values.slice(at, at + valuesPerFilter);
        chunks.push({ kind, property, values: part, counted: index === all.length - 1 ? part.length : 0 });
      }
    });
  }
  return chunks;
}

async function readChunk(
  graph: GraphClient,
  chunk: Chunk,
  options: CallOptions,
): Promise<readonly FoundWire[]> {
  const { property, values } = chunk;
  const filter = `${property} in (${values.map((value) => `'${escapeODataString(value)}'`).join(',')})`;
  // One page is enough: 15 addresses are at most 30 people, and no alias is shared by hundreds.
  const path = `/users${buildQuery({ select: properties, filter, top: largestPage.directory })}`;
  const answer = await graph.get<unknown>(path, { scopes: readUsersScopes, ...options });
  return readAnswer(collectionOf(foundSchema), answer, noun).value;
}

function collect(found: Map<string, ResolvedUser[]>, kind: UserIdentifier['kind'], wire: FoundWire): void {
  const values = new Set(propertiesOf[kind].flatMap((property) => wire[property]?.toLowerCase() ?? []));
  for (const value of values) {
    const people = found.get(identifierKey({ kind, value }));
    if (people && !people.some(({ id }) => id === wire.id)) people.push(toResolved(wire));
  }
}

function toResolved({ id, displayName, userPrincipalName, department }: FoundWire): ResolvedUser {
  return {
    id,
    displayName: displayName ?? userPrincipalName,
    userPrincipalName,
    ...(department ? { department } : {}),
  };
}
