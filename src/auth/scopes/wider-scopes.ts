/** Permissions that contain others, narrow ones first: a token with one of the values can do what the key allows. */
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
  // GroupMember.ReadWrite.All reads the members of a group, not the groups of a user.
  'GroupMember.Read.All': [
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
 * The permissions to ask a token for: those needed, but in place of one that was not granted a wider one that was. Microsoft
 * would refuse the token otherwise, as if the person might not do it.
 */
export function chooseGranted(granted: readonly string[], needed: readonly string[]): readonly string[] {
  const chosen = needed.map((scope) =>
    granted.includes(scope) ? scope : (widerScopes[scope]?.find((each) => granted.includes(each)) ?? scope),
  );
  return [...new Set(chosen)];
}
