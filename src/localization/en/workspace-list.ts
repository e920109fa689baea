import type { Format } from '../format.js';

const workspace = { one: 'workspace', other: 'workspaces' };
const subscriber = { one: 'subscriber', other: 'subscribers' };
const user = { one: 'user', other: 'users' };
const plan = { one: 'plan', other: 'plans' };
const service = { one: 'service', other: 'services' };

export const workspaceListStrings = (format: Format) => ({
  heading: 'Workspaces',
  summary: (count: number, unpublished: number) =>
    unpublished === 0
      ? format.count(count, workspace)
      : `${format.count(count, workspace)}, ${format.number(unpublished)} with unpublished changes`,
  damaged: {
    title: (count: number) => `${format.count(count, workspace)} cannot be read`,
    why: 'The other workspaces work, and nobody loses a license because of it.',
    at: (when: string) => `Edited ${when}`,
    sometime: 'No date',
    removeWhy:
      'The workspace is then gone. Users keep what it assigned. Export the record first if somebody is to look into it.',
    fileName: 'damaged-workspace',
  },
  search: 'Find a workspace or a plan',
  show: 'Show',
  filters: {
    all: 'All',
    unpublished: 'Unpublished changes',
    never: 'Never published',
    failed: 'With errors',
    deleting: 'To be deleted',
  },
  import: 'Import',
  importFile: 'Import a file',
  create: 'New workspace',
  createFirst: 'Create a workspace',
  newName: 'New workspace',
  emptyTitle: 'No workspaces yet',
  empty:
    'A workspace bundles plans and services for a group of people. Start with the people who need the same things.',
  nothingFound: 'No workspace matches',
  nothingFoundHint: (total: number) => `You have ${format.count(total, workspace)}.`,
  clearFilters: 'Clear filters',
  found: (count: number) => `${format.count(count, workspace)} shown`,
  unpublished: 'Unpublished changes',
  published: 'Published',
  never: 'Never published',
  deleting: 'Will be deleted',
  failed: (count: number) => `Published, ${format.number(count)} failed`,
  plans: 'Plans',
  services: 'Services',
  subscribers: 'Subscribers',
  noPlans: 'No plans',
  noServices: 'No services',
  planCount: (count: number) => format.count(count, plan),
  serviceCount: (count: number) => format.count(count, service),
  subscriberCount: (count: number) => format.count(count, subscriber),
  newCount: (count: number) => `${format.number(count)} new`,
  leavingCount: (count: number) => `${format.number(count)} leaving`,
  list: (items: readonly string[]) => format.list(items),
  open: 'Open',
  review: 'Review and publish',
  seeFailed: (count: number) => `See the ${format.count(count, user)}`,
  edited: (when: string, by: string) => (by ? `Edited ${when} by ${by}` : `Edited ${when}`),
  publishedBy: (when: string, by: string) => (by ? `Published ${when} by ${by}` : `Published ${when}`),
  more: (name: string) => `More for ${name}`,
  rename: 'Rename',
  renameAsk: 'Rename…',
  renameTitle: (name: string) => `Rename “${name}”`,
  name: 'Name',
  nameNeeded: 'A workspace needs a name.',
  nameTooLong: (limit: number) => `A name has at most ${format.number(limit)} characters.`,
  nameInvisible: 'This name has characters that nobody can see. Delete it and type it anew.',
  nameTaken: 'Another workspace has this name.',
  cancel: 'Cancel',
  renamed: (before: string, now: string) => `“${before}” is called “${now}” now.`,
  duplicate: 'Duplicate',
  export: 'Export',
  exportAll: 'Export all',
  exportShown: (count: number) => `Export ${format.number(count)}`,
  delete: 'Delete…',
  keep: 'Keep this workspace',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteNever: 'It was never published, so nobody loses anything.',
  deleteNothing: 'Nobody got anything from it, so nobody loses anything.',
  deleteTakes: (things: string, users: number) =>
    `Publishing the deletion takes ${things} from ${format.count(users, user)}. Licenses that another workspace also assigns stay. You review it first.`,
  deleteFrom: (names: readonly string[], more: number) =>
    more > 0 ? format.list([...names, `${format.number(more)} more`]) : format.list(names),
  route: 'How plans are assigned',
  byGroup: 'By group',
  byNewGroup: 'By group, which the first publish makes',
  keepIt: 'Keep it',
  deleteNow: 'Delete',
  deleteAndReview: 'Delete and review',
  failedTo: {
    create: 'The workspace could not be created',
    import: (files: readonly string[]) =>
      files.length > 0
        ? `${format.list(files.map((name) => `“${name}”`))} could not be imported`
        : 'The file could not be imported',
    delete: 'The workspace could not be deleted',
    edit: 'The workspace could not be changed',
  },
  imported: (count: number) => `${format.count(count, workspace)} imported.`,
  duplicated: (name: string) => `“${name}” was created.`,
  deleted: (name: string) => `“${name}” was deleted.`,
  marked: (name: string) => `“${name}” goes when its deletion is published.`,
  kept: (name: string) => `“${name}” stays.`,
  fileName: 'workspaces.json',
  date: (date: Date, now: Date) => (isSameDay(date, now) ? format.time(date) : format.date(date)),
});
export type WorkspaceListStrings = ReturnType<typeof workspaceListStrings>;

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
