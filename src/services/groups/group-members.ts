import * as v from 'valibot';
import type { CallOptions, GraphClient, GraphWrite } from '../../graph/graph-client.js';
import { buildQuery, pathSegment } from '../../graph/read/odata.js';
import { largestPage, membersPerWrite } from '../../microsoft/request-limits.js';
import { graphId, readAnswerPages } from '../read-answer.js';
import { readGroupsScopes } from './groups.js';

/** Adds and removes members of groups. */
export const writeGroupMembersScopes = ['GroupMember.ReadWrite.All'] as const;

/**
 * The writes that add users to a group, 20 in each, executed one after the other: writes to one object that overlap
 * are refused. They still travel 20 to a batch, in which each waits for the one before.
 *
 * Each is all or nothing: one user who is unknown or a member already fails the 20, so leave out present members first.
 *
 * @param perWrite - fewer in each, where one that fails would fail the others
 * @param graph - whose writes they are: a cloud takes references to its own host only
 * @see https://learn.microsoft.com/graph/api/group-post-members
 * @see https://learn.microsoft.com/graph/json-batching#sequencing-requests-with-the-dependson-property
 */
export function addMembersWrites(
  graph: Pick<GraphClient, 'origin'>,
  groupId: string,
  userIds: readonly string[],
  perWrite: number = membersPerWrite,
): GraphWrite[] {
  const writes: GraphWrite[] = [];
  for (let at = 0; at < userIds.length; at += perWrite) {
    const references = userIds
      .slice(at, at + perWrite)
      .map((id) => `${graph.origin}/v1.0/directoryObjects/${pathSegment(id)}`);
    writes.push({
      method: 'PATCH',
      path: `/groups/${pathSegment(groupId)}`,
      body: { 'members@odata.bind': references },
      key: groupId,
    });
  }
  return writes;
}

/**
 * The write that takes a user out of a group. Licenses that came from the group go with it. Who is not in it is refused
 * (`not-found`).
 *
 * @see https://learn.microsoft.com/graph/api/group-delete-members
 */
export function removeMemberWrite(groupId: string, userId: string): GraphWrite {
  return {
    method: 'DELETE',
    // Without /$ref the request would delete the user.
    path: `/groups/${pathSegment(groupId)}/members/${pathSegment(userId)}/$ref`,
    key: groupId,
  };
}

/**
 * Says whether a user is a member of a group itself.
 *
 * @throws {ProvisioningError} `not-found`, `consent-required` (GroupMember.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list-memberof
 */
export async function isMemberOf(
  graph: GraphClient,
  userId: string,
  groupId: string,
  options?: CallOptions,
): Promise<boolean> {
  const path = `/users/${pathSegment(userId)}/memberOf${buildQuery({ select: ['id'], top: largestPage.directory })}`;
  const pages = graph.pages<unknown>(path, { scopes: readGroupsScopes, ...options });
  for await (const { items } of readAnswerPages(v.object({ id: graphId }), pages, "list of a user's groups"))
    if (items.some(({ id }) => id === groupId)) return true;
  return false;
}
