import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery, escapeODataString } from '../../graph/read/odata.js';
import { requestsPerBatch } from '../../microsoft/request-limits.js';
import { countEdits } from '../../model/workspace/count-edits.js';
import { collectionOf, graphId, optionalText, readAnswer } from '../read-answer.js';
import { identifierKey, type ResolvedUser, type UserIdentifier } from './resolve-users.js';
import { readUsersScopes } from './users.js';

const candidateSchema = v.object({
  id: graphId,
  displayName: optionalText,
  userPrincipalName: v.string(),
  mail: optionalText,
  department: optionalText,
});

type CandidateWire = v.InferOutput<typeof candidateSchema>;

const properties = ['id', 'displayName', 'userPrincipalName', 'mail', 'department'] as const;
/** People who are compared for one identifier. */
const candidatesPerIdentifier = 200;
/** Suggestions for one identifier: more are no help. */
const suggestionsShown = 5;

/**
 * Looks for people whose address is nearly what a list says: a slip or two before the @, or another domain. A slip leaves
 * the start or the end of a name as it is, and that is what the directory is asked for; so it takes one request for each
 * identifier, 20 in a batch. Ids and names of fewer than three letters have no suggestions.
 *
 * @returns the nearest people by `identifierKey`; identifiers that nobody comes near are missing
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`, `cancelled`
 * @see https://learn.microsoft.com/graph/aad-advanced-queries
 */
export async function suggestUsers(
  graph: GraphClient,
  identifiers: readonly UserIdentifier[],
  options: CallOptions = {},
): Promise<ReadonlyMap<string, readonly ResolvedUser[]>> {
  const asked = identifiers.filter(
    (identifier) => identifier.kind !== 'id' && splitAddress(identifier.value).name.length >= 3,
  );
  const near = new Map<string, readonly ResolvedUser[]>();
  for (let at = 0; at < asked.length; at += requestsPerBatch) {
    const together = asked.slice(at, at + requestsPerBatch);
    const answers = await Promise.all(together.map((each) => readCandidates(graph, each, options)));
    together.forEach((identifier, index) => {
      const nearest = pickNearest(identifier, answers[index] ?? []);
      if (nearest.length > 0) near.set(identifierKey(identifier), nearest);
    });
  }
  return near;
}

async function readCandidates(
  graph: GraphClient,
  { value }: UserIdentifier,
  options: CallOptions,
): Promise<readonly CandidateWire[]> {
  const { name, domain } = splitAddress(value);
  // One letter less than half, so that two that changed places in the middle leave the start alone.
  const start = escapeODataString(name.slice(0, Math.max(2, Math.ceil(name.length / 2) - 1)));
  const end = escapeODataString(`${name.slice(Math.ceil(name.length / 2))}@${domain ?? ''}`);
  const clauses = (['userPrincipalName', 'mail'] as const).flatMap((property) => [
    `startsWith(${property},'${start}')`,
    ...(domain === undefined ? [] : [`endsWith(${property},'${end}')`]),
  ]);
  const query = buildQuery({
    select: properties,
    filter: clauses.join(' or '),
    top: candidatesPerIdentifier,
    count: true,
  });
  const answer = await graph.get<unknown>(`/users${query}`, {
    scopes: readUsersScopes,
    consistency: 'eventual',
    ...options,
  });
  return readAnswer(collectionOf(candidateSchema), answer, 'list of users').value;
}

/** Those with the fewest slips, unless that is so many that it is somebody else's name. */
function pickNearest(
  { value }: UserIdentifier,
  candidates: readonly CandidateWire[],
): readonly ResolvedUser[] {
  const wanted = splitAddress(value);
  const rated = candidates.flatMap((wire) => {
    const addresses = [wire.userPrincipalName, wire.mail ?? wire.userPrincipalName].map(splitAddress);
    const slips = Math.min(...addresses.map(({ name }) => countEdits(name, wanted.name)));
    const sameDomain = addresses.some(({ domain }) => domain === wanted.domain);
    return slips <= mostSlips(wanted.name) ? [{ wire, rating: slips * 2 + Number(!sameDomain) }] : [];
  });
  const best = Math.min(...rated.map(({ rating }) => rating));
  return rated
    .filter(({ rating }) => rating === best)
    .slice(0, suggestionsShown)
    .map(({ wire: { id, displayName, userPrincipalName, department } }) => ({
      id,
      displayName: displayName ?? userPrincipalName,
      userPrincipalName,
      ...(department ? { department } : {}),
    }));
}

function mostSlips(name: string): number {
  if (name.length < 5) return 0;
  return name.length < 9 ? 1 : 2;
}

function splitAddress(value: string): { readonly name: string; readonly domain?: string } {
  const [name = '', domain] = value.toLowerCase().split('@', 2);
  return { name, ...(domain === undefined ? {} : { domain }) };
}
