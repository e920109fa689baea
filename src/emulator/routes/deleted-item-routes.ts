import { deleteForGood, emptyRecycleBin, restoreGroup, restoreUser } from '../directory/recycle-bin.js';
import { createNotFound } from '../graph-error.js';
import { checkMayManage, groupAdministrators } from '../groups/group-rights.js';
import { scopes } from '../identity/scopes.js';
import type { GroupLicensing } from '../licensing/group-licensing.js';
import type { Tenant } from '../tenant/tenant.js';
import { createCountRoute } from './count-route.js';
import {
  answerObject,
  answerPage,
  checkAllowed,
  getParam,
  noContent,
  toListRequest,
  type GraphCall,
  type Route,
} from './route.js';

const base = '/directory/deletedItems';
const userRights = { scopes: scopes.writeUsers, roles: ['User Administrator'] } as const;
const groupRights = { scopes: scopes.writeGroups, roles: groupAdministrators } as const;
const anyWrite = [...scopes.writeUsers, ...scopes.writeGroups];

/** What was deleted and can be restored: users and groups, for 30 days. */
export function listDeletedItemRoutes(tenant: Tenant, licensing: GroupLicensing): Route[] {
  return [
    {
      method: 'GET',
      path: `${base}/microsoft.graph.user`,
      scopes: scopes.readUsersFully,
      roles: ['User Administrator'],
      handle: (call) => answerDeleted(tenant, call, 'user'),
    },
    createCountRoute(`${base}/microsoft.graph.user`, scopes.readUsersFully, tenant.deletedUsers),
    {
      method: 'GET',
      path: `${base}/microsoft.graph.group`,
      scopes: scopes.readGroups,
      roles: groupAdministrators,
      handle: (call) => answerDeleted(tenant, call, 'group'),
    },
    createCountRoute(`${base}/microsoft.graph.group`, scopes.readGroups, tenant.deletedGroups),
    {
      method: 'GET',
      path: `${base}/:id`,
      scopes: [...scopes.readUsersFully, ...scopes.readGroups],
      handle: (call) => {
        emptyRecycleBin(tenant);
        const id = getId(call);
        const user = tenant.deletedUsers.read(id);
        const group = tenant.deletedGroups.read(id);
        const query = call.url.searchParams;
        if (user) {
          checkAllowed({ scopes: scopes.readUsersFully, roles: userRights.roles }, call.caller);
          return answerItem(call, 'user', tenant.deletedUsers.project(user, query));
        }
        if (!group) throw createNotFound(id);
        checkAllowed({ scopes: scopes.readGroups, roles: groupRights.roles }, call.caller);
        return answerItem(call, 'group', tenant.deletedGroups.project(group, query));
      },
    },
    {
      method: 'POST',
      path: `${base}/:id/restore`,
      scopes: anyWrite,
      locks: getId,
      handle: (call) => {
        const id = checkWritable(tenant, call);
        if (tenant.deletedUsers.get(id))
          return answerItem(call, 'user', tenant.users.project(restoreUser(tenant, licensing, id)));
        return answerItem(call, 'group', tenant.groups.project(restoreGroup(tenant, id)));
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:id`,
      scopes: anyWrite,
      locks: getId,
      handle: (call) => {
        deleteForGood(tenant, checkWritable(tenant, call));
        return noContent;
      },
    },
  ];
}

function getId(call: GraphCall): string {
  return getParam(call, 'id').toLowerCase();
}

function answerDeleted(tenant: Tenant, call: GraphCall, type: 'user' | 'group') {
  emptyRecycleBin(tenant);
  const bin = type === 'user' ? tenant.deletedUsers : tenant.deletedGroups;
  return answerPage(call, `directory/deletedItems/microsoft.graph.${type}`, bin.list(toListRequest(call)));
}

function answerItem(call: GraphCall, type: 'user' | 'group', object: object) {
  return answerObject(call, 'directoryObjects', { '@odata.type': `#microsoft.graph.${type}`, ...object });
}

/** @throws {GraphFault} 404, or 403 when the caller may not change objects of this kind */
function checkWritable(tenant: Tenant, call: GraphCall): string {
  emptyRecycleBin(tenant);
  const id = getId(call);
  const group = tenant.deletedGroups.get(id);
  if (group) {
    checkAllowed({ scopes: groupRights.scopes }, call.caller);
    checkMayManage(tenant, call.caller, group);
  } else if (tenant.deletedUsers.get(id)) checkAllowed(userRights, call.caller);
  else throw createNotFound(id);
  return id;
}
