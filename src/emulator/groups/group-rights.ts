import { createForbidden } from '../graph-error.js';
import { hasRole, type Caller } from '../identity/token-service.js';
import type { GroupEntity } from '../tenant/entities.js';
import type { RoleName } from '../tenant/roles.js';
import type { Tenant } from '../tenant/tenant.js';

/** Roles that may create groups and change those of others. */
export const groupAdministrators = [
  'Groups Administrator',
  'User Administrator',
  'Directory Writers',
] as const satisfies readonly RoleName[];

/** What an app needs besides its permission for groups. */
const assignableGroupPermission = 'RoleManagement.ReadWrite.Directory';

/** @throws {GraphFault} 403 unless the caller administers groups of this kind or owns this one */
export function checkMayManage(tenant: Tenant, caller: Caller, group: GroupEntity): void {
  const { userId } = caller;
  if (userId !== undefined && tenant.owners.get(group.id)?.has(userId)) return;
  if (group.isAssignableToRole) checkMayAssignRoles(caller);
  else if (!hasRole(caller, groupAdministrators)) throw createForbidden();
}

/**
 * Whoever changes a group that may hold directory roles gives these roles.
 *
 * @throws {GraphFault} 403 for everybody but Global and Privileged Role Administrators
 * @see https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept
 */
export function checkMayAssignRoles(caller: Caller): void {
  const isApp = caller.userId === undefined;
  if (
    isApp ? caller.scopes.has(assignableGroupPermission) : hasRole(caller, ['Privileged Role Administrator'])
  )
    return;
  throw createForbidden();
}
