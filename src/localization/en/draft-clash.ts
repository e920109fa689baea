import type { Format } from '../format.js';

const subscriber = { one: 'subscriber', other: 'subscribers' };

export const clashStrings = (format: Format) => ({
  title: (who: string, name: string, at: Date) => `${who} changed ${name} at ${format.time(at)}`,
  why: (what: readonly string[]) => `Both of you changed ${format.list(what)}. Nothing is lost.`,
  keepBoth: 'Keep both changes',
  keepBothWhy: 'Where both changed the same, “Keep both” takes yours.',
  onlyTheirs: 'Only theirs',
  onlyMine: 'Only mine',
  compare: 'Compare line by line',
  what: 'What',
  mine: 'Yours',
  theirs: 'Theirs',
  name: 'the name',
  description: 'the description',
  route: 'how it is published',
  deletion: 'its deletion',
  appOf: (app: string, plan: string) => `${app} in ${plan}`,
  subscribers: 'Subscribers',
  subscriberChanges: (added: number, removed: number) =>
    added + removed === 0
      ? 'Not changed'
      : [
          ...(added > 0 ? [`${format.count(added, subscriber)} added`] : []),
          ...(removed > 0 ? [`${format.count(removed, subscriber)} taken out`] : []),
        ].join(', '),
  values: {
    on: 'On',
    off: 'Off',
    asIs: 'As is',
    yes: 'Yes',
    no: 'No',
    direct: 'Directly to each user',
    group: 'Through a group',
  },
});
export type ClashStrings = ReturnType<typeof clashStrings>;
