import * as v from 'valibot';

/** Ids of people as they are stored: those of a group, less and plus some. The group never changes. */
export interface PeopleList {
  readonly groupId?: string;
  /** How many members the group had when it was written. */
  readonly count?: number;
  /** When the group was written, in milliseconds since the epoch. */
  readonly at?: number;
  readonly remove?: readonly string[];
  readonly add?: readonly string[];
}

/** A group of people as it was written, and its members as they are. */
export interface KnownGroup {
  readonly list: Pick<PeopleList, 'count' | 'at'>;
  readonly members: readonly string[];
}

/** Such groups by the group's id. */
export type KnownPeople = ReadonlyMap<string, KnownGroup>;

/** So many ids are written out; more are the members of a group. */
const mostWritten = 40;

const ids = v.array(v.string());

export const peopleListSchema = v.object({
  groupId: v.exactOptional(v.string()),
  count: v.exactOptional(v.number()),
  at: v.exactOptional(v.number()),
  remove: v.exactOptional(ids),
  add: v.exactOptional(ids),
}) satisfies v.GenericSchema<unknown, PeopleList>;

/** How people are stored without another group, or undefined when that takes one. */
export function toPeopleList(people: readonly string[], known: KnownPeople): PeopleList | undefined {
  if (people.length <= mostWritten) return { add: people };
  const wanted = new Set(people);
  for (const [groupId, { list, members }] of known) {
    const present = new Set(members);
    const remove = members.filter((id) => !wanted.has(id));
    const add = people.filter((id) => !present.has(id));
    if (remove.length + add.length > mostWritten) continue;
    return {
      groupId,
      ...list,
      ...(remove.length > 0 ? { remove } : {}),
      ...(add.length > 0 ? { add } : {}),
    };
  }
  return undefined;
}

/** The people whom a list stands for. */
export function fromPeopleList({ groupId, remove, add = [] }: PeopleList, known: KnownPeople): string[] {
  const removed = new Set(remove);
  const members = groupId === undefined ? [] : (known.get(groupId)?.members ?? []);
  return [...new Set([...members.filter((id) => !removed.has(id)), ...add])];
}
