import type { ListResult, WireObject } from '../../collection/index.js';
import { createBadRequest } from '../../graph-error.js';
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
  const query = call.url.searchParams;
  if (related.cast === 'user' && (query.has('$filter') || query.has('$search')))
    return answerCount(tenant.users.count(toListRequest(call, { within: ids, relationship: true })));
  return answerCount(ids.length);
}

function listRelated(tenant: Tenant, call: GraphCall, related: Related): ListResult {
  const ids = listIds(tenant, related);
  const collection =
    related.cast === 'user' || ids.every((id) => tenant.users.read(id))
      ? { type: 'user', of: tenant.users }
      : related.cast === 'group' || ids.every((id) => tenant.groups.read(id))
        ? { type: 'group', of: tenant.groups }
        : undefined;
  if (!collection) return listMixed(tenant, call, ids);
  const page = collection.of.list(toListRequest(call, { within: ids, relationship: true }));
  const type = `#microsoft.graph.${collection.type}`;
  return { ...page, items: page.items.map((item) => ({ '@odata.type': type, ...item })) };
}

function listMixed(tenant: Tenant, call: GraphCall, ids: readonly string[]): ListResult {
  const query = call.url.searchParams;
  for (const option of ['$filter', '$search', '$orderby'])
    if (query.has(option)) throw createBadRequest(`${option} on this relationship needs a cast to one type.`);
  const eventual = call.headers.get('ConsistencyLevel')?.toLowerCase() === 'eventual';
  const page = pageItems(
    call,
    ids.map((id) => ({ id })),
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

function listIds(tenant: Tenant, { ids, cast }: Related): string[] {
  const all = [...ids];
  if (cast === 'user') return all.filter((id) => tenant.users.read(id));
  if (cast === 'group') return all.filter((id) => tenant.groups.read(id));
  return cast === 'directoryRole' ? all.filter((id) => tenant.roles.has(id)) : all;
}

function hideMember(call: GraphCall, item: WireObject): WireObject {
  const readable = item['@odata.type'] !== '#microsoft.graph.user' || hasScope(call.caller, scopes.listUsers);
  if (readable) return item;
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
