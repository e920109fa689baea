import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery } from '../../graph/read/odata.js';
import { largestPage } from '../../microsoft/request-limits.js';
import { graphDate, graphId, optionalText, readAnswerPages } from '../read-answer.js';
import { readUsersScopes } from './users.js';

/** Somebody who was deleted and can be restored: for 30 days, until Microsoft forgets. */
export interface DeletedUser {
  readonly id: string;
  readonly displayName: string;
  /** As it was. Graph puts the id in front of a deleted user's, so that it is free for somebody new. */
  readonly userPrincipalName: string;
  readonly mail?: string;
  readonly deletedAt: Date;
}

const deletedUserSchema = v.object({
  id: graphId,
  displayName: optionalText,
  userPrincipalName: v.string(),
  mail: optionalText,
  deletedDateTime: graphDate,
});

/**
 * Reads who was deleted in the last 30 days.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `role-required` (e.g. User Administrator), `answer-unreadable`, `throttled`, `offline`, `cancelled`
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
export async function listDeletedUsers(
  graph: GraphClient,
  options?: CallOptions,
): Promise<readonly DeletedUser[]> {
  const select = ['id', 'displayName', 'userPrincipalName', 'mail', 'deletedDateTime'];
  const path = `/directory/deletedItems/microsoft.graph.user${buildQuery({ select, top: largestPage.directory })}`;
  const users: DeletedUser[] = [];
  const pages = graph.pages<unknown>(path, { scopes: readUsersScopes, ...options });
  for await (const page of readAnswerPages(deletedUserSchema, pages, 'list of deleted users'))
    users.push(...page.items.map(toDeletedUser));
  return users;
}

function toDeletedUser({
  id,
  displayName,
  userPrincipalName,
  mail,
  deletedDateTime,
}: v.InferOutput<typeof deletedUserSchema>): DeletedUser {
  const prefix = id.replaceAll('-', '');
  const name = userPrincipalName.toLowerCase().startsWith(prefix)
    ? userPrincipalName.slice(prefix.length)
    : userPrincipalName;
  return {
    id,
    displayName: displayName ?? name,
    userPrincipalName: name,
    ...(mail ? { mail } : {}),
    deletedAt: deletedDateTime,
  };
}
