import { isOpen, type GrantNote } from '../../model/holding/grant.js';
import { userHolder } from '../../model/holding/holder.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { ChangeSet, OpenPerson } from '../../model/publish/change-set.js';
import { draftBystanders } from '../routes/group/bystanders.js';
import { emptyFormerGroup, listInsiders, reviewFormerGroup } from '../routes/group/former-group.js';
import { isFromGroupOf, noteGone, reviewGroup, type GroupReview } from '../routes/group/group-review.js';
import { reviewMembership } from '../routes/group/membership.js';
import { assemble, nameOpen } from './licenses/assemble.js';
import { createBlock } from './people/blockers.js';
import type { ReviewedPerson } from './people/person-draft.js';
import { reviewPerson } from './people/review-person.js';
import { listPeople, putFirst, sortOut } from './people/sort-out.js';
import { createContext, type ReviewContext } from './review-context.js';
import { usersConcerned, type ReviewInput } from './review-input.js';

/**
 * Compares what everybody should have with what everybody has, and says exactly what a publish would change.
 * Pure and synchronous: the same input, in any order, gives the same change set. Once all is right there is nothing in it.
 *
 * Who is blocked keeps everything as it is, except where the block is about a part only.
 * Licenses are handed out by name, then by id; through a group to those in it first, whom Microsoft serves in any case.
 * Whom the administrator chose to wait comes last. People who only swap or give back do not lose their place.
 */
export function reviewWorkspace(input: ReviewInput): ChangeSet {
  const { workspace, foreignGroupId } = input;
  const context = createContext(input);
  const { desired, users } = context;
  const onGroup = workspace.route === 'group';
  const isForeign = onGroup && foreignGroupId !== undefined;
  const group = onGroup ? (isForeign ? undefined : reviewGroup(context)) : reviewFormerGroup(context);
  const direct = onGroup ? withoutPlans(context, group) : { ...context, groupId: group?.groupId };
  const isSubscriber = ({ id }: DirectoryUser): boolean => desired.own?.subscribers.has(id) ?? false;

  const reviewOne = (user: DirectoryUser): ReviewedPerson => {
    const alone = reviewPerson(direct, user);
    const person = group ? reviewMembership(context, group, alone, onGroup) : alone;
    const open = person.open ?? findOpen(context, user);
    if (!isSubscriber(user)) return { ...person, open };
    if (!users.has(user.id)) return { ...person, open, blocks: [createBlock(user, 'user-missing')] };
    if (!isForeign) return { ...person, open };
    return { ...person, open, blocks: [createBlock(user, 'group-not-ours', { groupId: foreignGroupId })] };
  };
  const people = listPeople(users, usersConcerned(input)).map(reviewOne);
  const sorted = sortOut(people, context.decisions);
  // Who is in the group gets its plans in any case, and so counts before those who join.
  const line = putFirst(sorted.ready, ({ user }) => onGroup && (group?.members.has(user.id) ?? false));
  const unchangedCount = sorted.unchanged.filter(({ user }) => isSubscriber(user)).length;
  const assembleWith = (inTheEnd: GroupReview | undefined, notes: readonly GrantNote[]): ChangeSet => {
    const bystanders = inTheEnd && draftBystanders(context, inTheEnd, sorted.ready);
    return assemble(
      context,
      {
        kind: 'publish',
        route: workspace.route,
        unchangedCount,
        notes,
        ...(inTheEnd ? { group: inTheEnd.change } : {}),
      },
      sorted,
      [...(bystanders?.drafts ?? []), ...line],
      bystanders,
    );
  };
  const changeSet = assembleWith(group, []);
  if (!group) return changeSet;
  // Who leaves is known only now: whoever is short of a license stays where the group gives the others.
  const leaving = new Set(
    changeSet.changes
      .filter(({ steps }) => steps.some(({ kind }) => kind === 'leave'))
      .map(({ userId }) => userId),
  );
  const isEmpty = listInsiders(context).every((userId) => leaving.has(userId));
  const inTheEnd = !onGroup && isEmpty ? emptyFormerGroup(context, group, leaving) : group;
  const notes = noteGone(context, inTheEnd, isEmpty);
  return inTheEnd === group && notes.length === 0 ? changeSet : assembleWith(inTheEnd, notes);
}

/** Somebody of whom an earlier publish has left something open. */
export function findOpen(
  { grants, workspaceId }: ReviewContext,
  user: DirectoryUser,
): OpenPerson | undefined {
  for (const grant of grants.listFrom(workspaceId, userHolder(user.id)))
    if (isOpen(grant)) return nameOpen(user, 'answer');
  return undefined;
}

/** On the group route people get services and lose direct licenses themselves; plans come through the group. */
function withoutPlans(context: ReviewContext, group: GroupReview | undefined): ReviewContext {
  const { own, before } = context.desired;
  const none = new Map<string, never>();
  return {
    ...context,
    groupId: group?.groupId,
    throughGroup: own,
    desired: {
      ...context.desired,
      own: own && { ...own, plans: none },
      before: before && { ...before, plans: none },
    },
    // It stays where the group does not come to give the plan; who joins, or gets a plan that is new to it, is waited for.
    keepsDirect: (user, skuId) =>
      (own?.subscribers.has(user.id) ?? false) &&
      (own?.plans.has(skuId) ?? false) &&
      (!group?.carried.has(skuId) ||
        (group.members.has(user.id) && group.carriedBefore.has(skuId) && !isFromGroupOf(group, user, skuId))),
  };
}
