import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery, pathSegment } from '../../graph/read/odata.js';
import { graphId, optionalText, readAnswer } from '../read-answer.js';
import { readGroupsScopes } from './groups.js';

/** By what an administrator recognizes a group. */
export interface GroupSummary {
  readonly id: string;
  /** The id where Graph tells no name. */
  readonly displayName: string;
  /** Direct members of every kind, as Graph's index counts them: it may be behind by some seconds. */
  readonly memberCount: number;
}

const groupSchema = v.object({ id: graphId, displayName: optionalText });

const countSchema = v.object({ '@odata.count': v.number() });

/**
 * Reads what a group is called and how many members it has.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/group-get
 * @see https://learn.microsoft.com/graph/api/group-list-members
 */
export async function readGroupSummary(
  graph: GraphClient,
  groupId: string,
  options?: CallOptions,
): Promise<GroupSummary> {
  const path = `/groups/${pathSegment(groupId)}`;
  // Not `/members/$count`, whose answer is text: what a batch makes of text is documented nowhere.
  const countQuery = buildQuery({ select: ['id'], top: 1, count: true });
  const [group, members] = await Promise.all([
    graph.get<unknown>(`${path}${buildQuery({ select: ['id', 'displayName'] })}`, {
      scopes: readGroupsScopes,
      ...options,
    }),
    graph.get<unknown>(`${path}/members${countQuery}`, {
      scopes: readGroupsScopes,
      consistency: 'eventual',
      ...options,
    }),
  ]);
  const { id, displayName } = readAnswer(groupSchema, group, 'group');
  const { '@odata.count': memberCount } = readAnswer(countSchema, members, "count of a group's members");
  return { id, displayName: displayName ?? id, memberCount };
}
