import { identifierKey, type ResolvedUser } from '../../../services/users/resolve-users.js';
import type { ListRow } from './parse-list.js';

/** What became of one row of a list. */
export type RowMatch =
  | { readonly row: ListRow; readonly kind: 'found' | 'subscribed' | 'twice'; readonly user: ResolvedUser }
  | { readonly row: ListRow; readonly kind: 'several'; readonly users: readonly ResolvedUser[] }
  | { readonly row: ListRow; readonly kind: 'not-found' | 'not-a-name' };

export type MatchKind = RowMatch['kind'];

/** Says for every row of a list whom it means. Somebody who is meant by several rows is found by the first. */
export function matchList(
  rows: readonly ListRow[],
  found: ReadonlyMap<string, readonly ResolvedUser[]>,
  subscribed: ReadonlySet<string>,
): readonly RowMatch[] {
  const seen = new Set<string>();
  return rows.map((row): RowMatch => {
    if (!row.identifier) return { row, kind: 'not-a-name' };
    const users = found.get(identifierKey(row.identifier)) ?? [];
    const [user] = users;
    if (!user) return { row, kind: 'not-found' };
    if (users.length > 1) return { row, kind: 'several', users };
    if (seen.has(user.id)) return { row, kind: 'twice', user };
    seen.add(user.id);
    return { row, kind: subscribed.has(user.id) ? 'subscribed' : 'found', user };
  });
}
