import type { ConnectHurdle } from '../../../model/connect-hurdle.js';
import type { ErrorCode } from '../../../model/errors.js';
import type { ErrorWords } from '../errors.js';

/** Words of the connection between a portal and a tenant. */
export const portalConnectionStrings = () => ({
  offer: (domain: string) => `Connect ${domain} to this portal?`,
  offerWhy: (domain: string) =>
    `Administrators of this portal who sign in to ${domain} will share its workspaces and history. You can disconnect it later.`,
  first: (domain: string) => `First, connect ${domain} to this portal.`,
  goThere: 'Go to connection',
  connect: 'Connect',
  connecting: 'Connecting…',
  notNow: 'Not now',
  notConnected: (domain: string) => `${domain} isn’t connected to this portal`,
  notConnectedWhy: 'Until it’s connected, workspaces and licenses can’t be shown here.',
  connectDomain: (domain: string) => `Connect ${domain}`,
  hurdles: {
    'no-customer':
      'This portal couldn’t tell which of its customers you belong to. Ask the people who manage this portal.',
    'no-token':
      'This portal couldn’t verify your Microsoft sign-in. Ask the people who manage this portal: its page must send a token for the portal’s own API.',
    'roles-missing':
      'Your sign-in doesn’t tell this portal which roles you have. Ask the people who manage this portal to set groupMembershipClaims to DirectoryRole in its API’s app registration.',
    'role-required':
      'Ask a Global Administrator, Privileged Role Administrator, Application Administrator, or Cloud Application Administrator to connect it.',
  } satisfies Record<ConnectHurdle, string>,
  elsewhere: (signedIn: string, connected: string) =>
    `You’re signed in to ${signedIn}; this portal is connected to ${connected}`,
  elsewhereWhy: (signedIn: string, connected: string) =>
    `Sign in with an account in ${connected}. Nothing was read from ${signedIn}.`,
  otherAccount: 'Sign in with another account',
  disconnectDomain: (domain: string) => `Disconnect ${domain}`,
  disconnectTitle: (domain: string) => `Disconnect ${domain} from this portal?`,
  disconnectWhy: (domain: string) =>
    `No one can work with ${domain} here until it’s connected again. Its workspaces and history stay saved in this portal.`,
  keepConnected: 'Keep it connected',
  disconnecting: 'Disconnecting…',
  disconnected: (domain: string) => `${domain} is disconnected from this portal`,
  stays: (domain: string) => `What stays in ${domain}`,
  staysGroups: 'Groups that workspaces created. They carry plans.',
  staysGroup: (workspace: string) => `The group of the workspace “${workspace}”. It carries plans.`,
  staysConsent:
    'The permissions granted to this portal. You can remove them in the Microsoft Entra admin center, under Enterprise applications.',
  staysSaved: 'Workspaces and history stay saved in this portal, and are back when you connect again.',
  done: 'Done',
  failures: {
    'storage-unavailable': {
      title: 'This portal’s server didn’t respond',
      remedy:
        'Nothing has changed in the tenant. Try again in a minute. If this keeps happening, ask the people who manage this portal.',
    },
    'still-granted': {
      title: 'People still have licenses from workspaces',
      remedy:
        'Nothing has changed. Remove all subscribers from each workspace and publish, or delete the workspaces. Then disconnect.',
    },
  } satisfies Partial<Record<ErrorCode, ErrorWords>>,
  signOut: 'Sign out',
  signOutNote: 'Signing out ends this session. The portal stays connected.',
});
export type PortalConnectionStrings = ReturnType<typeof portalConnectionStrings>;
