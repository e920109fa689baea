/** What the product asks for, by what it is needed for, in the order in which it is asked. */
export const permissions = [
  { name: 'tenant', scopes: ['User.Read'] },
  { name: 'plans', scopes: ['LicenseAssignment.Read.All'] },
  { name: 'directory', scopes: ['Organization.Read.All', 'Domain.Read.All'] },
  { name: 'users', scopes: ['User.Read.All'] },
  { name: 'publish', scopes: ['LicenseAssignment.ReadWrite.All'] },
] as const;
