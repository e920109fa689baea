import type { ConnectorPurpose } from '../../model/connector.js';
import type { Format } from '../format.js';

const user = { one: 'user', other: 'users' };
const deletion = { one: 'deletion', other: 'deletions' };

/** What happens when nobody answers for a location, as the end of a sentence. */
const stops = (location: string, purpose: ConnectorPurpose): string =>
  purpose === 'sign-in'
    ? `people in ${location} cannot sign in`
    : `what changes in ${location} does not reach this tenant`;

export const directoryStrings = (format: Format) => ({
  heading: 'Directory',
  works: 'Synchronizing',
  attention: 'Works, needs attention',
  stopped: 'Not synchronizing',
  off: 'Turned off',
  never: 'Not connected',
  answerFresh: (age: string) => `Active Directory was synchronized ${age}.`,
  answerLate: (age: string) => `The last synchronization was ${age}. New and changed users may be missing.`,
  answerStopped: (age: string) =>
    `The last synchronization was ${age}. New and changed users are missing since then.`,
  answerUnknownAge: 'Synchronization is on. Microsoft does not say when it ran last.',
  answerOff: 'Synchronization was turned off. Users stay as they were.',
  answerNever: 'No Active Directory feeds this tenant. All users were created in the cloud.',
  normalAge: 'Normal is every 30 minutes. Check the Microsoft Entra Connect service on your server.',
  neverHint:
    'You can publish to cloud users where the portal allows it. Connect a directory if people should keep one password and one place of administration.',
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
  value: 'Value in the way',
  since: (date: string) => `since ${date}`,
  moreErrors: (count: number) => `${format.number(count)} more not shown`,
  locations: 'Resource locations',
  activeOf: (active: number, all: number) => `${format.number(active)} of ${format.number(all)} active`,
  active: 'Active',
  inactive: 'Inactive',
  noLocations: 'No resource location yet. With two connectors in each, one may stop and nobody notices.',
  purposes: { 'sign-in': 'sign-in', synchronization: 'synchronization' },
  version: (version: string) => `version ${version}`,
  noSpare: (location: string) => `${location} has no spare connector`,
  noSpareWhy: (location: string, purpose: ConnectorPurpose) =>
    `If its only connector stops, ${stops(location, purpose)}. Install a second one.`,
  noSpareInactive: (machines: readonly string[], location: string, purpose: ConnectorPurpose) =>
    `${format.list(machines)} ${machines.length > 1 ? 'do' : 'does'} not answer. If the other one stops too, ${stops(location, purpose)}.`,
  allDown: (location: string) => `No connector of ${location} answers`,
  allDownWhy: (location: string, purpose: ConnectorPurpose) =>
    `${
      purpose === 'sign-in'
        ? `People in ${location} cannot sign in with their on-premises password.`
        : `What changes in ${location} does not reach this tenant.`
    } Start the connectors or install one.`,
  someInactive: (machines: readonly string[]) =>
    `${format.list(machines)} ${machines.length > 1 ? 'do' : 'does'} not answer`,
  someInactiveWhy: (machines: readonly string[], location: string) => {
    const it = machines.length > 1 ? 'them' : 'it';
    return `The others still serve ${location}. Start ${it}, or remove ${it} if out of service.`;
  },
  oneLocation: (location: string) => `All connectors are in ${location}`,
  oneLocationWhy: (purpose: ConnectorPurpose) =>
    `If that place loses its connection, ${
      purpose === 'sign-in' ? 'no on-premises password works' : 'nothing is synchronized'
    }. Put a connector in a second place.`,
  deletion: 'Accidental deletion',
  protected: 'Protected',
  stopsAbove: (count: number) => `Stops above ${format.count(count, deletion)} at once`,
  stopsAbovePercent: (count: number) => `Stops above a deletion of ${format.percent(count / 100)}`,
  notProtected: 'Not protected',
  notProtectedWhy: 'A mistake on your server can delete everybody here.',
  notRead: 'Not read',
  needs: (scopes: readonly string[]) => `Needs ${format.list(scopes)}.`,
  settingsNeed: (scope: string) => `Needs ${scope} and the Global Administrator role.`,
  readSettings: 'Read it too',
  features: 'Also synchronized',
  noFeature: 'Nothing besides accounts and groups',
  featureNames: {
    'password-hashes': 'password hashes',
    'password-writeback': 'passwords set in the cloud',
    'device-writeback': 'devices, back to the directory',
    'group-writeback': 'groups, back to the directory',
    'directory-extensions': 'directory extensions',
  },
  setUp: 'Set-up steps',
  checkAgain: 'Check again',
});
