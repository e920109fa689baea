import { createForbidden } from '../../graph-error.js';
import { maySeeMembers } from '../../groups/hidden-membership.js';
import { scopes } from '../../identity/scopes.js';
import type { LinkTable } from '../../replicas/index.js';
import type { Tenant } from '../../tenant/tenant.js';
import { readGroup } from '../group-routes.js';
import { getCallerId, getParam, hasScope, type GraphCall, type Route } from '../route.js';
import { readUser } from '../user-routes.js';
import { answerRelated, countRelated, type Related } from './related-objects.js';

interface Relation {
  readonly base: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly casts: readonly ('user' | 'group' | 'directoryRole')[];
  readonly find: (call: GraphCall) => Iterable<string>;
}

/** Who is in a group, and what an object is in. */
export function listRelationRoutes(tenant: Tenant): Route[] {
  const groupOf = (call: GraphCall): string => readGroup(tenant, call).id;
  const membership = (): LinkTable => tenant.membership.seen;
  const userOf = (call: GraphCall): string => {
    const { id } = readUser(tenant, getParam(call, 'id'));
    if (id !== call.caller.userId && !hasScope(call.caller, scopes.readOthersMemberOf))
      throw createForbidden();
    return id;
  };
  const none: readonly string[] = [];
  const ifVisible = (call: GraphCall, list: (groupId: string) => Iterable<string>): Iterable<string> => {
    const id = groupOf(call);
    return maySeeMembers(tenant, call.caller, id) ? list(id) : none;
  };
  const onlyVisible = (call: GraphCall, parents: Iterable<string>): string[] =>
    [...parents].filter((id) => maySeeMembers(tenant, call.caller, id));
  const people = ['user', 'group'] as const;
  const places = ['group', 'directoryRole'] as const;
  const relations: Relation[] = [
    {
      base: '/groups/:id',
      name: 'members',
      scopes: scopes.readMembers,
      casts: people,
      find: (call) => ifVisible(call, (id) => membership().targets.get(id) ?? none),
    },
    {
      base: '/groups/:id',
      name: 'transitiveMembers',
      scopes: scopes.readMembers,
      casts: people,
      find: (call) => ifVisible(call, (id) => membership().allTargetsOf(id)),
    },
    {
      base: '/groups/:id',
      name: 'owners',
      scopes: scopes.readMembers,
      casts: people,
      find: (call) => {
        const owners = [...(tenant.ownership.seen.targets.get(groupOf(call)) ?? none)];
        // Version 1.0 lists no apps yet: https://learn.microsoft.com/graph/api/group-list-owners
        return call.version === 'beta' ? owners : owners.filter((id) => !tenant.servicePrincipals.read(id));
      },
    },
    {
      base: '/groups/:id',
      name: 'membersWithLicenseErrors',
      scopes: scopes.readMembers,
      casts: ['user'],
      find: (call) => tenant.listMembersWithLicenseErrors(groupOf(call)),
    },
    {
      base: '/groups/:id',
      name: 'memberOf',
      scopes: scopes.readMembers,
      casts: places,
      find: (call) => onlyVisible(call, membership().sources.get(groupOf(call)) ?? none),
    },
    {
      base: '/groups/:id',
      name: 'transitiveMemberOf',
      scopes: scopes.readMembers,
      casts: places,
      find: (call) => onlyVisible(call, membership().allSourcesOf(groupOf(call))),
    },
    {
      base: '/users/:id',
      name: 'memberOf',
      scopes: scopes.readMemberOf,
      casts: places,
      find: (call) => onlyVisible(call, membership().sources.get(userOf(call)) ?? none),
    },
    {
      base: '/users/:id',
      name: 'transitiveMemberOf',
      scopes: scopes.readMemberOf,
      casts: places,
      find: (call) => onlyVisible(call, membership().allSourcesOf(userOf(call))),
    },
    {
      base: '/me',
      name: 'memberOf',
      scopes: scopes.readMemberOf,
      casts: places,
      find: (call) => onlyVisible(call, membership().sources.get(getCallerId(call)) ?? none),
    },
    {
      base: '/me',
      name: 'transitiveMemberOf',
      scopes: scopes.readMemberOf,
      casts: places,
      find: (call) => onlyVisible(call, membership().allSourcesOf(getCallerId(call))),
    },
  ];
  return relations.flatMap((relation) => toRoutes(tenant, relation));
}

function toRoutes(tenant: Tenant, relation: Relation): Route[] {
  const casts = [undefined, ...relation.casts];
  return casts.flatMap((cast): Route[] => {
    const path = `${relation.base}/${relation.name}${cast ? `/microsoft.graph.${cast}` : ''}`;
    const relate = (call: GraphCall): Related => ({ ids: relation.find(call), ...(cast ? { cast } : {}) });
    return [
      {
        method: 'GET',
        path,
        scopes: relation.scopes,
        handle: (call) => answerRelated(tenant, call, relate(call)),
      },
      {
        method: 'GET',
        path: `${path}/$count`,
        scopes: relation.scopes,
        handle: (call) => countRelated(tenant, call, relate(call)),
      },
    ];
  });
}
