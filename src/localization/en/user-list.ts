import type { LicenseSource } from '../../model/user.js';
import type { Format } from '../format.js';

/** Graph's words for what went wrong with a license, as `licenseAssignmentStates` has them. */
const licenseErrors: Readonly<Record<string, { readonly short: string; readonly why: string }>> = {
  CountViolation: {
    short: 'No license left',
    why: 'No license of this plan was left. Buy more or take one back, then ask Microsoft to try again.',
  },
  MutuallyExclusiveViolation: {
    short: 'App conflict',
    why: 'An app of this plan cannot be held together with an app of another plan of this user. Switch one off.',
  },
  DependencyViolation: {
    short: 'App missing',
    why: 'An app of this plan needs another app, which this user does not have.',
  },
  ProhibitedInUsageLocationViolation: {
    short: 'Not offered there',
    why: 'Microsoft does not offer this plan in the usage location of this user.',
  },
  UniquenessViolation: {
    short: 'Address taken',
    why: 'Another object has the same mail address. Change one of the two.',
  },
};

export const userListStrings = (format: Format) => {
  const users = (count: number) => format.count(count, { one: 'user', other: 'users' });
  const licenses = (count: number) => format.count(count, { one: 'license', other: 'licenses' });
  return {
    heading: 'User list',
    answer: (held: number, licensed: number, all: number) =>
      `${licenses(held)} on ${format.number(licensed)} of ${users(all)}`,
    reading: (count: number) => `${users(count)} read so far`,
    gridLabel: 'Users and their plans',
    search: 'Search',
    searchHint: 'Name, mail or department',
    filters: 'Filters',
    plan: 'Plan',
    source: 'Source',
    state: 'State',
    department: 'Department',
    country: 'Country',
    licensed: 'Licensed',
    licensedChoices: { any: 'Everybody', yes: 'With a license', no: 'Without a license' },
    chosen: (name: string, count: number) => (count > 0 ? `${name}: ${format.number(count)}` : name),
    clear: 'Clear',
    clearFilters: 'Clear filters',
    matchCount: (count: number) => `${format.number(count)} match`,
    nobodyMatches: 'Nobody matches these filters',
    nobodyMatchesWhy: 'Take a filter away to see more people.',
    empty: 'Nobody here yet',
    emptyWhy: 'The directory has no users.',
    columns: 'Columns',
    columnsReset: 'Main columns',
    name: 'Name',
    userPrincipalName: 'User name',
    jobTitle: 'Job title',
    select: 'Select',
    selectUser: (name: string) => `Select ${name}`,
    selectShown: 'Select everybody who matches',
    selectedCount: (count: number) => `${format.number(count)} selected`,
    selectAll: (count: number) => `Select all ${format.number(count)} that match`,
    clearSelection: 'Clear the selection',
    sortBy: (column: string) => `Sort by ${column}`,
    exportCsv: (count: number) => `Export ${format.number(count)} as CSV`,
    exporting: (done: number, all: number) => `${format.number(done)} of ${format.number(all)} written`,
    stopExport: 'Stop the export',
    exported: 'The file is ready',
    exportFailed: 'The file could not be written',
    fileName: 'users',
    sources: { direct: 'Direct', group: 'Group', 'direct-and-group': 'Direct + group' } satisfies Record<
      LicenseSource,
      string
    >,
    states: {
      error: 'Error',
      'sign-in-disabled': 'Sign-in disabled',
      guest: 'Guest',
      'not-synced': 'Not synchronized',
      active: 'Active',
      unlicensed: 'No license',
    },
    licenseError: (error: string | undefined) => licenseErrors[error ?? '']?.short ?? 'Error',
    licenseErrorWhy: (error: string | undefined) =>
      licenseErrors[error ?? '']?.why ?? 'Microsoft could not make this license work and does not say why.',
    details: (name: string) => `Details of ${name}`,
    signInAllowed: 'Sign-in allowed',
    signInDisabled: 'Sign-in disabled',
    synced: 'Synchronized',
    cloudOnly: 'Created in the cloud',
    guest: 'Guest',
    noLocation: 'No usage location',
    notActive: (plan: string) => `${plan} is not active`,
    plans: 'Plans',
    noPlans: 'No plan is assigned.',
    fromGroup: (name: string) => `Group: ${name}`,
    fromSomeGroup: 'A group',
    apps: (count: number) => format.count(count, { one: 'app', other: 'apps' }),
    appsOn: (on: number, off: number) => `${format.number(on)} on, ${format.number(off)} off`,
    appOn: 'On',
    appOff: 'Off',
    workspaces: 'Workspaces',
    noWorkspaces: 'In no workspace.',
    notPublishedYet: 'Not published yet',
    subscribeTo: 'Subscribe to…',
    unsubscribeFrom: 'Unsubscribe from…',
    chooseWorkspace: (count: number) => `Choose a workspace for ${users(count)}`,
    chooseLeaving: (count: number) => `Choose the workspace that ${users(count)} leave`,
    bulkNote: 'This changes the draft. The review shows what it means before anything is assigned.',
    noWorkspacesYet: 'There is no workspace yet. Create one first.',
    workspace: 'Workspace',
    subscribeAndReview: 'Subscribe and review…',
    unsubscribeAndReview: 'Unsubscribe and review…',
    csv: {
      id: 'User id',
      displayName: 'Name',
      userPrincipalName: 'User name',
      mail: 'Mail',
      department: 'Department',
      jobTitle: 'Job title',
      country: 'Country',
      usageLocation: 'Usage location',
      state: 'State',
    },
  };
};
export type UserListStrings = ReturnType<typeof userListStrings>;
