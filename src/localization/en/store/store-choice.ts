import type { Format } from '../../format.js';

/** Words of the choice where a team's memory is. */
export const storeChoiceStrings = (format: Format) => ({
  title: 'Where are this tenant’s workspaces saved?',
  why: 'They’re saved in security groups in the tenant, for all its administrators. You’re asked once in each browser.',
  first: 'First, choose where this tenant’s workspaces are saved.',
  goThere: 'Choose now',
  reading: 'Looking for groups that may hold workspaces…',
  useOne: (name: string, owners: readonly string[]) =>
    owners.length > 0
      ? `Use the workspaces stored in the group “${name}”, owned by ${format.list(owners)}?`
      : `Use the workspaces stored in the group “${name}”, which has no owner?`,
  strangers: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} owns the group but has no administrator role. Group owners can change workspaces and who is in them.`
      : `${format.list(names)} own the group but have no administrator role. Group owners can change workspaces and who is in them.`,
  strangersTitle: 'Someone who isn’t an administrator can change these workspaces',
  strangersRemedy: (name: string) =>
    `If that isn’t intended, remove them as owners of the group “${name}” in the Microsoft Entra admin center.`,
  proves: 'Anyone in the tenant can create a group with this name. Use it only if you know its owners.',
  use: 'Use these workspaces',
  useOf: (name: string) => `Use these workspaces: the group ${name}`,
  none: 'No group in this tenant holds workspaces yet.',
  make: 'Create a new group',
  making: 'Creating the group…',
});
export type StoreChoiceStrings = ReturnType<typeof storeChoiceStrings>;
