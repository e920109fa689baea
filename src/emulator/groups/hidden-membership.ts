import { hasRole, type Caller } from '../identity/token-service.js';
import { hidesMembers } from '../tenant/entities.js';
import type { Tenant } from '../tenant/tenant.js';

const permission = 'Member.Read.Hidden';

/**
 * Whether the caller may see who is in a group: of one with hidden membership with a permission of its own, and as its
 * member, owner or as an administrator.
 *
 * @see https://learn.microsoft.com/graph/api/group-list-members
 * @see https://learn.microsoft.com/graph/api/resources/group#group-visibility-options
 */
export function maySeeMembers(tenant: Tenant, caller: Caller, groupId: string): boolean {
  if (!hidesMembers(tenant.groups.get(groupId))) return true;
  if (!caller.scopes.has(permission)) return false;
  const { userId } = caller;
  if (hasRole(caller, ['User Administrator']) || userId === undefined) return true;
  return tenant.membership.has(groupId, userId) || tenant.ownership.has(groupId, userId);
}
