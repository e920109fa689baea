import { toMembership } from '../../../model/holding/entitlement.js';
import { isOpen, type Grant } from '../../../model/holding/grant.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { isDirect, workingLicenses } from '../../../model/holding/working-licenses.js';
import { appChoice } from '../../../model/plan/app-choice.js';
import type { BlockedUser } from '../../../model/publish/block.js';
import type { LicenseAdd } from '../../../model/publish/step.js';
import { bySku } from '../../../model/sort-order.js';
import { listNeeded } from '../../review/elsewhere.js';
import { nameOpen } from '../../review/licenses/assemble.js';
import { noteLost } from '../../review/note-lost.js';
import { blockApps } from '../../review/people/block-apps.js';
import { blockByPolicy, blockGone, createBlock } from '../../review/people/blockers.js';
import {
  changesAnything,
  createDraft,
  type PersonDraft,
  type ReviewedPerson,
} from '../../review/people/person-draft.js';
import type { ReviewContext } from '../../review/review-context.js';
import { isFromGroupOf, listStillGone, type GroupReview } from './group-review.js';
import { listAwaited, listDead, listFailures, listStuck } from './stuck.js';

/** Adds to what changes for a person directly what joining, staying in or leaving the group means. */
export function reviewMembership(
  context: ReviewContext,
  group: GroupReview,
  person: ReviewedPerson,
  onGroup: boolean,
): ReviewedPerson {
  const { user } = person.draft;
  if (user.licensesUnknown) return person;
  const isWanted = onGroup && (context.desired.own?.subscribers.has(user.id) ?? false);
  const grouped = (isWanted ? reviewJoining : reviewLeaving)(context, group, person.draft);
  return {
    ...grouped,
    blocks: [...person.blocks, ...grouped.blocks],
    notes: [...(person.notes ?? []), ...(grouped.notes ?? [])],
  };
}

function reviewJoining(context: ReviewContext, group: GroupReview, direct: PersonDraft): ReviewedPerson {
  const { user, parts } = direct;
  const isMember = group.members.has(user.id);
  const overruled = context.decisions.assignAnyway?.[user.id] ?? [];
  const draft = draftMembership(context, direct, group, isMember ? undefined : 'join');
  // What keeps the group from carrying a plan keeps everybody from having it.
  const blocks = group.obstacles.map(({ reason, ...about }) =>
    createBlock(user, reason, { ...about, blocks: 'part' }),
  );
  if (isMember)
    blocks.push(
      ...group.kept.map((skuId) => blockNeeded(user, skuId)),
      ...listFailures(user, group),
      ...listStillGone(group, context).map((skuId) => blockGone(user, skuId)),
    );
  else
    blocks.push(
      ...listDead(group, context.plans).map((skuId) =>
        createBlock(user, 'plan-not-assignable', { skuId, remedies: ['leave-out'] }),
      ),
      // Who gets a service as well was asked about already.
      ...(parts.giveServices.length === 0 ? blockByPolicy(user, context.policy, overruled) : []),
    );
  if ((draft.parts.throughGroup?.add.length ?? 0) + parts.direct.add.length > 0)
    blocks.push(...blockApps(context.inspector, draft, overruled));
  return {
    draft,
    blocks,
    notes: isMember ? [] : noteLost(listMembershipGrants(context, group, user), context.readAt),
    open: findAwaited(group, draft),
  };
}

/** Somebody whom the workspace added leaves the group. */
function reviewLeaving(context: ReviewContext, group: GroupReview, direct: PersonDraft): ReviewedPerson {
  const { user, parts } = direct;
  const grants = listMembershipGrants(context, group, user);
  if (!group.members.has(user.id)) {
    const isLeaving =
      grants.some((grant) => isOpen(grant)) &&
      user.licenses.some(({ assignedByGroup }) => assignedByGroup === group.groupId);
    const open = isLeaving ? nameOpen(user, 'microsoft') : undefined;
    return { draft: direct, blocks: [], notes: noteLost(grants, context.readAt), open };
  }
  const stay = (needed: readonly string[]): ReviewedPerson => {
    const draft = draftMembership(context, direct, group);
    return {
      draft,
      blocks: needed.map((skuId) => blockNeeded(user, skuId)),
      open: findAwaited(group, draft),
    };
  };
  if (grants.length === 0) return stay([]);
  const needed = listNeeded(context, user, group.carriedBefore.keys()).filter(
    (skuId) => !parts.direct.add.some((license) => license.skuId === skuId),
  );
  if (needed.length === 0) return { draft: draftMembership(context, direct, group, 'leave'), blocks: [] };
  const { blocks, ...staying } = stay(needed);
  return {
    ...staying,
    blocks: [...blocks, ...listStillGone(group, context).map((skuId) => blockGone(user, skuId))],
  };
}

/** Somebody who has no change, and to whom Microsoft has yet to give what the group carries. */
function findAwaited(group: GroupReview, draft: PersonDraft): ReviewedPerson['open'] {
  const isAwaited =
    !changesAnything(draft) && listAwaited(draft.user, group).some((skuId) => group.carried.has(skuId));
  return isAwaited ? nameOpen(draft.user, 'microsoft') : undefined;
}

