import { createForbidden, createNotFound } from '../graph-error.js';
import { checkMayManage } from '../groups/group-rights.js';
import {
  addExtension,
  changeExtension,
  readExtension,
  listExtensions,
  removeExtension,
} from '../groups/open-extensions.js';
import { scopes } from '../identity/scopes.js';
import { hasRole } from '../identity/token-service.js';
import type { Tenant } from '../tenant/tenant.js';
import { findGroup, readGroup } from './group-routes.js';
import { readBody } from './request-body.js';
import {
  answerObject,
  answerPage,
  getParam,
  noContent,
  pageItems,
  type GraphCall,
  type Route,
} from './route.js';

interface Host {
  readonly set: string;
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** The id of the object that a read names. */
  readonly idOf: (call: GraphCall) => string;
  /** The id of the object that a write names, once the caller may write to it. */
  readonly writableIdOf: (call: GraphCall) => string;
}

/** Open extensions of groups and of the organization. */
export function listExtensionRoutes(tenant: Tenant): Route[] {
  return [
    ...listFor(tenant, {
      set: 'groups',
      read: scopes.readGroups,
      write: scopes.writeGroups,
      idOf: (call) => readGroup(tenant, call).id,
      writableIdOf: (call) => {
        const group = findGroup(tenant, call);
        checkMayManage(tenant, call.caller, group);
        return group.id;
      },
    }),
    ...listFor(tenant, {
      set: 'organization',
      read: scopes.readOrganizationFully,
      write: scopes.writeOrganization,
      idOf: (call) => getOrganizationId(tenant, call),
      writableIdOf: (call) => {
        const id = getOrganizationId(tenant, call);
        if (!hasRole(call.caller, [])) throw createForbidden();
        return id;
      },
    }),
  ];
}

function getOrganizationId(tenant: Tenant, call: GraphCall): string {
  if (getParam(call, 'id') !== tenant.id) throw createNotFound(getParam(call, 'id'));
  return tenant.id;
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
        answerPage(call, context(call), pageItems(call, listExtensions(tenant, host.idOf(call)))),
    },
    {
      method: 'POST',
      path,
      scopes: host.write,
      locks,
      handle: (call) => {
        const id = host.writableIdOf(call);
        return answerObject(
          call,
          context(call),
          addExtension(tenant, id, call.caller.appId, readBody(call, ['extensionName'])),
          201,
        );
      },
    },
    {
      method: 'GET',
      path: `${path}/:name`,
      scopes: host.read,
      handle: (call) =>
        answerObject(call, context(call), readExtension(tenant, host.idOf(call), getParam(call, 'name'))),
    },
    {
      method: 'PATCH',
      path: `${path}/:name`,
      scopes: host.write,
      locks,
      handle: (call) => {
        const id = host.writableIdOf(call);
        changeExtension(tenant, id, getParam(call, 'name'), readBody(call, ['extensionName']));
        return noContent;
      },
    },
    {
      method: 'DELETE',
      path: `${path}/:name`,
      scopes: host.write,
      locks,
      handle: (call) => {
        const id = host.writableIdOf(call);
        removeExtension(tenant, id, getParam(call, 'name'));
        return noContent;
      },
    },
  ];
}
