import { createForbidden, createNotFound } from '../graph-error.js';
import {
  addExtension,
  changeExtension,
  getExtension,
  listExtensions,
  removeExtension,
} from '../groups/open-extensions.js';
import { scopes } from '../identity/scopes.js';
import { hasRole } from '../identity/token-service.js';
import type { Tenant } from '../tenant/tenant.js';
import { checkMayManage, findGroup } from './group-routes.js';
import {
  answerObject,
  answerPage,
  getParam,
  noContent,
  pageItems,
  readBody,
  type GraphCall,
  type Route,
} from './route.js';

interface Host {
  readonly set: string;
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** The id of the object, once it is known to exist. */
  readonly find: (call: GraphCall) => string;
  readonly checkWritable: (call: GraphCall) => void;
}

/** Open extensions of groups and of the organization. */
export function listExtensionRoutes(tenant: Tenant): Route[] {
  return [
    ...listFor(tenant, {
      set: 'groups',
      read: scopes.readGroups,
      write: scopes.writeGroups,
      find: (call) => findGroup(tenant, call).id,
      checkWritable: (call) => checkMayManage(tenant, call, findGroup(tenant, call)),
    }),
    ...listFor(tenant, {
      set: 'organization',
      read: scopes.readOrganizationFully,
      write: scopes.writeOrganization,
      find: (call) => {
        if (getParam(call, 'id') !== tenant.id) throw createNotFound(getParam(call, 'id'));
        return tenant.id;
      },
      checkWritable: (call) => {
        if (!hasRole(call.caller, [])) throw createForbidden();
      },
    }),
  ];
}

function listFor(tenant: Tenant, host: Host): Route[] {
  const path = `/${host.set}/:id/extensions`;
  const locks = (call: GraphCall): string => `${host.set}/${getParam(call, 'id')}/extensions`;
  const context = (call: GraphCall): string => `${host.set}('${getParam(call, 'id')}')/extensions`;
  return [
    {
      method: 'GET',
      path,
      scopes: host.read,
      handle: (call) =>
        answerPage(call, context(call), pageItems(call, listExtensions(tenant, host.find(call)))),
    },
    {
      method: 'POST',
      path,
      scopes: host.write,
      locks,
      handle: (call) => {
        const id = host.find(call);
        host.checkWritable(call);
        return answerObject(
          call,
          context(call),
          addExtension(tenant, id, call.caller.appId, readBody(call)),
          201,
        );
      },
    },
    {
      method: 'GET',
      path: `${path}/:name`,
      scopes: host.read,
      handle: (call) =>
        answerObject(call, context(call), getExtension(tenant, host.find(call), getParam(call, 'name'))),
    },
    {
      method: 'PATCH',
      path: `${path}/:name`,
      scopes: host.write,
      locks,
      handle: (call) => {
        const id = host.find(call);
        host.checkWritable(call);
        changeExtension(tenant, id, getParam(call, 'name'), readBody(call));
        return noContent;
      },
    },
    {
      method: 'DELETE',
      path: `${path}/:name`,
      scopes: host.write,
      locks,
      handle: (call) => {
        const id = host.find(call);
        host.checkWritable(call);
        removeExtension(tenant, id, getParam(call, 'name'));
        return noContent;
      },
    },
  ];
}
