import { GraphFault } from '../graph-error.js';
import type { EntityKind } from './entity-kind.js';
import type { ListRequest } from './entity.js';
import type { FilterNode } from './filter/filter-node.js';
import { parseFilter } from './filter/filter-parser.js';
import { checkFilter, listFilterPaths } from './filter/filter-support.js';
import { readPageToken, type Cursor } from './page-token.js';
import { badRequest, unknownProperty, unsupportedQuery } from './query-fault.js';
import { parseSearch, type SearchNode } from './search/search-parser.js';
import { checkSearch } from './search/search-plan.js';
import { parseSelect, readsSignInActivity } from './select.js';

export interface Sort {
  readonly property: string;
  readonly descending: boolean;
}

/** A list request, understood and allowed. */
export interface ListOptions {
  /** The caller's own options: the first page's, also on later pages. */
  readonly query: URLSearchParams;
  readonly filter?: FilterNode;
  readonly search?: SearchNode;
  readonly sort?: Sort;
  readonly top: number;
  /** The number of matches is to be told. */
  readonly count: boolean;
  readonly after?: Cursor;
}

const defaultTop = 100;
const maxTop = 999;
const maxTopWithSignIns = 500;

/**
 * Reads the options of a list and refuses what Graph refuses.
 *
 * @throws {GraphFault} 400 or 501 in Graph's words
 */
export function readListOptions(
  kind: EntityKind,
  request: ListRequest,
  segment: 'list' | '$count',
): ListOptions {
  const token = request.query.get('$skiptoken');
  const page = token === null ? undefined : readPageToken(token, kind.name);
  const query = page?.query ?? request.query;
  checkOptionNames(kind, query);
  const eventual = request.consistencyLevel?.toLowerCase() === 'eventual';
  const counted = isTrue(query, '$count');
  const advanced = eventual && (counted || segment === '$count');
  if (segment === '$count' && kind.directory && !eventual)
    throw new GraphFault(400, 'Request_BadRequest', '$count is not currently supported.');
  parseSelect(kind, query.get('$select'), 'list');
  const search = readSearch(kind, query, eventual);
  const filter = readFilter(kind, query, advanced, request.relationship ?? false);
  const sort = readSort(
    kind,
    query,
    advanced,
    eventual && search !== undefined,
    request.relationship ?? false,
  );
  if (query.has('$expand') && kind.directory && (advanced || search))
    throw new GraphFault(
      400,
      'ExpandNotSupported',
      'Expand is not supported together with advanced queries.',
    );
  const top = readTop(query, readsSignInActivity(query, filter && listFilterPaths(filter)));
  return {
    query,
    top,
    count: counted && (eventual || !kind.directory) && !page,
    ...(filter ? { filter } : {}),
    ...(search ? { search } : {}),
    ...(sort ? { sort } : {}),
    ...(page ? { after: page.cursor } : {}),
  };
}

function checkOptionNames(kind: EntityKind, query: URLSearchParams): void {
  for (const name of query.keys()) {
    if (!name.startsWith('$') || kind.options.includes(name)) continue;
    if (name === '$skip')
      throw new GraphFault(400, 'Request_BadRequest', "'$skip' is not supported by the service.");
    throw unsupportedQuery(`The query option '${name}' is not supported here.`);
  }
}

function readSearch(kind: EntityKind, query: URLSearchParams, eventual: boolean): SearchNode | undefined {
  const text = query.get('$search');
  if (text === null) return undefined;
  if (!eventual)
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  const node = parseSearch(text);
  checkSearch(node, kind);
  return node;
}

function readFilter(
  kind: EntityKind,
  query: URLSearchParams,
  advanced: boolean,
  relationship: boolean,
): FilterNode | undefined {
  const text = query.get('$filter');
  if (text === null) return undefined;
  const node = parseFilter(text);
  if (relationship && !advanced)
    throw unsupportedQuery(
      'The specified filter to the reference property query is currently not supported.',
    );
  checkFilter(node, kind, advanced);
  return node;
}

function readSort(
  kind: EntityKind,
  query: URLSearchParams,
  advanced: boolean,
  searching: boolean,
  relationship: boolean,
): Sort | undefined {
  const text = query.get('$orderby');
  if (text === null) return undefined;
  const match = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text);
  const property = match?.[1];
  if (!property) throw badRequest(`Syntax error in $orderby: '${text}'.`);
  if (!kind.properties[property]) throw unknownProperty(kind, property, 'Invalid orderby clause');
  const sort = { property, descending: match[2]?.toLowerCase() === 'desc' };
  if (!kind.directory) return sort;
  const free = advanced || searching;
  if ((query.has('$filter') || relationship) && !free)
    throw unsupportedQuery('Sorting not supported for current query.');
  const support = kind.sorts?.[property];
  if (!support || (support === 'advanced' && !advanced))
    throw unsupportedQuery(
      `Unsupported sort property '${property}' for '${kind.name.charAt(0).toUpperCase()}${kind.name.slice(1)}'.`,
    );
  return sort;
}

function readTop(query: URLSearchParams, signIns: boolean): number {
  const text = query.get('$top');
  const max = signIns ? maxTopWithSignIns : maxTop;
  if (text === null) return defaultTop;
  const top = Number(text);
  if (/^-?\d+$/.test(text) && top >= 1 && top <= max) return top;
  throw unsupportedQuery(
    `Invalid page size specified: '${text}'. Must be between 1 and ${String(max)} inclusive.`,
  );
}

function isTrue(query: URLSearchParams, option: string): boolean {
  return query.get(option)?.toLowerCase() === 'true';
}
