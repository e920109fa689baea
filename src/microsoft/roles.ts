/**
 * Template ids of the directory roles that matter for provisioning.
 *
 * @see https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
export const roleTemplates = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'License Administrator': '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  'Groups Administrator': 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  'Directory Writers': '9360feb5-f418-4baa-8175-e2a00bac4301',
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'SharePoint Administrator': 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  'Teams Administrator': '69091246-20e8-4a56-aa4d-066075b2a7a8',
  'Reports Reader': '4a5d8f65-41da-4de4-8968-e035b65339cf',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
} as const;

export type RoleName = keyof typeof roleTemplates;

/** The roles that may assign licenses, by template id. @see https://learn.microsoft.com/graph/api/user-assignlicense */
export const licensingRoles: ReadonlySet<string> = new Set([
  roleTemplates['Global Administrator'],
  roleTemplates['User Administrator'],
  roleTemplates['License Administrator'],
  roleTemplates['Directory Writers'],
]);

/** The roles that may choose who gets licenses, also without owning a group, by template id. */
export const administratorRoles: ReadonlySet<string> = new Set([
  roleTemplates['Global Administrator'],
  roleTemplates['Privileged Role Administrator'],
  roleTemplates['User Administrator'],
  roleTemplates['Groups Administrator'],
  roleTemplates['License Administrator'],
]);

/**
 * The roles that may let an application in for everybody in the tenant, by template id.
 * @see https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent
 */
export const consentingRoles: ReadonlySet<string> = new Set([
  roleTemplates['Global Administrator'],
  roleTemplates['Privileged Role Administrator'],
  roleTemplates['Application Administrator'],
  roleTemplates['Cloud Application Administrator'],
]);
