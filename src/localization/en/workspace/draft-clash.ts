import type { Format } from '../../format.js';

type Noun = Parameters<Format['count']>[1];

const subscriber: Noun = { one: 'subscriber', other: 'subscribers' };
const exception: Noun = { one: 'exception', other: 'exceptions' };

export const clashStrings = (format: Format) => ({
  title: (who: string, name: string, at: Date) => `${who} changed ${name} at ${format.time(at)}`,
  why: (what: readonly string[]) => `Both of you changed ${format.list(what)}. Nothing is lost.`,
  keepBoth: 'Keep both changes',
  keepBothWhy: 'Where both of you changed the same thing, “Keep both changes” uses yours.',
  onlyTheirs: 'Keep only theirs',
  onlyMine: 'Keep only yours',
  compare: 'Compare line by line',
  what: 'What',
  mine: 'Yours',
  theirs: 'Theirs',
  name: 'the name',
  description: 'the description',
  route: 'the publishing method',
  deletion: 'its deletion',
  appOf: (app: string, plan: string) => `${app} in ${plan}`,
  acceptedGroup: 'the accepted group',
  counted: { subscriber: 'Subscribers', exception: 'People left out or assigned anyway' },
  countedChanges: {
    subscriber: (added: number, removed: number) => countChanges(format, subscriber, added, removed),
    exception: (added: number, removed: number) => countChanges(format, exception, added, removed),
  },
  values: {
    on: 'On',
    off: 'Off',
    asIs: 'As is',
    yes: 'Yes',
    no: 'No',
    direct: 'Directly to each person',
    group: 'Through a group',
  },
});

function countChanges(format: Format, noun: Noun, added: number, removed: number): string {
  if (added + removed === 0) return 'Not changed';
  return [
    ...(added > 0 ? [`${format.count(added, noun)} added`] : []),
    ...(removed > 0 ? [`${format.count(removed, noun)} removed`] : []),
  ].join(', ');
}

export type ClashStrings = ReturnType<typeof clashStrings>;
