import { createBadRequest, createNotFound } from '../graph-error.js';
import { scopes } from '../identity/scopes.js';
import { pickSelected, type Tenant } from '../tenant/tenant.js';
import { readBody } from './request-body.js';
import { answerObject, answerPage, getParam, pageItems, type Route } from './route.js';

/** Objects of any kind, by id. */
export function listDirectoryObjectRoutes(tenant: Tenant): Route[] {
  return [
    {
      method: 'GET',
      path: '/directoryObjects/:id',
      scopes: scopes.readUsersFully,
      handle: (call) => {
        const id = getParam(call, 'id').toLowerCase();
        const object = tenant.readDirectoryObject(id, call.url.searchParams);
        if (!object) throw createNotFound(id);
        return answerObject(call, 'directoryObjects', object);
      },
    },
    {
      method: 'POST',
      path: '/directoryObjects/getByIds',
      scopes: scopes.readUsersFully,
      handle: (call) => {
        const { ids, types } = readBody(call, ['ids', 'types']);
        if (!Array.isArray(ids) || ids.length > 1000)
          throw createBadRequest("The parameter 'ids' must hold 1 to 1000 identifiers.");
        const wanted = Array.isArray(types)
          ? types.map((type) => `#microsoft.graph.${String(type)}`)
          : undefined;
        const objects = tenant.listDirectoryObjects(ids.map((id) => String(id).toLowerCase()));
        return {
          status: 200,
          body: {
            '@odata.context': `${call.url.origin}/${call.version}/$metadata#directoryObjects`,
            value: objects.filter((object) => !wanted || wanted.includes(String(object['@odata.type']))),
          },
        };
      },
    },
    {
      method: 'GET',
      path: '/directoryRoles',
      scopes: scopes.readRoles,
      handle: (call) => {
        const roles = [...tenant.roles.values()].map((role) => pickSelected(role, call.url.searchParams));
        return answerPage(call, 'directoryRoles', pageItems(call, roles));
      },
    },
  ];
}
