import type { Format } from '../format.js';

/** A tenant may have hundreds. */
const namedDomains = 3;

/** What the element says from sign-in on; translated together with the words before it, as `o365-connect`. */
export const connectionStrings = (format: Format) => ({
  permissionsHeading: 'Permissions',
  organization: 'Organization',
  primaryDomain: 'Primary domain',
  otherDomains: (names: readonly string[]) => {
    const more = names.length - namedDomains;
    return format.list([
      ...names.slice(0, namedDomains),
      ...(more > 0 ? [`${format.number(more)} more`] : []),
    ]);
  },
  cloud: 'Cloud',
  clouds: {
    global: 'Worldwide',
    'us-gov': 'US Government',
    'us-gov-dod': 'US Government (DoD)',
    china: 'China',
  },
  signedInAs: 'Signed in as',
  tenantId: 'Tenant ID',
  copyTenantId: 'Copy the tenant ID',
  copied: 'Copied',
  role: 'Role',
  canPublish: 'Can publish',
  cannotPublishWhy:
    'Ask for License Administrator or User Administrator. You can prepare everything until then.',
  roles: {
    '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
    'fe930be7-5e62-47db-91af-98c3a49a38b1': 'User Administrator',
    '4d6ac14f-3453-41d0-bef9-a3e0c569773a': 'License Administrator',
    'fdd7a751-b60b-444a-984c-02652fe8fa1c': 'Groups Administrator',
    'f2ef992c-3afb-46b9-b7cf-a126ee74c451': 'Global Reader',
    '4a5d8f65-41da-4de4-8968-e035b65339cf': 'Reports Reader',
    '9360feb5-f418-4baa-8175-e2a00bac4301': 'Directory Writers',
  } as Readonly<Record<string, string>>,
  noRole: 'No role that can publish',
  roleUnknown: 'Not known yet',
  roleUnknownWhy: 'Publishing needs License Administrator or User Administrator.',
  askAll: 'Ask for all of them now',
  needsSomeoneElse: 'If you may not allow these yourself',
  copyConsentLink: 'Copy the consent link',
  consentLinkWhy:
    'An administrator who opens this link allows all of them for everybody who uses this portal.',
  switchAccount: 'Switch account',
  signOut: 'Disconnect',
  signOutNote: 'Disconnecting ends this session. It takes no license away.',
});
export type ConnectionStrings = ReturnType<typeof connectionStrings>;
