import { noBystanders, type Bystanders } from '../../review/licenses/assemble.js';
import {
  changesAnything,
  createDraft,
  isEmptyChange,
  noParts,
  type PersonDraft,
} from '../../review/people/person-draft.js';
import type { ReviewContext } from '../../review/review-context.js';
import type { GroupReview } from './group-review.js';
import { draftMembership } from './membership.js';

/**
 * Works out what the group's change does to people in it who are blocked, left out, or were let in elsewhere.
 *
 * @param changing - those with a change of their own
 */
export function draftBystanders(
  context: ReviewContext,
  group: GroupReview,
  changing: readonly PersonDraft[],
): Bystanders {
  const { members, change } = group;
  if (isEmptyChange(change)) return noBystanders;
  const others = new Set(changing.map(({ user }) => user.id));
  const drafts = [...members].sort().flatMap((userId) => {
    const user = others.has(userId) ? undefined : context.users.get(userId);
    if (!user) return [];
    const draft = draftMembership(context, createDraft(user, noParts), group);
    // What the group gives back last of all, nobody can get in the same publish.
    return change.isLast ? { ...draft, frees: [] } : draft;
  });
  return { drafts: drafts.filter(changesAnything), members };
}
