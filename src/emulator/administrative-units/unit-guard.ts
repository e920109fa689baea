import { createForbidden } from '../graph-error.js';
import { hasRole, type Caller } from '../identity/token-service.js';
import type { Route } from '../routes/route.js';
import type { AdministrativeUnitEntity } from '../tenant/entities.js';
import { roleTemplates, type RoleName } from '../tenant/roles.js';
import type { Tenant } from '../tenant/tenant.js';

/**
 * The same route, where it changes a user, open to those whose role is scoped to one of the user's administrative
 * units, and closed to everybody else where such a unit is restricted.
 *
 * @see https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management
 */
export function guardByUnits(tenant: Tenant, route: Route): Route {
  const { roles, manages, ...open } = route;
  if (!roles || !manages) return route;
  return { ...open, check: (call) => checkManages(tenant, call.caller, roles, manages(call)) };
}

function checkManages(tenant: Tenant, caller: Caller, roles: readonly RoleName[], userKey: string): void {
  const parents = tenant.memberOf.get(tenant.findUser(userKey)?.id ?? '') ?? [];
  const units = [...parents].flatMap((id) => tenant.administrativeUnits.get(id) ?? []);
  const restricted = units.filter((unit) => unit.isMemberManagementRestricted);
  const scopes = restricted.length > 0 ? restricted : units;
  if (scopes.some((unit) => administers(unit, caller, roles))) return;
  if (restricted.length > 0 || !hasRole(caller, roles)) throw createForbidden();
}

function administers(unit: AdministrativeUnitEntity, caller: Caller, roles: readonly RoleName[]): boolean {
  const templates = new Set<string>(roles.map((role) => roleTemplates[role]));
  return unit.scopedRoles.some(
    ({ userId, roleTemplateId }) => userId === caller.userId && templates.has(roleTemplateId),
  );
}
