import type { Format } from '../../format.js';

const workspace = { one: 'workspace', other: 'workspaces' };
const subscriber = { one: 'subscriber', other: 'subscribers' };
const person = { one: 'person', other: 'people' };
const plan = { one: 'plan', other: 'plans' };
const service = { one: 'service', other: 'services' };

export const workspaceListStrings = (format: Format) => ({
  heading: 'Workspaces',
  summary: (count: number, unpublished: number) =>
    unpublished === 0
      ? format.count(count, workspace)
      : `${format.count(count, workspace)}, ${format.number(unpublished)} with unpublished changes`,
  damaged: {
    title: (count: number) => `${format.count(count, workspace)} can’t be read`,
    why: 'The other workspaces work, and no one loses a license because of it.',
    at: (when: string) => `Edited ${when}`,
    sometime: 'No date',
    removeWhy:
      'This deletes the workspace. People keep what it assigned. To investigate later, export the record first.',
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
  seeFailed: (count: number) => `View ${format.count(count, person)}`,
  edited: (when: string, by: string) => (by ? `Edited ${when} by ${by}` : `Edited ${when}`),
  publishedBy: (when: string, by: string) => (by ? `Published ${when} by ${by}` : `Published ${when}`),
  more: (name: string) => `More actions for ${name}`,
  rename: 'Rename',
  renameAsk: 'Rename…',
  renameTitle: (name: string) => `Rename “${name}”`,
  name: 'Name',
  nameNeeded: 'A workspace needs a name.',
  nameTooLong: (limit: number) => `A name can have at most ${format.number(limit)} characters.`,
  nameInvisible: 'This name contains invisible characters. Delete it and type it again.',
  nameTaken: 'Another workspace already has this name.',
  cancel: 'Cancel',
  renamed: (before: string, now: string) => `“${before}” is now called “${now}”.`,
  duplicate: 'Duplicate',
  export: 'Export',
  exportAll: 'Export all',
  exportShown: (count: number) => `Export ${format.number(count)}`,
  delete: 'Delete…',
  keep: 'Keep this workspace',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteNever: 'It was never published, so no one loses anything.',
  deleteNothing: 'No one got anything from it, so no one loses anything.',
  deleteTakes: (things: string, users: number) =>
    `Publishing this unassigns ${things} from ${format.count(users, person)}. Licenses that another workspace also assigns stay. You review it first.`,
  deleteFrom: (names: readonly string[], more: number) =>
    more > 0 ? format.list([...names, `${format.number(more)} more`]) : format.list(names),
  route: 'Publishing method',
  byGroup: 'Through a group',
  byNewGroup: 'Through a group, created at the first publish',
  keepIt: 'Keep it',
  deleteNow: 'Delete',
  deleteAndReview: 'Delete and review…',
  failedTo: {
    create: 'The workspace couldn’t be created',
    import: (files: readonly string[]) =>
      files.length > 0
        ? `${format.list(files.map((name) => `“${name}”`))} couldn’t be imported`
        : 'The file couldn’t be imported',
    delete: 'The workspace couldn’t be deleted',
    edit: 'The workspace couldn’t be changed',
  },
  imported: (count: number) => `${format.count(count, workspace)} imported.`,
  duplicated: (name: string) => `“${name}” was created.`,
  deleted: (name: string) => `“${name}” was deleted.`,
  marked: (name: string) => `“${name}” will be deleted when you publish.`,
  kept: (name: string) => `“${name}” won’t be deleted.`,
  fileName: 'workspaces.json',
  date: (date: Date, now: Date) => (isSameDay(date, now) ? format.time(date) : format.date(date)),
});
export type WorkspaceListStrings = ReturnType<typeof workspaceListStrings>;

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
