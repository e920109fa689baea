import { roleTemplates, type RoleName } from '../../microsoft/roles.js';

export { roleTemplates, type RoleName };

/** The roles that a tenant has activated from the start: Graph lists no other until somebody holds it. */
export const activatedRoles = (Object.keys(roleTemplates) as RoleName[]).filter(
  (name) => name !== 'Privileged Role Administrator',
);

/** The template id of a role given by name or by template id. */
export function toRoleTemplateId(role: string): string {
  return role in roleTemplates ? roleTemplates[role as RoleName] : role;
}
