import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery, escapeODataString } from '../../graph/read/odata.js';
import { valuesPerFilter } from '../../microsoft/request-limits.js';
import { collectionOf, graphId, optionalText, readAnswer } from '../read-answer.js';
import { readGroupsScopes } from './groups.js';

/**
 * Reads what groups are called. Ids that the directory does not know are missing from the answer.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-list
 */
export async function getGroupNames(
  graph: GraphClient,
  ids: readonly string[],
  options?: CallOptions,
): Promise<ReadonlyMap<string, string>> {
  const chunks: string[][] = [];
  for (let at = 0; at < ids.length; at += valuesPerFilter) chunks.push(ids.slice(at, at + valuesPerFilter));
  const answers = await Promise.all(
    chunks.map((chunk) => {
      const filter = `id in (${chunk.map((id) => `'${escapeODataString(id)}'`).join(',')})`;
      return graph.get<unknown>(`/groups${buildQuery({ select: ['id', 'displayName'], filter })}`, {
        scopes: readGroupsScopes,
        ...options,
      });
    }),
  );
  const schema = collectionOf(v.object({ id: graphId, displayName: optionalText }));
  return new Map(
    answers.flatMap((answer) =>
      readAnswer(schema, answer, 'list of groups').value.map(
        ({ id, displayName }) => [id, displayName ?? id] as const,
      ),
    ),
  );
}
