import type { BlockedUser } from '../../model/block.js';
import type { ChangeSet, OpenPerson } from '../../model/change-set.js';
import { isOpen, type GrantNote } from '../../model/grant.js';
import type { DirectoryUser } from '../../model/user.js';
import { draftBystanders } from '../routes/group/bystanders.js';
import { emptyFormerGroup, listInsiders, reviewFormerGroup } from '../routes/group/former-group.js';
import { isFromGroupOf, noteGone, reviewGroup, type GroupReview } from '../routes/group/group-review.js';
import { reviewMembership, type GroupedPerson } from '../routes/group/membership.js';
import { describeDesired, listUnproven } from './desired.js';
import { indexServices } from './index-services.js';
import { assemble, byNameAndId, lineUp, nameOpen, type Bystanders } from './licenses/assemble.js';
import { AppInspector, createBlock, nameMissing } from './people/blockers.js';
import { changesAnything, type PersonDraft } from './people/person-draft.js';
import { reviewPerson, type ReviewContext } from './people/review-person.js';
import { defaultPolicy, usersConcerned, type ReviewInput } from './review-input.js';

/**
 * Compares what everybody should have with what everybody has, and says exactly what a publish would change.
 * Pure and synchronous: the same input, in any order, gives the same change set. Once all is right there is nothing in it.
 *
 * Who is blocked keeps everything as it is, except where the block is about a part only.
 * Licenses are handed out by name, then by id; through a group to those in it first, whom Microsoft serves in any case.
 * Whom the administrator chose to wait comes last. People who only swap or give back do not lose their place.
 */
export function reviewWorkspace(input: ReviewInput): ChangeSet {
  const { workspace, decisions = {}, foreignGroupId } = input;
  const context = createContext(input);
  const { desired, inspector, plans } = context;
  const onGroup = workspace.route === 'group';
  const held = input.group;
  const group = onGroup
    ? foreignGroupId === undefined
      ? reviewGroup(context, held, input.users)
      : undefined
    : reviewFormerGroup(context, held, input.users);
  const direct = onGroup ? withoutPlans(context, group) : { ...context, groupId: group?.groupId };

  const found = { blocked: [] as BlockedUser[], notes: [] as GrantNote[], open: [] as OpenPerson[] };
  const leftOut: string[] = [];
  const ready: PersonDraft[] = [];
  const awaited: PersonDraft[] = [];
  const everybody: PersonDraft[] = [];
  const excluded = new Set(decisions.leftOut);
  let unchangedCount = 0;

  for (const user of listPeople(input)) {
    const isSubscriber = desired.own?.subscribers.has(user.id) ?? false;
    const person = reviewOne(direct, context, group, user, input);
    const { draft } = person;
    const blocks =
      isSubscriber && !input.users.has(user.id)
        ? [createBlock(nameMissing(user.id), 'user-missing')]
        : isSubscriber && onGroup && foreignGroupId !== undefined
          ? [createBlock(user, 'group-not-ours', { groupId: foreignGroupId })]
          : person.blocks;
    const hasWork = changesAnything(draft);
    if (excluded.has(user.id) && (hasWork || blocks.length > 0)) {
      leftOut.push(user.id);
      continue;
    }
    everybody.push(draft);
    found.blocked.push(...blocks);
    found.notes.push(...person.notes);
    if (blocks.some((block) => block.blocks === 'user')) continue;
    const open = person.open ?? (hasWork ? undefined : findOpen(context, user));
    if (hasWork) ready.push(draft);
    else if (draft.isAwaited) awaited.push(draft);
    else if (open) found.open.push(open);
    else if (blocks.length === 0 && isSubscriber) unchangedCount += 1;
  }
  const inLine = lineUp(ready, decisions.waiting);
  const changing = new Set(ready.map(({ user }) => user.id));
  const assembleWith = (inTheEnd: GroupReview | undefined, notes: readonly GrantNote[]): ChangeSet => {
    const bystanders = inTheEnd && reviewBystanders(context, inTheEnd, input.users, changing);
    return assemble(
      {
        kind: 'publish',
        route: workspace.route,
        workspaceId: workspace.id,
        readAt: input.readAt,
        ...(inTheEnd ? { group: inTheEnd.change } : {}),
      },
      {
        plans,
        inspector,
        line: [
          ...(bystanders?.drafts ?? []),
          ...(group && onGroup ? putMembersFirst(inLine, group) : inLine),
        ],
        ...(bystanders ? { bystanders } : {}),
        awaited,
        everybody,
        blocked: found.blocked,
        open: found.open,
        pending: input.pending,
        skuIds: desired.own?.plans.keys() ?? [],
      },
      {
        unchangedCount,
        leftOut: leftOut.sort(),
        notes: [...found.notes, ...notes],
        unproven: listUnproven(input),
      },
    );
  };
  const changeSet = assembleWith(group, []);
  if (!group || !held) return changeSet;
  // Who leaves is known only now: whoever is short of a license stays where the group gives the others.
  const leaving = new Set(
    changeSet.changes
      .filter(({ steps }) => steps.some(({ kind }) => kind === 'leave'))
      .map(({ userId }) => userId),
  );
  const isEmpty = listInsiders(context, held).every((userId) => leaving.has(userId));
  const inTheEnd = onGroup ? group : emptyFormerGroup(context, group, held, input.users, leaving);
  const notes = noteGone(context, inTheEnd, isEmpty);
  return inTheEnd === group && notes.length === 0 ? changeSet : assembleWith(inTheEnd, notes);
}

