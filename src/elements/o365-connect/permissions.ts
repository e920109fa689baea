/** What the product asks for, by what it is needed for, in the order in which it is asked. */
export const permissions = [
  { name: 'tenant', scopes: ['User.Read'] },
  { name: 'plans', scopes: ['LicenseAssignment.Read.All'] },
  { name: 'directory', scopes: ['Organization.Read.All', 'Domain.Read.All'] },
  { name: 'users', scopes: ['User.Read.All'] },
  { name: 'publish', scopes: ['LicenseAssignment.ReadWrite.All'] },
] as const;

/** Template ids of the roles that may assign licenses. @see https://learn.microsoft.com/graph/api/user-assignlicense */
export const publishingRoles: ReadonlySet<string> = new Set([
  '62e90394-69f5-4237-9190-012177145e10',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  '9360feb5-f418-4baa-8175-e2a00bac4301',
]);
