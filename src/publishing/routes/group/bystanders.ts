import type { DirectoryUser } from '../../../model/user.js';
import type { Bystanders } from '../../review/licenses/assemble.js';
import { changesAnything, createDraft, noParts } from '../../review/people/person-draft.js';
import type { ReviewContext } from '../../review/people/review-person.js';
import type { GroupReview } from './group-review.js';
import { draftMembership } from './membership.js';

/**
 * Works out what the group's change does to people in it who are blocked, left out, or were let in elsewhere.
 *
 * @param changing - user ids of those with a change of their own
 */
export function draftBystanders(
  context: Pick<ReviewContext, 'desired' | 'plans'>,
  group: GroupReview,
  users: ReadonlyMap<string, DirectoryUser>,
  changing: ReadonlySet<string>,
): Bystanders {
  const { members, change } = group;
  if (change.add.length + change.remove.length === 0) return { drafts: [], members: new Set() };
  const drafts = [...members].sort().flatMap((userId) => {
    const user = changing.has(userId) ? undefined : users.get(userId);
    return user
      ? draftMembership(context, user, createDraft(user, noParts), group, { gains: true, isBystander: true })
      : [];
  });
  return { drafts: drafts.filter(changesAnything), members };
}
