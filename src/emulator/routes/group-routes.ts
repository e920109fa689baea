import { graphHosts } from '../cloud.js';
import { deleteGroup } from '../directory/recycle-bin.js';
import { createBadRequest, createForbidden, createNotFound } from '../graph-error.js';
import { groupBodyNames, parseGroupChange, parseNewGroup } from '../groups/group-body.js';
import {
  addMembers,
  addOwners,
  checkLinkCount,
  checkMembersChangeable,
  checkVisible,
} from '../groups/group-membership.js';
import { checkMayAssignRoles, checkMayManage, groupAdministrators } from '../groups/group-rights.js';
import { parseReferences } from '../groups/references.js';
import { scopes } from '../identity/scopes.js';
import { hasRole } from '../identity/token-service.js';
import { assignGroupLicenses } from '../licensing/group-assignment.js';
import type { GroupLicensing } from '../licensing/group-licensing.js';
import { licenseChangeNames, parseLicenseChange } from '../licensing/license-change.js';
import type { GroupEntity } from '../tenant/entities.js';
import type { Tenant } from '../tenant/tenant.js';
import { createCountRoute } from './count-route.js';
import { readBody } from './request-body.js';
import {
  answerChanges,
  answerObject,
  answerPage,
  getParam,
  noContent,
  toDeltaRequest,
  toListRequest,
  type GraphAnswer,
  type GraphCall,
  type Route,
} from './route.js';

/** Groups themselves and the licenses they give. */
export function listGroupRoutes(tenant: Tenant, licensing: GroupLicensing): Route[] {
  return [
    {
      method: 'GET',
      path: '/groups',
      scopes: scopes.readGroups,
      handle: (call) => answerPage(call, 'groups', tenant.groups.list(toListRequest(call))),
    },
    createCountRoute('/groups', scopes.readGroups, tenant.groups),
    {
      method: 'GET',
      path: '/groups/delta',
      scopes: scopes.readGroups,
      handle: (call) => answerChanges(call, 'groups', tenant.groups.delta(toDeltaRequest(call))),
    },
    {
      method: 'POST',
      path: '/groups',
      scopes: scopes.writeGroups,
      roles: groupAdministrators,
      handle: (call) => create(tenant, licensing, call),
    },
    {
      method: 'GET',
      path: '/groups/:id',
      scopes: scopes.readGroups,
      handle: (call) => {
        const group = readGroup(tenant, call);
        return answerObject(call, 'groups', tenant.groups.project(group, call.url.searchParams));
      },
    },
    {
      method: 'PATCH',
      path: '/groups/:id',
      scopes: scopes.writeMembers,
      locks: (call) => getParam(call, 'id'),
      handle: (call) => change(tenant, licensing, call),
    },
    {
      method: 'DELETE',
      path: '/groups/:id',
      scopes: scopes.writeGroups,
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        const group = findGroup(tenant, call);
        checkMayManage(tenant, call.caller, group);
        if (group.assignedLicenses.length > 0)
          throw createBadRequest(
            'The group cannot be deleted because it has licenses assigned. Remove them first.',
          );
        deleteGroup(tenant, group);
        return noContent;
      },
    },
    {
      method: 'POST',
      path: '/groups/:id/assignLicense',
      scopes: scopes.assignToGroups,
      roles: ['License Administrator', ...groupAdministrators],
      locks: (call) => getParam(call, 'id'),
      handle: (call) => {
        const licenseChange = parseLicenseChange(readBody(call, licenseChangeNames));
        const group = assignGroupLicenses(tenant, licensing, findGroup(tenant, call), licenseChange);
        const answer = answerObject(call, 'groups', tenant.groups.project(group), 202);
        return { ...answer, headers: { Location: `${call.url.origin}/v1.0/groups/${group.id}` } };
      },
    },
  ];
}

/**
 * The group that a read names, by id or `uniqueName`.
 *
 * @throws {GraphFault} 404, also for one that reads do not show yet
 */
export function readGroup(tenant: Tenant, call: GraphCall): GroupEntity {
  const key = getParam(call, 'id');
  const group = key.startsWith('uniqueName=')
    ? tenant.groups.readBy('uniqueName', key.slice('uniqueName='.length))
    : tenant.groups.read(key.toLowerCase());
  if (!group) throw createNotFound(key);
  return group;
}

/**
 * The group that a write names, by id or `uniqueName`.
 *
 * @throws {GraphFault} 404
 */
export function findGroup(tenant: Tenant, call: GraphCall): GroupEntity {
  const key = getParam(call, 'id');
  const group = key.startsWith('uniqueName=')
    ? tenant.groups.find('uniqueName', key.slice('uniqueName='.length))
    : tenant.groups.get(key.toLowerCase());
  if (!group) throw createNotFound(key);
  return group;
}

/** Whose references a request may hold. */
export function listHosts(tenant: Tenant, call: GraphCall): string[] {
  return [graphHosts[tenant.cloud], call.url.host];
}

function create(
  tenant: Tenant,
  licensing: GroupLicensing,
  call: GraphCall,
  uniqueName?: string,
): GraphAnswer {
  const body = readBody(call, groupBodyNames);
  const members = parseReferences(body['members@odata.bind'], listHosts(tenant, call));
  const owners = parseReferences(body['owners@odata.bind'], listHosts(tenant, call));
  checkLinkCount(members.length + owners.length);
  const group = parseNewGroup(tenant, body, uniqueName);
  if (group.isAssignableToRole) checkMayAssignRoles(call.caller);
  for (const id of [...members, ...owners]) if (!tenant.has(id)) throw createNotFound(id);
  tenant.groups.add(group);
  // An app does not come to own what it creates.
  const { userId } = call.caller;
  addOwners(tenant, group, [...new Set([...(userId === undefined ? [] : [userId]), ...owners])]);
  addMembers(tenant, licensing, group, members);
  return answerObject(call, 'groups', tenant.groups.project(group), 201);
}

function change(tenant: Tenant, licensing: GroupLicensing, call: GraphCall): GraphAnswer {
  const key = getParam(call, 'id');
  const body = readBody(call, groupBodyNames);
  if (key.startsWith('uniqueName=') && !tenant.groups.find('uniqueName', key.slice(11))) {
    if (!/create-if-missing/i.test(call.headers.get('Prefer') ?? '')) throw createNotFound(key.slice(11));
    if (!hasRole(call.caller, groupAdministrators)) throw createForbidden();
    return create(tenant, licensing, call, key.slice(11));
  }
  const group = findGroup(tenant, call);
  checkMayManage(tenant, call.caller, group);
  const members = parseReferences(body['members@odata.bind'], listHosts(tenant, call));
  const owners = parseReferences(body['owners@odata.bind'], listHosts(tenant, call));
  checkLinkCount(members.length + owners.length);
  const properties = parseGroupChange(body, group);
  if (
    Object.keys(properties).length > 0 &&
    !scopes.writeGroups.some((scope) => call.caller.scopes.has(scope))
  )
    throw createForbidden();
  if (members.length > 0) {
    checkVisible(tenant, group.id);
    checkMembersChangeable(group);
    addMembers(tenant, licensing, group, members);
  }
  addOwners(tenant, group, owners);
  if (Object.keys(properties).length > 0) tenant.groups.update(group.id, properties);
  return noContent;
}
