import { parseFilter } from './filter/filter-parser.js';
import { listFilterPaths } from './filter/filter-support.js';
import { readsSignInActivity } from './select.js';

/**
 * Whether a request for users reads `signInActivity`, by selecting it or filtering on it: such requests need
 * AuditLog.Read.All and Entra ID P1, and have a quota of their own.
 */
export function usesSignInActivity(query: URLSearchParams): boolean {
  const filter = query.get('$filter');
  if (filter === null || !/signInActivity\//.test(filter)) return readsSignInActivity(query, undefined);
  return readsSignInActivity(query, listFilterPaths(parseFilter(filter)));
}
