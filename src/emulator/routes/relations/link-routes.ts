import { deleteUser } from '../../directory/recycle-bin.js';
import { createBadRequest, createNotFound } from '../../graph-error.js';
import {
  addMembers,
  addOwners,
  checkMembersChangeable,
  checkVisible,
  removeMember,
  removeOwner,
} from '../../groups/group-membership.js';
import { checkMayManage } from '../../groups/group-rights.js';
import { parseReferences } from '../../groups/references.js';
import { scopes } from '../../identity/scopes.js';
import type { GroupLicensing } from '../../licensing/group-licensing.js';
import type { GroupEntity } from '../../tenant/entities.js';
import type { Tenant } from '../../tenant/tenant.js';
import { findGroup, listHosts } from '../group-routes.js';
import { readBody } from '../request-body.js';
import { getParam, noContent, type GraphCall, type Route } from '../route.js';
import { findUser } from '../user-routes.js';

/** Adding objects to a group by reference, and taking them out. */
export function listLinkRoutes(tenant: Tenant, licensing: GroupLicensing): Route[] {
  return [
    {
      method: 'POST',
      path: '/groups/:id/members/$ref',
      scopes: scopes.writeMembers,
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        const group = findChangeableGroup(tenant, call);
        addMembers(tenant, licensing, group, [readReference(tenant, call)]);
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
      method: 'POST',
      path: '/groups/:id/owners/$ref',
      scopes: scopes.writeGroups,
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        addOwners(tenant, findManagedGroup(tenant, call), [readReference(tenant, call)]);
        return noContent;
      },
    },
    {
      method: 'DELETE',
      path: '/groups/:id/owners/:ownerId/$ref',
      scopes: scopes.writeGroups,
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        removeOwner(tenant, findManagedGroup(tenant, call), getParam(call, 'ownerId').toLowerCase());
        return noContent;
      },
    },
    {
      // Without `/$ref` this is an address of the member itself, and deletes it: as in Graph.
      method: 'DELETE',
      path: '/groups/:id/members/:memberId',
      scopes: scopes.writeUsers,
      roles: ['User Administrator'],
      manages: (call) => getParam(call, 'memberId'),
      handle: (call) => {
        const id = getParam(call, 'memberId').toLowerCase();
        if (!tenant.members.get(findGroup(tenant, call).id)?.has(id)) throw createNotFound(id);
        deleteUser(tenant, findUser(tenant, id));
        return noContent;
      },
    },
  ];
}

function findManagedGroup(tenant: Tenant, call: GraphCall): GroupEntity {
  const group = findGroup(tenant, call);
  checkMayManage(tenant, call.caller, group);
  checkVisible(tenant, group.id);
  return group;
}

function findChangeableGroup(tenant: Tenant, call: GraphCall): GroupEntity {
  const group = findManagedGroup(tenant, call);
  checkMembersChangeable(group);
  return group;
}

function readReference(tenant: Tenant, call: GraphCall): string {
  const body = readBody(call, ['@odata.id']);
  const [id] = parseReferences(body['@odata.id'], listHosts(tenant, call));
  if (id === undefined) throw createBadRequest("A value is required for property '@odata.id'.");
  return id;
}
