import type { DirectoryUser } from '../../model/holding/user.js';
import type { ChangeSet, ReclaimItem } from '../../model/publish/change-set.js';
import { groupBy } from '../../model/usage/group-by.js';
import { assemble } from './licenses/assemble.js';
import { reclaimFromPerson } from './people/reclaim-from-person.js';
import { findUnknown, listPeople, putFirst, sortOut } from './people/sort-out.js';
import { createContext } from './review-context.js';
import type { ReviewInput } from './review-input.js';

/**
 * Reviews taking back exactly these direct licenses, whoever gave them, and to give the plans that stand in for them.
 * The administrator names each license, which is what adopts it; nothing else of anybody changes. Pure.
 *
 * A license that a workspace gives stays, because the workspace would give it again: the person has to be
 * unsubscribed there. A license that only a group gives stays, too. Both are listed as blocked, with the reason.
 * Whoever cannot get the plan in its place keeps what is held: nobody is left with half a swap.
 */
export function reviewReclaim(
  items: readonly ReclaimItem[],
  input: Omit<ReviewInput, 'workspace'>,
): ChangeSet {
  const context = createContext(input);
  const wanted = groupByUser(items);
  const isMissing = ({ id }: DirectoryUser): boolean => !input.users.has(id);
  const people = putFirst(listPeople(input.users, wanted.keys()), isMissing).map(
    (user) =>
      findUnknown(input.users, user) ??
      reclaimFromPerson(context, user, wanted.get(user.id) ?? new Map<string, undefined>()),
  );
  const sorted = sortOut(people, context.decisions);
  return assemble(
    context,
    { kind: 'reclaim', route: 'direct', unchangedCount: sorted.unchanged.length },
    sorted,
    sorted.ready,
  );
}

/**
 * By user: each plan to take once, in one order, with the plan in its place if there is one. A plan that is to stand in
 * for another is not taken, so that the next review finds nothing to do.
 */
function groupByUser(
  items: readonly ReclaimItem[],
): ReadonlyMap<string, ReadonlyMap<string, string | undefined>> {
  const given = new Set(items.map(({ userId, insteadSkuId }) => `${userId} ${insteadSkuId ?? ''}`));
  const orderOf = ({ skuId, insteadSkuId = '' }: ReclaimItem): string => `${skuId} ${insteadSkuId}`;
  const byUser = groupBy(
    items
      .filter(({ userId, skuId }) => !given.has(`${userId} ${skuId}`))
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    ({ userId }) => userId,
    ({ skuId, insteadSkuId }) => [skuId, insteadSkuId] as const,
  );
  return new Map([...byUser].map(([userId, plans]) => [userId, new Map(plans)]));
}
