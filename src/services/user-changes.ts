import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { buildQuery } from '../graph/odata.js';
import { personProperties, readUsersScopes } from './users.js';

/** What became of the people of a directory since a mark. Someone may be named twice, for Graph may repeat itself. */
export interface UserChanges {
  /** Ids of those who are new or of whom something changed. */
  readonly changed: ReadonlySet<string>;
  /** Ids of those who are gone; some can be restored. */
  readonly removed: ReadonlySet<string>;
  /** For the next question. */
  readonly mark: string;
}

interface ChangeWire {
  id: string;
  '@removed'?: { reason: 'changed' | 'deleted' };
}

/**
 * Marks the present moment, so that `listUserChanges` can tell what changed since. A mark lasts for seven days.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-delta
 */
export async function markUsers(graph: GraphClient, options?: CallOptions): Promise<string | undefined> {
  const path = `/users/delta${buildQuery({ select: personProperties })}&$deltatoken=latest`;
  let mark: string | undefined;
  for await (const { deltaLink } of graph.pages<ChangeWire>(path, { scopes: readUsersScopes, ...options }))
    mark = deltaLink;
  return mark;
}

/**
 * Lists who changed since a mark: ids only, since an answer may hold no more of a person than what changed. Graph does
 * not follow licenses; they have to be read anew.
 * Undefined when Microsoft has forgotten the mark, so that everybody has to be read again.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/delta-query-overview
 */
export async function listUserChanges(
  graph: GraphClient,
  mark: string,
  options?: CallOptions,
): Promise<UserChanges | undefined> {
  const changed = new Set<string>();
  const removed = new Set<string>();
  for await (const page of graph.pages<ChangeWire>(mark, { scopes: readUsersScopes, ...options })) {
    if (page.restarted) return undefined;
    for (const item of page.items) {
      const [goes, comes] = item['@removed'] ? [changed, removed] : [removed, changed];
      goes.delete(item.id);
      comes.add(item.id);
    }
    if (page.deltaLink) return { changed, removed, mark: page.deltaLink };
  }
  return undefined;
}