/** What the group gives back last of all, nobody can get in the same publish. */
function reviewBystanders(
  context: ReviewContext,
  group: GroupReview,
  users: ReviewInput['users'],
  changing: ReadonlySet<string>,
): Bystanders {
  const bystanders = draftBystanders(context, group, users, changing);
  if (!group.change.isLast) return bystanders;
  return { ...bystanders, drafts: bystanders.drafts.map((draft) => ({ ...draft, frees: [] })) };
}

export function createContext(input: ReviewInput): ReviewContext {
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  return {
    workspaceId: input.workspace.id,
    desired: describeDesired(input),
    plans,
    grants: input.grants,
    policy: { ...defaultPolicy, ...input.policy },
    decisions: input.decisions ?? {},
    proposedUsageLocation: input.proposedUsageLocation,
    servicesOf: indexServices(input.services),
    silentProviders: input.silentProviders ?? new Set(),
    inspector: new AppInspector(plans, input.refusedPairs),
    readAt: input.readAt,
  };
}

function reviewOne(
  direct: ReviewContext,
  context: ReviewContext,
  group: GroupReview | undefined,
  user: DirectoryUser,
  { workspace }: ReviewInput,
): GroupedPerson {
  const person = reviewPerson(direct, user);
  return group ? reviewMembership(context, group, person, workspace.route === 'group') : person;
}

/** Everybody concerned, by name and id. Who is not in the directory has nothing there. */
function listPeople(input: ReviewInput): DirectoryUser[] {
  return [...usersConcerned(input)]
    .map((userId) => input.users.get(userId) ?? createMissing(userId))
    .sort(byNameAndId);
}

function createMissing(userId: string): DirectoryUser {
  return { ...nameMissing(userId), accountEnabled: false, guest: false, synced: false, licenses: [] };
}

/** Somebody of whom an earlier publish has left something open. */
export function findOpen(
  { grants, workspaceId }: Pick<ReviewContext, 'grants' | 'workspaceId'>,
  user: DirectoryUser,
): OpenPerson | undefined {
  for (const grant of grants.listFrom(workspaceId, { kind: 'user', userId: user.id }))
    if (isOpen(grant)) return nameOpen(user, 'answer');
  return undefined;
}

/** Who is in the group gets its plans in any case, and so counts before those who join. */
function putMembersFirst(drafts: readonly PersonDraft[], { members }: GroupReview): PersonDraft[] {
  const isMember = ({ user }: PersonDraft): boolean => members.has(user.id);
  return [...drafts.filter(isMember), ...drafts.filter((draft) => !isMember(draft))];
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
