import {
  buildNextLink,
  type DeltaRequest,
  type DeltaResult,
  type ListRequest,
  type ListResult,
  type WireObject,
} from '../collection/index.js';
import { createBadRequest, createForbidden, GraphFault } from '../graph-error.js';
import type { Caller } from '../identity/token-service.js';
import { hasRole } from '../identity/token-service.js';
import type { RoleName } from '../tenant/roles.js';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One request to one route, with its caller established. */
export interface GraphCall {
  readonly method: string;
  readonly version: 'v1.0' | 'beta';
  /** As asked for, with the caller's origin. */
  readonly url: URL;
  readonly headers: Headers;
  /** Parsed JSON, or undefined. */
  readonly body: unknown;
  readonly caller: Caller;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface GraphAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a route answers, who may ask, and what it writes. */
export interface Route {
  readonly method: Method;
  /** Hono's pattern, below the version. */
  readonly path: string;
  /** Permissions; any one is enough. */
  readonly scopes: readonly string[];
  /** Directory roles; any one is enough. Absent: every user of the tenant. */
  readonly roles?: readonly RoleName[];
  /** The user whose properties the route changes, by id or name: administrative units decide who may. */
  readonly manages?: (call: GraphCall) => string;
  /** What else the caller needs; looked at before anything is locked. */
  readonly check?: (call: GraphCall) => void;
  /** Absent from v1.0. */
  readonly betaOnly?: boolean;
  /** Refused to an app that calls as itself. */
  readonly delegatedOnly?: boolean;
  /** The object a write changes: a second write to it while the first runs is answered 409. */
  readonly locks?: (call: GraphCall) => string;
  readonly handle: (call: GraphCall) => GraphAnswer | Promise<GraphAnswer>;
}

/** @throws {GraphFault} 403, with the same text for a missing scope and a missing role */
export function checkAllowed(route: Pick<Route, 'scopes' | 'roles' | 'delegatedOnly'>, caller: Caller): void {
  if (route.delegatedOnly && caller.userId === undefined) throw createForbidden();
  if (!route.scopes.some((scope) => caller.scopes.has(scope))) throw createForbidden();
  if (route.roles && !hasRole(caller, route.roles)) throw createForbidden();
}

export function hasScope(caller: Caller, scopes: readonly string[]): boolean {
  return scopes.some((scope) => caller.scopes.has(scope));
}

export function toListRequest(call: GraphCall, extra: Partial<ListRequest> = {}): ListRequest {
  return {
    query: call.url.searchParams,
    consistencyLevel: call.headers.get('ConsistencyLevel') ?? undefined,
    ...extra,
  };
}

/** A page of a collection, as JSON. */
export function answerPage(call: GraphCall, context: string, page: ListResult): GraphAnswer {
  return {
    status: 200,
    body: {
      '@odata.context': toContext(call, context),
      ...(page.count === undefined ? {} : { '@odata.count': page.count }),
      ...(page.nextLinkToken === undefined
        ? {}
        : { '@odata.nextLink': buildNextLink(call.url.href, '$skiptoken', page.nextLinkToken) }),
      value: page.items,
    },
  };
}

/** A page of changes, as JSON. The token holds the options, so the links carry nothing else. */
export function answerChanges(call: GraphCall, context: string, changes: DeltaResult): GraphAnswer {
  const address = `${call.url.origin}${call.url.pathname}`;
  return {
    status: 200,
    body: {
      '@odata.context': toContext(call, context),
      ...(changes.nextLinkToken === undefined
        ? {}
        : { '@odata.nextLink': buildNextLink(address, '$skiptoken', changes.nextLinkToken) }),
      ...(changes.deltaLinkToken === undefined
        ? {}
        : { '@odata.deltaLink': buildNextLink(address, '$deltatoken', changes.deltaLinkToken) }),
      value: changes.items,
    },
  };
}

export function toDeltaRequest(call: GraphCall): DeltaRequest {
  return {
    query: call.url.searchParams,
    minimal: /return=minimal/i.test(call.headers.get('Prefer') ?? ''),
    url: `${call.url.origin}${call.url.pathname}`,
  };
}

/** One object, as JSON. */
export function answerObject(
  call: GraphCall,
  context: string,
  object: WireObject,
  status = 200,
): GraphAnswer {
  return { status, body: { '@odata.context': toContext(call, `${context}/$entity`), ...object } };
}

export function answerCount(count: number): GraphAnswer {
  return { status: 200, body: String(count), headers: { 'Content-Type': 'text/plain' } };
}

export const noContent: GraphAnswer = { status: 204 };

export function toContext(call: GraphCall, name: string): string {
  const select = call.url.searchParams.get('$select');
  const [set = '', ...rest] = name.split('/');
  return `${call.url.origin}/${call.version}/$metadata#${set}${select ? `(${select})` : ''}${rest.length ? `/${rest.join('/')}` : ''}`;
}

/** @throws {GraphFault} 400 when `/$count` is asked without `ConsistencyLevel: eventual` */
export function checkCountable(call: GraphCall): void {
  if (call.headers.get('ConsistencyLevel')?.toLowerCase() !== 'eventual')
    throw createBadRequest('$count is not currently supported.');
}

/**
 * The user who calls, where only a user makes sense.
 *
 * @throws {GraphFault} 400 for an app that calls as itself
 */
export function getCallerId(call: GraphCall): string {
  if (call.caller.userId !== undefined) return call.caller.userId;
  throw new GraphFault(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
}

/** A path parameter that the route's pattern guarantees. */
export function getParam(call: GraphCall, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}

/** Simple paging for the lists that no collection keeps. */
export function pageItems(
  call: GraphCall,
  items: Pick<readonly WireObject[], 'length' | 'slice'>,
  pageSize = 100,
): ListResult {
  const query = call.url.searchParams;
  const top = Number(query.get('$top') ?? pageSize);
  if (!Number.isInteger(top) || top < 1 || top > 999)
    throw new GraphFault(
      400,
      'Request_UnsupportedQuery',
      `Invalid page size specified: '${query.get('$top') ?? ''}'. Must be between 1 and 999 inclusive.`,
    );
  const token = query.get('$skiptoken') ?? query.get('$skipToken');
  const start = token ? Number.parseInt(token.replace(/^-+/, ''), 36) : 0;
  if (!Number.isInteger(start)) throw createBadRequest('Invalid skip token.');
  const counted = query.get('$count') === 'true' && !token;
  const next = start + top < items.length ? `--${(start + top).toString(36)}` : undefined;
  return {
    items: items.slice(start, start + top),
    ...(counted ? { count: items.length } : {}),
    ...(next === undefined ? {} : { nextLinkToken: next }),
  };
}
