import { ProvisioningError } from '../../model/errors.js';

/** The parts of a query, unescaped. */
export interface ODataQuery {
  readonly select?: readonly string[];
  /** An expression whose strings went through `escapeODataString`. */
  readonly filter?: string;
  /** Clauses made by `searchClause`, joined by ` AND ` or ` OR `. Needs the `eventual` consistency. */
  readonly search?: string;
  readonly orderBy?: string;
  readonly expand?: string;
  readonly top?: number;
  readonly count?: boolean;
  readonly format?: string;
}

/** `value` for a single-quoted OData string, without the quotes: `O'Brien` becomes `O''Brien`. Not yet encoded for a URL. */
export function escapeODataString(value: string): string {
  return toWellFormed(value).replaceAll("'", "''");
}

/**
 * One clause of a `$search`, quoted: `"displayName:ann"`. Not yet encoded for a URL.
 *
 * @see https://learn.microsoft.com/graph/search-query-parameter
 */
export function searchClause(property: string, text: string): string {
  return `"${property}:${toWellFormed(text).replaceAll(/["\\]/g, '\\$&')}"`;
}

/**
 * One segment of a path, such as an id or a user principal name.
 *
 * @throws {ProvisioningError} `request-refused` for what would make the path name something else: nothing, `.` or `..`
 */
export function pathSegment(text: string): string {
  if (text === '' || text === '.' || text === '..')
    throw new ProvisioningError('request-refused', 'An empty or dotted name cannot be part of a path.');
  return encodeURIComponent(toWellFormed(text));
}

/** The query as it goes into a path: starts with `?`, every value encoded; empty when there is nothing to ask. */
export function buildQuery(query: ODataQuery): string {
  const { select, filter, search, orderBy, expand, top, count, format } = query;
  const parts = [
    ['$select', select?.join(',')],
    ['$filter', filter],
    ['$search', search],
    ['$orderby', orderBy],
    ['$expand', expand],
    ['$top', top?.toString()],
    ['$count', count ? 'true' : undefined],
    ['$format', format],
  ] as const;
  const asked = parts.flatMap(([name, value]) => (value ? [`${name}=${encodeValue(value)}`] : []));
  return asked.length === 0 ? '' : `?${asked.join('&')}`;
}

/** Commas, colons and the like stay readable; whatever could end the value does not. */
function encodeValue(value: string): string {
  return encodeURIComponent(toWellFormed(value)).replaceAll('%2C', ',').replaceAll('%3A', ':');
}

/** Half a surrogate pair cannot be encoded; Unicode's replacement character stands in. */
function toWellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
