import type { ConnectorPurpose } from '../../model/connector.js';
import type { Format } from '../format.js';

const user = { one: 'user', other: 'users' };
const deletion = { one: 'deletion', other: 'deletions' };

/** What happens when nobody answers for a location, as the end of a sentence. */
const stops = (location: string, purpose: ConnectorPurpose): string =>
  purpose === 'sign-in'
    ? `people in ${location} can’t sign in`
    : `changes in ${location} won’t reach this tenant`;

export const directoryStrings = (format: Format) => ({
  heading: 'Directory',
  works: 'Synchronizing',
  attention: 'Working, needs attention',
  stopped: 'Not synchronizing',
  off: 'Turned off',
  never: 'Not connected',
  answerFresh: (age: string) => `Active Directory was synchronized ${age}.`,
  answerLate: (age: string) => `The last synchronization was ${age}. New and changed users may be missing.`,
  answerStopped: (age: string) =>
    `The last synchronization was ${age}. New and changed users are missing since then.`,
  answerUnknownAge: 'Synchronization is on, but Microsoft doesn’t report when it last happened.',
  answerOff: 'Synchronization was turned off. Existing users stay unchanged.',
  answerNever: 'No on-premises Active Directory is connected. All users were created in the cloud.',
  normalAge:
    'Microsoft Entra Connect usually synchronizes every 30 minutes. Check its service on your server.',
  neverHint:
    'You can publish to cloud users if this portal allows it. Connect a directory so people use one password and you manage them in one place.',
  lastRun: 'Last synchronized',
  users: 'Users',
  userCount: (count: number) => format.count(count, user),
  fromDirectory: (count: number) => `${format.count(count, user)} from Active Directory`,
  onlyCloud: 'all created in the cloud',
  fromCloud: (count: number) => `${format.number(count)} created in the cloud`,
  syncErrors: 'Synchronization errors',
  noSyncErrors: 'None',
  syncErrorUsers: (count: number) => format.count(count, user),
  domains: 'Domains',
  domain: 'Domain',
  signInBy: 'Sign-in',
  managed: 'Managed',
  federated: 'Federated',
  primary: 'primary',
  initial: 'initial',
  user: 'User',
  property: 'Property',
  value: 'Conflicting value',
  since: (date: string) => `since ${date}`,
  moreErrors: (count: number) => `${format.number(count)} more not shown`,
  locations: 'Resource locations',
  activeOf: (active: number, all: number) => `${format.number(active)} of ${format.number(all)} active`,
  active: 'Active',
  inactive: 'Inactive',
  noLocations:
    'No resource locations yet. Install two connectors in each, so that one can fail without an interruption.',
  purposes: { 'sign-in': 'sign-in', synchronization: 'synchronization' },
  version: (version: string) => `version ${version}`,
  noSpare: (location: string) => `${location} has only one active connector`,
  noSpareWhy: (location: string, purpose: ConnectorPurpose) =>
    `If its only connector stops, ${stops(location, purpose)}. Install a second connector.`,
  noSpareInactive: (machines: readonly string[], location: string, purpose: ConnectorPurpose) =>
    `${format.list(machines)} ${machines.length > 1 ? 'aren’t' : 'isn’t'} responding. If the other one also stops, ${stops(location, purpose)}.`,
  allDown: (location: string) => `No connector in ${location} is responding`,
  allDownWhy: (location: string, purpose: ConnectorPurpose) =>
    `${
      purpose === 'sign-in'
        ? `People in ${location} can’t sign in with their on-premises password.`
        : `Changes in ${location} don’t reach this tenant.`
    } Start a connector, or install a new one.`,
  someInactive: (machines: readonly string[]) =>
    `${format.list(machines)} ${machines.length > 1 ? 'aren’t' : 'isn’t'} responding`,
  someInactiveWhy: (machines: readonly string[], location: string) => {
    const it = machines.length > 1 ? 'them' : 'it';
    return `The other connectors still serve ${location}. Start ${it}, or remove ${it} if ${machines.length > 1 ? 'they’re' : 'it’s'} no longer in use.`;
  },
  oneLocation: (location: string) => `All connectors are in ${location}`,
  oneLocationWhy: (purpose: ConnectorPurpose) =>
    `If that location goes offline, ${
      purpose === 'sign-in' ? 'on-premises passwords stop working' : 'synchronization stops'
    }. Install a connector in a second location.`,
  deletion: 'Accidental deletion',
  protected: 'Protected',
  stopsAbove: (count: number) => `Stops at more than ${format.count(count, deletion)} at once`,
  stopsAbovePercent: (count: number) => `Stops at more than ${format.percent(count / 100)} deleted at once`,
  notProtected: 'Not protected',
  notProtectedWhy: 'A mistake on your server could delete every synchronized user.',
  notRead: 'Not checked',
  needs: (scopes: readonly string[]) => `Requires ${format.list(scopes)}.`,
  settingsNeed: (scope: string) => `Requires ${scope} and the Global Administrator role.`,
  readSettings: 'Check this, too',
  features: 'Optional features',
  noFeature: 'None turned on',
  featureNames: {
    'password-hashes': 'password hash synchronization',
    'password-writeback': 'password writeback',
    'device-writeback': 'device writeback',
    'group-writeback': 'group writeback',
    'directory-extensions': 'directory extensions',
  },
  setUp: 'Setup steps',
  checkAgain: 'Check again',
});
