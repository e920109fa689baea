import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { buildQuery, largestPage } from '../graph/odata.js';
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

interface DeletedUserWire {
  id: string;
  displayName?: string | null;
  userPrincipalName: string;
  mail?: string | null;
  deletedDateTime: string;
}

/**
 * Reads who was deleted in the last 30 days.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `role-required` (e.g. User Administrator), `throttled`, `offline`, `cancelled`
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
export async function listDeletedUsers(
  graph: GraphClient,
  options?: CallOptions,
): Promise<readonly DeletedUser[]> {
  const select = ['id', 'displayName', 'userPrincipalName', 'mail', 'deletedDateTime'];
  const path = `/directory/deletedItems/microsoft.graph.user${buildQuery({ select, top: largestPage.directory })}`;
  const users: DeletedUser[] = [];
  for await (const page of graph.pages<DeletedUserWire>(path, { scopes: readUsersScopes, ...options }))
    users.push(...page.items.map(toDeletedUser));
  return users;
}

function toDeletedUser({
  id,
  displayName,
  userPrincipalName,
  mail,
  deletedDateTime,
}: DeletedUserWire): DeletedUser {
  const prefix = id.replaceAll('-', '');
  const name = userPrincipalName.toLowerCase().startsWith(prefix)
    ? userPrincipalName.slice(prefix.length)
    : userPrincipalName;
  return {
    id,
    displayName: displayName ?? name,
    userPrincipalName: name,
    ...(mail ? { mail } : {}),
    deletedAt: new Date(deletedDateTime),
  };
}
