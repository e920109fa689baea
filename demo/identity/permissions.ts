/** A delegated permission of Microsoft Graph, as the consent page shows it. */
export interface Permission {
  readonly label: string;
  /** Only an administrator can grant it. */
  readonly adminOnly: boolean;
}

const forAnyone = (label: string): Permission => ({ label, adminOnly: false });
const forAdmins = (label: string): Permission => ({ label, adminOnly: true });

/**
 * The delegated permissions that this provider knows, with who may grant them.
 * @see https://learn.microsoft.com/graph/permissions-reference
 */
export const permissions: Readonly<Record<string, Permission>> = {
  'User.Read': forAnyone('Sign you in and read your profile'),
  'LicenseAssignment.Read.All': forAnyone('Read all license assignments'),
  'LicenseAssignment.ReadWrite.All': forAnyone('Manage all license assignments'),
  'User.ReadBasic.All': forAnyone("Read all users' basic profiles"),
  'User.Read.All': forAdmins("Read all users' full profiles"),
  'User.ReadWrite.All': forAdmins("Read and write all users' full profiles"),
  'Organization.Read.All': forAdmins('Read organization information'),
  'Domain.Read.All': forAdmins('Read domains'),
  'Directory.Read.All': forAdmins('Read directory data'),
  'Directory.ReadWrite.All': forAdmins('Read and write directory data'),
  'Group.Read.All': forAdmins('Read all groups'),
  'Group.ReadWrite.All': forAdmins('Read and write all groups'),
  'GroupMember.Read.All': forAdmins('Read group memberships'),
  'GroupMember.ReadWrite.All': forAdmins('Read and write group memberships'),
  'Application.Read.All': forAdmins('Read applications'),
  'Application.ReadWrite.All': forAdmins('Read and write applications'),
  'AppRoleAssignment.ReadWrite.All': forAdmins('Manage app permission grants and app role assignments'),
  'Policy.Read.HybridAuthentication': forAdmins("Read your organization's hybrid authentication policies"),
  'OnPremDirectorySynchronization.Read.All': forAdmins('Read on-premises directory synchronization'),
  'Reports.Read.All': forAdmins('Read all usage reports'),
  'ReportSettings.Read.All': forAdmins('Read admin report settings'),
  'ReportSettings.ReadWrite.All': forAdmins('Read and write admin report settings'),
  'AuditLog.Read.All': forAdmins('Read audit log data'),
  'RoleManagement.Read.Directory': forAdmins('Read directory role settings'),
};

const consentingRoles = new Set([
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  'e8611ab8-c189-46e8-94e1-60213ab1f814', // Privileged Role Administrator
]);

/** Whether a person with these directory roles may grant permissions that only administrators can grant. */
export function canConsentForAll(roleIds: readonly string[]): boolean {
  return roleIds.some((id) => consentingRoles.has(id));
}
