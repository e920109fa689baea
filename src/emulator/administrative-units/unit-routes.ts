import type { WireObject } from '../collection/index.js';
import { createNotFound } from '../graph-error.js';
import { scopes } from '../identity/scopes.js';
import { answerRelated } from '../routes/relations/related-objects.js';
import {
  answerObject,
  answerPage,
  getParam,
  pageItems,
  type GraphCall,
  type Route,
} from '../routes/route.js';
import type { AdministrativeUnitEntity } from '../tenant/entities.js';
import { pickSelected, type Tenant } from '../tenant/tenant.js';

const base = '/directory/administrativeUnits';

/** Administrative units, their members and who administers just them; changing them is not modelled. */
export function listAdministrativeUnitRoutes(tenant: Tenant): Route[] {
  const find = (call: GraphCall): AdministrativeUnitEntity => {
    const unit = tenant.administrativeUnits.get(getParam(call, 'id').toLowerCase());
    if (!unit) throw createNotFound(getParam(call, 'id'));
    return unit;
  };
  const read = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path: `${base}${path}`,
    scopes: scopes.readUnits,
    handle,
  });
  return [
    read('', (call) => {
      const units = [...tenant.administrativeUnits.values()];
      const items = units.map((unit) => pickSelected(toWire(unit), call.url.searchParams));
      return answerPage(call, base.slice(1), pageItems(call, items));
    }),
    read('/:id', (call) =>
      answerObject(call, base.slice(1), pickSelected(toWire(find(call)), call.url.searchParams)),
    ),
    read('/:id/members', (call) =>
      answerRelated(tenant, call, { ids: tenant.membership.seen.targets.get(find(call).id) ?? [] }),
    ),
    read('/:id/scopedRoleMembers', (call) => {
      const unit = find(call);
      return answerPage(call, 'scopedRoleMemberships', pageItems(call, listScopedRoles(tenant, unit)));
    }),
  ];
}

/** What Graph shows of a unit; its scoped roles are a relationship. */
function toWire({ scopedRoles: _, ...unit }: AdministrativeUnitEntity): WireObject {
  return unit;
}

function listScopedRoles(tenant: Tenant, unit: AdministrativeUnitEntity): WireObject[] {
  return unit.scopedRoles.map(({ userId, roleTemplateId }) => ({
    id: `${unit.id}${userId}${roleTemplateId}`.replaceAll('-', ''),
    administrativeUnitId: unit.id,
    roleId: [...tenant.roles.values()].find((role) => role.roleTemplateId === roleTemplateId)?.id,
    roleMemberInfo: { id: userId, displayName: tenant.users.get(userId)?.displayName },
  }));
}
