import type { GrantNote } from '../../../model/holding/grant.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { BlockedUser, BlockReason } from '../../../model/publish/block.js';
import type { OpenPerson } from '../../../model/publish/change-set.js';
import { byNameAndId } from '../../../model/sort-order.js';
import type { PublishDecisions } from '../review-input.js';
import { createBlock } from './blockers.js';
import {
  changesAnything,
  createDraft,
  noParts,
  type PersonDraft,
  type ReviewedPerson,
} from './person-draft.js';

/** Everybody reviewed, by what is to happen with them. */
export interface Sorted {
  /** Everybody but those left out. */
  readonly everybody: readonly PersonDraft[];
  /** Who can be written as soon as there are licenses. Whom the administrator chose to wait comes last. */
  readonly ready: readonly PersonDraft[];
  /** Who is pending from before and has nothing else to do. */
  readonly awaited: readonly PersonDraft[];
  /** Who has all there is to have already. */
  readonly unchanged: readonly PersonDraft[];
  readonly blocked: readonly BlockedUser[];
  readonly open: readonly OpenPerson[];
  readonly notes: readonly GrantNote[];
  /** User ids. */
  readonly leftOut: readonly string[];
}

/** Sorts people, in the order in which they come, by what is to happen with them. */
export function sortOut(
  people: readonly ReviewedPerson[],
  { leftOut = [], waiting = [] }: PublishDecisions,
): Sorted {
  const excluded = new Set(leftOut);
  const isOut = ({ draft, blocks }: ReviewedPerson): boolean =>
    excluded.has(draft.user.id) && (changesAnything(draft) || blocks.length > 0);
  const staying = people.filter((person) => !isOut(person));
  const free = staying.filter((person) => !isBlocked(person));
  const idle = free.filter(({ draft }) => !changesAnything(draft));
  const last = new Set(waiting);
  const ready = free.map(({ draft }) => draft).filter(changesAnything);
  return {
    everybody: staying.map(({ draft }) => draft),
    ready: putFirst(ready, ({ user }) => !last.has(user.id)),
    awaited: idle.filter(({ open }) => open).map(({ draft }) => draft),
    unchanged: idle.filter(({ open, blocks }) => !open && blocks.length === 0).map(({ draft }) => draft),
    blocked: staying.flatMap(({ blocks }) => blocks),
    open: idle.flatMap(({ open }) => open ?? []),
    notes: staying.flatMap(({ notes = [] }) => notes),
    leftOut: people
      .filter(isOut)
      .map(({ draft }) => draft.user.id)
      .sort(),
  };
}

/** Whether nothing can change for the person. */
export function isBlocked({ blocks }: Pick<ReviewedPerson, 'blocks'>): boolean {
  return blocks.some((block) => block.blocks === 'user');
}

/** Those of whom it is true come first; otherwise the order stays. */
export function putFirst<T>(items: readonly T[], isFirst: (item: T) => boolean): T[] {
  return [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))];
}

/** These people, by name and id. Who is not in the directory has nothing there. */
export function listPeople(
  users: ReadonlyMap<string, DirectoryUser>,
  userIds: Iterable<string>,
): DirectoryUser[] {
  return [...userIds].map((userId) => users.get(userId) ?? createMissing(userId)).sort(byNameAndId);
}

function createMissing(id: string): DirectoryUser {
  const names = { id, displayName: id, userPrincipalName: '' };
  return { ...names, accountEnabled: false, guest: false, synced: false, licenses: [] };
}

/** Somebody of whom nothing can be said: the directory has no such user, or Graph left out the licenses. */
export function findUnknown(
  users: ReadonlyMap<string, DirectoryUser>,
  user: DirectoryUser,
): ReviewedPerson | undefined {
  if (!users.has(user.id)) return createUnknown(user, 'user-missing');
  return user.licensesUnknown && createUnknown(user, 'licenses-unreadable');
}

export function createUnknown(user: DirectoryUser, reason: BlockReason): ReviewedPerson {
  return { draft: createDraft(user, noParts), blocks: [createBlock(user, reason)] };
}
