import type { GraphClient, ReadOptions } from '../../graph/graph-client.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import { countUsers, listUsers, readUsersByIds, usersPerPage, usersPerRequest } from './users.js';

/**
 * Reads these people with their licenses in as few requests as it takes: by id, or everybody page by page when that is fewer.
 * Who is missing in the answer is missing in the directory.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `throttled`, `offline`, `cancelled`
 */
export async function readUsers(
  graph: GraphClient,
  ids: ReadonlySet<string>,
  options: ReadOptions = {},
): Promise<Map<string, DirectoryUser>> {
  const requestsById = Math.ceil(ids.size / usersPerRequest);
  // Counting costs a request itself.
  const byId =
    requestsById <= 2 || requestsById <= Math.ceil((await countUsers(graph, options)) / usersPerPage);
  if (byId) {
    const found = await readUsersByIds(graph, [...ids], options);
    return new Map(found.map((user) => [user.id, user]));
  }
  const users = new Map<string, DirectoryUser>();
  for await (const page of listUsers(graph, options))
    for (const user of page.items) if (ids.has(user.id)) users.set(user.id, user);
  return users;
}
