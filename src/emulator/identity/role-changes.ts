import { createNotFound } from '../graph-error.js';
import { roleTemplates, toRoleTemplateId, type RoleName } from '../tenant/roles.js';
import type { Tenant } from '../tenant/tenant.js';

/**
 * Roles that were given or taken while tokens are about. What a token says of roles is what held when it was issued;
 * the directory is asked too, so a role that has ended counts no more.
 */
export class RoleChanges {
  /** By user, whether the role of a template is held, for roles that have changed. */
  readonly #changed = new Map<string, Map<string, boolean>>();

  /** Gives a user a role, or takes it. */
  change(tenant: Tenant, userKey: string, role: string, held: boolean): void {
    const user = tenant.findUser(userKey);
    if (!user) throw createNotFound(userKey);
    const templateId = toRoleTemplateId(role);
    const { id } = findRole(tenant, templateId) ?? activateRole(tenant, templateId);
    if (held) tenant.addMember(id, user.id);
    else tenant.removeMember(id, user.id);
    const changed = this.#changed.get(user.id) ?? new Map<string, boolean>();
    this.#changed.set(user.id, changed.set(templateId, held));
  }

  /** The roles that a token gives its user, as they are now. */
  apply(userId: string, templateIds: Iterable<string>): Set<string> {
    const roles = new Set(templateIds);
    for (const [templateId, held] of this.#changed.get(userId) ?? [])
      if (held) roles.add(templateId);
      else roles.delete(templateId);
    return roles;
  }
}

function findRole(tenant: Tenant, templateId: string) {
  return [...tenant.roles.values()].find((role) => role.roleTemplateId === templateId);
}

/** Graph makes the object of a role when somebody first holds it. */
function activateRole(tenant: Tenant, roleTemplateId: string) {
  const names = Object.keys(roleTemplates) as RoleName[];
  const displayName = names.find((name) => roleTemplates[name] === roleTemplateId);
  if (!displayName) throw createNotFound(roleTemplateId);
  const id = tenant.random.guid();
  const role = { id, displayName, description: `Can act as ${displayName}.`, roleTemplateId };
  tenant.roles.set(id, role);
  return role;
}
