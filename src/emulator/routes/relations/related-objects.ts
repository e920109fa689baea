import type { ListResult, WireObject } from '../../collection/index.js';
import { createBadRequest, GraphFault } from '../../graph-error.js';
import { scopes } from '../../identity/scopes.js';
import type { Tenant } from '../../tenant/tenant.js';
import {
  answerCount,
  answerPage,
  checkCountable,
  hasScope,
  pageItems,
  toListRequest,
  type GraphAnswer,
  type GraphCall,
} from '../route.js';

/** The objects at the other end of a relationship. */
export interface Related {
  readonly ids: Iterable<string>;
  /** Only objects of this kind (`/members/microsoft.graph.user`). */
  readonly cast?: 'user' | 'group' | 'directoryRole';
}

/** A page of directory objects. What the caller may not read comes with type and id only. */
export function answerRelated(tenant: Tenant, call: GraphCall, related: Related): GraphAnswer {
  const page = listRelated(tenant, call, related);
  return answerPage(call, related.cast ? toSet(related.cast) : 'directoryObjects', {
    ...page,
    items: page.items.map((item) => hideMember(call, item)),
  });
}

export function countRelated(tenant: Tenant, call: GraphCall, related: Related): GraphAnswer {
  checkCountable(call);
  const ids = listIds(tenant, related);
  return answerCount(isNarrowed(call) ? matchAny(tenant, call, ids, '$count').length : ids.length);
}

function listRelated(tenant: Tenant, call: GraphCall, related: Related): ListResult {
  const ids = listIds(tenant, related);
  const [first, ...others] = listKinds(tenant, ids);
  const isOfNoKind = (id: string): boolean => tenant.roles.has(id) || tenant.administrativeUnits.has(id);
  if (others.length > 0 || !first || ids.some(isOfNoKind)) return listMixed(tenant, call, ids);
  const { type, of } = first;
  const page = of.list(toListRequest(call, { within: ids, relationship: true }));
  return {
    ...page,
    items: page.items.map((item) => ({ '@odata.type': `#microsoft.graph.${type}`, ...item })),
  };
}

/** The kinds among some objects; directory roles and administrative units belong to none that could be queried. */
function listKinds(tenant: Tenant, ids: readonly string[]) {
  return [
    { type: 'user', of: tenant.users },
    { type: 'group', of: tenant.groups },
    { type: 'servicePrincipal', of: tenant.servicePrincipals },
  ].filter(({ of }) => ids.some((id) => of.read(id)));
}

function listMixed(tenant: Tenant, call: GraphCall, ids: readonly string[]): ListResult {
  const query = call.url.searchParams;
  if (query.has('$orderby'))
    throw createBadRequest('$orderby on this relationship needs a cast to one type.');
  const found = isNarrowed(call) ? matchAny(tenant, call, ids) : ids;
  const eventual = call.headers.get('ConsistencyLevel')?.toLowerCase() === 'eventual';
  const page = pageItems(
    call,
    found.map((id) => ({ id })),
  );
  return {
    items: tenant.listDirectoryObjects(
      page.items.map(({ id }) => String(id)),
      query
        .get('$select')
        ?.split(',')
        .map((name) => name.trim()),
    ),
    ...(page.count !== undefined && eventual ? { count: page.count } : {}),
    ...(page.nextLinkToken === undefined ? {} : { nextLinkToken: page.nextLinkToken }),
  };
}

function isNarrowed(call: GraphCall): boolean {
  const query = call.url.searchParams;
  return Boolean(query.get('$filter')?.trim()) || query.has('$search');
}

/**
 * The objects of any kind that match. A kind that lacks the property has no match.
 *
 * @throws {GraphFault} what every kind refuses
 */
function matchAny(
  tenant: Tenant,
  call: GraphCall,
  ids: readonly string[],
  segment: 'list' | '$count' = 'list',
): string[] {
  const request = toListRequest(call, { within: ids, relationship: true });
  const refusals: GraphFault[] = [];
  const kinds = listKinds(tenant, ids);
  const matches = kinds.flatMap(({ of }) => {
    try {
      return of.match(request, segment);
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      refusals.push(error);
      return [];
    }
  });
  const [refusal] = refusals;
  if (refusal && refusals.length === kinds.length) throw refusal;
  return matches;
}

function listIds(tenant: Tenant, { ids, cast }: Related): string[] {
  const all = [...ids];
  if (cast === 'user') return all.filter((id) => tenant.users.read(id));
  if (cast === 'group') return all.filter((id) => tenant.groups.read(id));
  return cast === 'directoryRole' ? all.filter((id) => tenant.roles.has(id)) : all;
}

/** Kinds of objects that need a permission of their own to be read. */
const readScopes = new Map<unknown, readonly string[]>([
  ['#microsoft.graph.user', scopes.listUsers],
  ['#microsoft.graph.directoryRole', scopes.readRoles],
]);

/** @see https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects */
function hideMember(call: GraphCall, item: WireObject): WireObject {
  const needed = readScopes.get(item['@odata.type']);
  if (!needed || hasScope(call.caller, needed)) return item;
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      name === 'id' || name === '@odata.type' ? value : Array.isArray(value) ? [] : null,
    ]),
  );
}

function toSet(cast: NonNullable<Related['cast']>): string {
  return { user: 'users', group: 'groups', directoryRole: 'directoryRoles' }[cast];
}
