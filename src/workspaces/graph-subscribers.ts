import type { Workspace } from '../model/workspace.js';
import type { StoredSubscribers } from './graph-record.js';

/** The members of roster groups by the group's id. */
export type Rosters = ReadonlyMap<string, readonly string[]>;

/**
 * Whether subscribers can be stored without a new roster, and how.
 *
 * @param inline - how many ids may be written out in the record itself
 */
export function toStoredSubscribers(
  subscribers: readonly string[],
  rosters: Rosters,
  inline: number,
): StoredSubscribers | undefined {
  if (subscribers.length <= inline) return { add: subscribers };
  const wanted = new Set(subscribers);
  for (const [roster, members] of rosters) {
    const present = new Set(members);
    const remove = members.filter((id) => !wanted.has(id));
    const add = subscribers.filter((id) => !present.has(id));
    if (remove.length + add.length > inline) continue;
    return {
      roster,
      count: members.length,
      ...(remove.length > 0 ? { remove } : {}),
      ...(add.length > 0 ? { add } : {}),
    };
  }
  return undefined;
}

/** The subscribers that a record stands for. */
export function fromStoredSubscribers(stored: StoredSubscribers, rosters: Rosters): string[] {
  const removed = new Set(stored.remove);
  const members = stored.roster === undefined ? [] : (rosters.get(stored.roster) ?? []);
  return [...new Set([...members.filter((id) => !removed.has(id)), ...(stored.add ?? [])])];
}

/** A workspace without its subscribers, which are stored apart. */
export function withoutSubscribers(workspace: Workspace): Workspace {
  const { draft, published } = workspace;
  return {
    ...workspace,
    draft: { ...draft, subscribers: [] },
    ...(published ? { published: { ...published, subscribers: [] } } : {}),
  };
}