function listMembershipGrants(
  { grants, workspaceId }: ReviewContext,
  { groupId }: GroupReview,
  user: DirectoryUser,
): Grant[] {
  if (groupId === undefined) return [];
  const grant = grants.ofUser(user.id, toMembership(groupId)).get(workspaceId);
  return grant ? [grant] : [];
}

function blockNeeded(user: DirectoryUser, skuId: string): BlockedUser {
  return createBlock(user, 'given-by-workspace', { skuId, blocks: 'part' });
}

/** Adds to a change of direct licenses and services what Microsoft gives and takes through the group. */
export function draftMembership(
  context: ReviewContext,
  direct: PersonDraft,
  group: GroupReview,
  move?: 'join' | 'leave',
): PersonDraft {
  const { user, parts } = direct;
  const isMember = group.members.has(user.id);
  // Whoever stays in it gets what is new to the group, like everybody in it.
  const gains = move === 'join' || (!move && isMember);
  const added = new Set(parts.direct.add.map(({ skuId }) => skuId));
  const canAsk = gains && listDead(group, context.plans).length === 0;
  const stuck = canAsk ? listStuck(user, group).filter((skuId) => group.carried.has(skuId)) : [];
  const gained = (gains ? [...group.carried.values()] : [])
    .filter(({ skuId }) => !isMember || !group.carriedBefore.has(skuId) || stuck.includes(skuId))
    .filter(({ skuId }) => !added.has(skuId));
  const changed = (gains && isMember ? group.change.add : []).filter(
    ({ skuId }) => group.carriedBefore.has(skuId) && !added.has(skuId) && isFromGroupOf(group, user, skuId),
  );
  const lost = move === 'leave' ? [...group.carriedBefore.keys()] : isMember ? group.change.remove : [];
  const losses = lost.filter((skuId) => {
    const sources = workingLicenses(user, skuId);
    const fromGroup = sources.filter((each) => each.assignedByGroup === group.groupId);
    const others = sources.length - fromGroup.length;
    const removed = parts.direct.remove.includes(skuId) ? sources.filter(isDirect).length : 0;
    return fromGroup.length > 0 && others === removed && !added.has(skuId);
  });
  const through = {
    add: [...gained, ...changed],
    changed: changed.map(({ skuId }) => skuId),
    remove: losses.filter((skuId) => !parts.direct.remove.includes(skuId)),
  };
  // Whoever leaves is waited for until nothing is left from the group.
  const waits = through.add.length + losses.length > 0 || (move === 'leave' && group.carriedBefore.size > 0);
  const draft = createDraft(
    user,
    {
      ...parts,
      ...(waits ? { throughGroup: through } : {}),
      ...(move ? { move } : {}),
      ...(stuck.length > 0 ? { asksAgain: true } : {}),
    },
    direct.heldBefore,
  );
  // What the person has besides the changed plans as the group gives them.
  const licenses = user.licenses.filter(
    ({ skuId, assignedByGroup }) => assignedByGroup !== group.groupId || !through.changed.includes(skuId),
  );
  const rest = createDraft({ ...user, licenses }, parts).licensesAfter;
  const after = [...rest.filter(({ skuId }) => !losses.includes(skuId)), ...through.add];
  // What Microsoft has yet to give to somebody in the group, and that needs a license each.
  const awaited = listAwaited(user, group).filter(
    (skuId) => gains && group.carried.has(skuId) && workingLicenses(user, skuId).length === 0,
  );
  return {
    ...draft,
    licensesAfter: after.sort(bySku),
    needs: [...new Set([...draft.needs, ...awaited])],
    frees: [...direct.frees.filter((skuId) => !gained.some((each) => each.skuId === skuId)), ...losses],
    appsChanged: gains ? listAppsChanged(context, user, gained, parts.direct.remove) : [],
  };
}

/** Plans of which the person comes to have other apps, although the workspace leaves these as they are. */
function listAppsChanged(
  { desired, plans }: ReviewContext,
  user: DirectoryUser,
  gained: readonly LicenseAdd[],
  removed: readonly string[],
): string[] {
  return gained
    .filter(({ skuId, disabledPlans: offInGroup }) => {
      const plan = plans.get(skuId);
      const sources = workingLicenses(user, skuId);
      if (!plan || sources.length === 0) return false;
      const choices = desired.own?.plans.get(skuId) ?? {};
      const staying = sources.filter((each) => !(isDirect(each) && removed.includes(skuId)));
      // An app is on that any source has on.
      const isOff = (id: string, lists: readonly (readonly string[])[]): boolean =>
        lists.every((off) => off.includes(id));
      const before = sources.map(({ disabledPlans }) => disabledPlans);
      const after = [...staying.map(({ disabledPlans }) => disabledPlans), offInGroup];
      return plan.apps.some(
        ({ servicePlanId, switchable }) =>
          switchable &&
          appChoice(choices, servicePlanId) === 'as-is' &&
          isOff(servicePlanId, before) !== isOff(servicePlanId, after),
      );
    })
    .map(({ skuId }) => skuId);
}
