import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import { listUserChanges, markUsers } from '../../services/users/user-changes.js';
import {
  listHeldLicenses,
  listUsers,
  readUsersByIds,
  type HeldLicenses,
} from '../../services/users/users.js';
import type { GraphServices } from '../graph-services.js';
import type { Session } from '../session.js';
import type { Read } from './read-cache.js';

/** Everybody in the directory, by name. */
export interface Directory {
  readonly users: readonly DirectoryUser[];
  /** False while the first reading lasts: `users` are then those that were read so far. */
  readonly complete: boolean;
  /** From where on only changed people have to be read; missing where Microsoft gives no mark. */
  readonly mark?: string;
}

/**
 * Everybody in the directory, shown page by page while it is read for the first time. Read again, only those people are
 * read of whom something changed, and the licenses of all, which Microsoft's changes do not tell; until they are there,
 * it shows those that it had.
 */
export const directoryRead = ({ graph }: Pick<Session, 'graph'>): Read<Directory> => {
  const { cache } = graph;
  const key = ['users', 'directory'] as const;
  return {
    cache,
    key,
    async read(signal) {
      const known = cache.getQueryData<Directory>(key);
      return (
        (known &&
          (await readChanges(graph, known, { signal }, (users) => {
            // Its licenses are no younger for that.
            const { dataUpdatedAt } = cache.getQueryState(key) ?? {};
            if (!signal.aborted)
              cache.setQueryData<Directory>(
                key,
                { ...known, users },
                dataUpdatedAt ? { updatedAt: dataUpdatedAt } : {},
              );
          }))) ??
        readEverybody(graph, { signal }, (users) => {
          if (!known?.complete && !signal.aborted)
            cache.setQueryData<Directory>(key, { users, complete: false });
        })
      );
    },
  };
};

async function readEverybody(
  graph: GraphServices,
  options: CallOptions,
  onPage: (users: readonly DirectoryUser[]) => void,
): Promise<Directory> {
  // Asked for before the first page, so that no change is missed. Whatever keeps it from coming keeps the pages from
  // coming too, and is told there; without it everybody is read again next time.
  const marked = markUsers(graph.client, options).catch(() => undefined);
  const users: DirectoryUser[] = [];
  for await (const page of listUsers(graph.client, { ...options, byName: true })) {
    users.push(...(await graph.confirm(page.items)));
    onPage([...users]);
  }
  const mark = await marked;
  return { users, complete: true, ...(mark ? { mark } : {}) };
}

/** The directory as it is now, or undefined when everybody has to be read again. */
async function readChanges(
  graph: GraphServices,
  { users, complete, mark }: Directory,
  options: CallOptions,
  onPeople: (users: readonly DirectoryUser[]) => void,
): Promise<Directory | undefined> {
  if (!complete || !mark) return undefined;
  const changes = await listUserChanges(graph.client, mark, options);
  // Reading everybody takes fewer requests then.
  if (!changes || changes.changed.size > users.length / 3) return undefined;
  const fresh = await readUsersByIds(graph.client, [...changes.changed], options);
  const people = mergeUsers(users, fresh, changes.removed);
  onPeople(await graph.confirm(people));
  const licensed = await readLicenses(graph.client, people, options);
  return { users: await graph.confirm(licensed), complete: true, mark: changes.mark };
}

/** The same people with the licenses that they hold now. Of whom nothing changed stays the same object. */
async function readLicenses(
  client: GraphClient,
  users: readonly DirectoryUser[],
  options: CallOptions,
): Promise<readonly DirectoryUser[]> {
  const byId = new Map(users.map((user) => [user.id, user]));
  const changed = new Map<string, DirectoryUser>();
  for await (const { items } of listHeldLicenses(client, options))
    for (const held of items) {
      const user = byId.get(held.userId);
      if (user && !holdsTheSame(user, held)) changed.set(held.userId, withLicenses(user, held));
    }
  return changed.size > 0 ? users.map((user) => changed.get(user.id) ?? user) : users;
}

function holdsTheSame(user: DirectoryUser, held: HeldLicenses): boolean {
  return (
    user.licensesUnknown === held.licensesUnknown &&
    JSON.stringify(user.licenses) === JSON.stringify(held.licenses)
  );
}

function withLicenses(
  { licensesUnknown: _, ...person }: DirectoryUser,
  { licenses, licensesUnknown }: HeldLicenses,
): DirectoryUser {
  return { ...person, licenses, ...(licensesUnknown ? { licensesUnknown } : {}) };
}

/** Puts people where they belong by name; all others keep their place. */
export function mergeUsers(
  users: readonly DirectoryUser[],
  fresh: readonly DirectoryUser[],
  removed: ReadonlySet<string>,
): readonly DirectoryUser[] {
  if (fresh.length === 0 && removed.size === 0) return users;
  const byId = new Map(fresh.map((user) => [user.id, user]));
  const merged: DirectoryUser[] = [];
  for (const user of users) {
    const now = byId.get(user.id);
    // Somebody with another name goes elsewhere.
    if (now && now.displayName !== user.displayName) continue;
    byId.delete(user.id);
    if (!removed.has(user.id)) merged.push(now ?? user);
  }
  const { compare } = new Intl.Collator('en');
  const moved = [...byId.values()]
    .filter(({ id }) => !removed.has(id))
    .sort((a, b) => compare(a.displayName, b.displayName));
  if (moved.length === 0) return merged;
  const result: DirectoryUser[] = [];
  let next = 0;
  for (const user of moved) {
    const place = findPlace(merged, next, (other) => compare(other.displayName, user.displayName) > 0);
    result.push(...merged.slice(next, place), user);
    next = place;
  }
  return [...result, ...merged.slice(next)];
}

/** The first place from `from` on whose user is behind, in a list in order. */
function findPlace(
  users: readonly DirectoryUser[],
  from: number,
  isBehind: (user: DirectoryUser) => boolean,
): number {
  let [low, high] = [from, users.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const user = users[middle];
    if (user && isBehind(user)) high = middle;
    else low = middle + 1;
  }
  return low;
}
