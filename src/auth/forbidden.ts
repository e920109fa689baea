/** Why Graph answered 403 where it doesn't say. */
export type Forbidden =
  | { readonly reason: 'scope'; readonly scopes: readonly string[] }
  | { readonly reason: 'role'; readonly roleIds: readonly string[] }
  | { readonly reason: 'unknown' };

/** Permissions that contain others: a token with one of the values can do what the key allows. */
const widerScopes: Readonly<Record<string, readonly string[]>> = {
  'User.ReadBasic.All': [
    'User.Read.All',
    'User.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  'User.Read.All': ['User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'User.ReadWrite.All': ['Directory.ReadWrite.All'],
  'LicenseAssignment.Read.All': [
    'LicenseAssignment.ReadWrite.All',
    'Organization.Read.All',
    'Organization.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  'LicenseAssignment.ReadWrite.All': ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  'Organization.Read.All': ['Organization.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'Domain.Read.All': ['Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'GroupMember.Read.All': [
    'GroupMember.ReadWrite.All',
    'Group.Read.All',
    'Group.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  'GroupMember.ReadWrite.All': ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
  'Group.Read.All': ['Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'Group.ReadWrite.All': ['Directory.ReadWrite.All'],
  'Application.Read.All': ['Application.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'ReportSettings.Read.All': ['ReportSettings.ReadWrite.All'],
};

/** Whether permissions that were granted cover one that is needed. */
export function coversScope(granted: readonly string[], needed: string): boolean {
  return granted.includes(needed) || (widerScopes[needed] ?? []).some((scope) => granted.includes(scope));
}

/**
 * Tells a missing permission from a missing directory role, which Graph's 403 does not: it needs both, the permission
 * in the token and the role of the person.
 *
 * @param grantedScopes - permissions that the token carries
 * @param neededScopes - the least privileged permissions of the call
 * @param roleIds - template ids of the person's directory roles
 * @param neededRoleIds - template ids of roles of which any one would do; none where the call needs no role
 */
export function explainForbidden(
  grantedScopes: readonly string[],
  neededScopes: readonly string[],
  roleIds: readonly string[],
  neededRoleIds: readonly string[],
): Forbidden {
  const scopes = neededScopes.filter((scope) => !coversScope(grantedScopes, scope));
  if (scopes.length > 0) return { reason: 'scope', scopes };
  if (neededRoleIds.length > 0 && !neededRoleIds.some((id) => roleIds.includes(id)))
    return { reason: 'role', roleIds: neededRoleIds };
  return { reason: 'unknown' };
}
