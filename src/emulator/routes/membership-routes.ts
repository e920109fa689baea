import { createBadRequest, createForbidden, createNotFound } from '../graph-error.js';
import {
  addMembers,
  checkMembersChangeable,
  checkVisible,
  parseReferences,
  removeMember,
} from '../groups/group-membership.js';
import { scopes } from '../identity/scopes.js';
import type { GroupLicensing } from '../licensing/group-licensing.js';
import type { GroupEntity } from '../tenant/entities.js';
import type { Tenant } from '../tenant/tenant.js';
import { checkMayManage, findGroup } from './group-routes.js';
import { answerRelated, countRelated, type Related } from './related-objects.js';
import { getParam, noContent, readBody, hasScope, type GraphCall, type Route } from './route.js';
import { findUser, removeUser } from './user-routes.js';

/** Who is in a group, and what an object is in. */
export function listMembershipRoutes(tenant: Tenant, licensing: GroupLicensing): Route[] {
  return [
    ...listRelations(tenant),
    {
      method: 'POST',
      path: '/groups/:id/members/$ref',
      scopes: scopes.writeMembers,
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        const group = findChangeableGroup(tenant, call);
        const [id] = parseReferences(readBody(call)['@odata.id']);
        if (id === undefined) throw createBadRequest("A value is required for property '@odata.id'.");
        addMembers(tenant, licensing, group, [id]);
        return noContent;
      },
    },
    {
      method: 'DELETE',
      path: '/groups/:id/members/:memberId/$ref',
      scopes: scopes.writeMembers,
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        const group = findChangeableGroup(tenant, call);
        removeMember(tenant, licensing, group, getParam(call, 'memberId').toLowerCase());
        return noContent;
      },
    },
    {
      // Without `/$ref` this is an address of the member itself, and deletes it: as in Graph.
      method: 'DELETE',
      path: '/groups/:id/members/:memberId',
      scopes: scopes.writeUsers,
      roles: ['User Administrator'],
      handle: (call) => {
        const id = getParam(call, 'memberId').toLowerCase();
        if (!tenant.members.get(findGroup(tenant, call).id)?.has(id)) throw createNotFound(id);
        removeUser(tenant, findUser(tenant, id));
        return noContent;
      },
    },
  ];
}

function findChangeableGroup(tenant: Tenant, call: GraphCall): GroupEntity {
  const group = findGroup(tenant, call);
  checkMayManage(tenant, call, group);
  checkVisible(tenant, group.id);
  checkMembersChangeable(group);
  return group;
}

interface Relation {
  readonly base: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly casts: readonly ('user' | 'group' | 'directoryRole')[];
  readonly find: (call: GraphCall) => Iterable<string>;
}

function listRelations(tenant: Tenant): Route[] {
  const groupOf = (call: GraphCall): string => findGroup(tenant, call).id;
  const userOf = (call: GraphCall): string => {
    const { id } = findUser(tenant, getParam(call, 'id'));
    if (id !== call.caller.userId && !hasScope(call.caller, scopes.readOthersMemberOf))
      throw createForbidden();
    return id;
  };
  const none: readonly string[] = [];
  const people = ['user', 'group'] as const;
  const places = ['group', 'directoryRole'] as const;
  const relations: Relation[] = [
    {
      base: '/groups/:id',
      name: 'members',
      scopes: scopes.readMembers,
      casts: people,
      find: (call) => tenant.members.get(groupOf(call)) ?? none,
    },
    {
      base: '/groups/:id',
      name: 'transitiveMembers',
      scopes: scopes.readMembers,
      casts: people,
      find: (call) => tenant.listTransitiveMembers(groupOf(call)),
    },
    {
      base: '/groups/:id',
      name: 'owners',
      scopes: scopes.readMembers,
      casts: people,
      find: (call) => tenant.owners.get(groupOf(call)) ?? none,
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
      find: (call) => tenant.memberOf.get(groupOf(call)) ?? none,
    },
    {
      base: '/groups/:id',
      name: 'transitiveMemberOf',
      scopes: scopes.readMembers,
      casts: places,
      find: (call) => tenant.listTransitiveParents(groupOf(call)),
    },
    {
      base: '/users/:id',
      name: 'memberOf',
      scopes: scopes.readMemberOf,
      casts: places,
      find: (call) => tenant.memberOf.get(userOf(call)) ?? none,
    },
    {
      base: '/users/:id',
      name: 'transitiveMemberOf',
      scopes: scopes.readMemberOf,
      casts: places,
      find: (call) => tenant.listTransitiveParents(userOf(call)),
    },
    {
      base: '/me',
      name: 'memberOf',
      scopes: scopes.readMemberOf,
      casts: places,
      find: (call) => tenant.memberOf.get(call.caller.userId) ?? none,
    },
    {
      base: '/me',
      name: 'transitiveMemberOf',
      scopes: scopes.readMemberOf,
      casts: places,
      find: (call) => tenant.listTransitiveParents(call.caller.userId),
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
