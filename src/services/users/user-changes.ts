import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery } from '../../graph/read/odata.js';
import { graphId, readAnswerPages } from '../read-answer.js';
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

const changeSchema = v.object({ id: graphId, '@removed': v.nullish(v.object({})) });

/** What an unreadable answer was to be. */
const noun = 'list of changed users';

/**
 * Marks the present moment, so that `listUserChanges` can tell what changed since. A mark lasts for seven days.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-delta
 */
export async function markUsers(graph: GraphClient, options?: CallOptions): Promise<string | undefined> {
  const path = `/users/delta${buildQuery({ select: personProperties })}&$deltatoken=latest`;
  const pages = graph.pages<unknown>(path, { scopes: readUsersScopes, ...options });
  let mark: string | undefined;
  for await (const { deltaLink } of readAnswerPages(changeSchema, pages, noun)) mark = deltaLink;
  return mark;
}

/**
 * Lists who changed since a mark: ids only, since an answer may hold no more of a person than what changed. Graph does
 * not follow licenses; they have to be read anew.
 * Undefined when Microsoft has forgotten the mark, so that everybody has to be read again.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/delta-query-overview
 */
export async function listUserChanges(
  graph: GraphClient,
  mark: string,
  options?: CallOptions,
): Promise<UserChanges | undefined> {
  const changed = new Set<string>();
  const removed = new Set<string>();
  const pages = graph.pages<unknown>(mark, { scopes: readUsersScopes, ...options });
  for await (const page of readAnswerPages(changeSchema, pages, noun)) {
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
