import type { Format } from '../format.js';

/** Words of the choice where a team's memory is. */
export const storeChoiceStrings = (format: Format) => ({
  title: 'Where are this tenant’s workspaces saved?',
  why: 'They are saved in security groups of the tenant, for all of its administrators. This is asked once in each browser.',
  first: 'First say where this tenant’s workspaces are saved.',
  goThere: 'Go to the question',
  reading: 'Looking for groups that may hold them…',
  useOne: (name: string, owners: readonly string[]) =>
    owners.length > 0
      ? `Use the workspaces stored in the group “${name}”, owned by ${format.list(owners)}?`
      : `Use the workspaces stored in the group “${name}”, which nobody owns?`,
  strangers: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} owns the group and holds no administrator role. Whoever owns it can change workspaces and who is in them.`
      : `${format.list(names)} own the group and hold no administrator role. Whoever owns it can change workspaces and who is in them.`,
  strangersTitle: 'Somebody who is no administrator can change these workspaces',
  strangersRemedy: (name: string) =>
    `If that isn’t meant, remove them as owners of the group “${name}” in Entra.`,
  proves: 'Anybody in the tenant can make a group of that name. Use it only if you know its owners.',
  use: 'Use these workspaces',
  useOf: (name: string) => `Use these workspaces: the group ${name}`,
  none: 'No group of this tenant holds workspaces yet.',
  make: 'Make a new group',
  making: 'Making the group…',
});
export type StoreChoiceStrings = ReturnType<typeof storeChoiceStrings>;
