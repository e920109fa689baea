import { roleTemplates } from '../../microsoft/roles.js';
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
    'Publishing requires License Administrator or User Administrator. Without either role, you can still prepare everything.',
  roles: {
    [roleTemplates['Global Administrator']]: 'Global Administrator',
    [roleTemplates['User Administrator']]: 'User Administrator',
    [roleTemplates['License Administrator']]: 'License Administrator',
    [roleTemplates['Groups Administrator']]: 'Groups Administrator',
    [roleTemplates['Global Reader']]: 'Global Reader',
    [roleTemplates['Reports Reader']]: 'Reports Reader',
    [roleTemplates['Directory Writers']]: 'Directory Writers',
  } as Readonly<Record<string, string>>,
  noRole: 'No role that can publish',
  roleUnknown: 'Not known yet',
  roleUnknownWhy: 'Publishing requires License Administrator or User Administrator.',
  askAll: 'Request all permissions now',
  needsSomeoneElse: 'If you can’t approve these yourself',
  copyConsentLink: 'Copy the consent link',
  consentLinkWhy:
    'An administrator who opens this link can approve all of them for everyone who uses this portal.',
  switchAccount: 'Switch account',
  signOut: 'Disconnect',
  signOutNote: 'Disconnecting ends this session. Licenses stay assigned.',
});
export type ConnectionStrings = ReturnType<typeof connectionStrings>;
