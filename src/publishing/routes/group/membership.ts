import { appChoice } from '../../../model/app-choice.js';
import type { BlockedUser } from '../../../model/block.js';
import type { OpenPerson } from '../../../model/change-set.js';
import type { Entitlement } from '../../../model/entitlement.js';
import { isOpen } from '../../../model/grant.js';
import type { LicenseAdd } from '../../../model/step.js';
import type { DirectoryUser } from '../../../model/user.js';
import { listNeeded } from '../../review/elsewhere.js';
import { nameOpen } from '../../review/licenses/assemble.js';
import { noteLost } from '../../review/note-lost.js';
import { blockApps } from '../../review/people/block-apps.js';
import { createBlock, personObstacles } from '../../review/people/blockers.js';
import {
  changesAnything,
  createDraft,
  isDirect,
  isWorking,
  type PersonDraft,
  type ReviewedPerson,
} from '../../review/people/person-draft.js';
import type { ReviewContext } from '../../review/people/review-person.js';
import { blockByGroup, blockGone, isFromGroupOf, type GroupReview } from './group-review.js';
import { listAwaited, listDead, listFailures, listStuck } from './stuck.js';

/** A person reviewed with what the group means to them. */
export interface GroupedPerson extends ReviewedPerson {
  /** Handed to Microsoft, which has not done it yet. */
  readonly open?: OpenPerson;
}

/** Adds to what changes for a person directly what joining, staying in or leaving the group means. */
export function reviewMembership(
  context: ReviewContext,
  group: GroupReview,
  person: ReviewedPerson,
  onGroup: boolean,
): GroupedPerson {
  const { user } = person.draft;
  if (user.licensesUnknown) return person;
  const isWanted = onGroup && (context.desired.own?.subscribers.has(user.id) ?? false);
  return isWanted ? letIn(context, group, person) : letOut(context, group, person);
}

function letIn(
  context: ReviewContext,
  group: GroupReview,
  { draft, blocks, notes }: ReviewedPerson,
): GroupedPerson {
  const { user, parts } = draft;
  const isMember = group.members.has(user.id);
  const overruled = context.decisions.assignAnyway?.[user.id] ?? [];
  const more: BlockedUser[] = blockByGroup(user, group);
  if (!isMember)
    more.push(
      ...listDead(group, context.plans).map((skuId) =>
        createBlock(user, 'plan-not-assignable', { skuId, remedies: ['leave-out'] }),
      ),
    );
  if (!isMember && parts.giveServices.length === 0)
    for (const reason of personObstacles(user, context.policy, overruled))
      more.push(createBlock(user, reason));
  if (isMember)
    more.push(
      ...group.kept.map((skuId) => blockNeeded(user, skuId)),
      ...listFailures(user, group),
      ...blockGone(user, group, context),
    );
  const whole = draftMembership(context, user, draft, group, {
    gains: true,
    ...(isMember ? {} : { move: 'join' }),
  });
  const gained = whole.parts.throughGroup?.add.length ?? 0;
  if (gained + parts.direct.add.length > 0) more.push(...blockApps(context.inspector, whole, overruled));
  return {
    draft: whole,
    blocks: [...blocks, ...more],
    notes: isMember ? notes : [...notes, ...noteLost(membershipGrants(context, group, user), context.readAt)],
  };
}

/** The group lets somebody out whom the workspace let in. */
function letOut(
  context: ReviewContext,
  group: GroupReview,
  { draft, blocks, notes }: ReviewedPerson,
): GroupedPerson {
  const { user } = draft;
  const grants = membershipGrants(context, group, user);
  if (!group.members.has(user.id)) {
    const isLeaving =
      grants.some((grant) => isOpen(grant)) &&
      user.licenses.some(({ assignedByGroup }) => assignedByGroup === group.groupId);
    return {
      draft,
      blocks,
      notes: [...notes, ...noteLost(grants, context.readAt)],
      ...(isLeaving ? { open: nameOpen(user, 'microsoft') } : {}),
    };
  }
  const added = new Set(draft.parts.direct.add.map(({ skuId }) => skuId));
  const needed =
    grants.length > 0
      ? listNeeded(context.desired, user, group.groupId, group.carriedBefore.keys()).filter(
          (skuId) => !added.has(skuId),
        )
      : [];
  const leaves = grants.length > 0 && needed.length === 0;
  return {
    // Who stays in it gets what is new to the group, like everybody in it.
    draft: draftMembership(context, user, draft, group, {
      gains: !leaves,
      ...(leaves ? { move: 'leave' } : {}),
    }),
    blocks: [
      ...blocks,
      ...needed.map((skuId) => blockNeeded(user, skuId)),
      ...(grants.length > 0 && !leaves ? blockGone(user, group, context) : []),
    ],
    notes,
  };
}

function membershipGrants(
  { grants, workspaceId }: ReviewContext,
  { groupId }: GroupReview,
  user: DirectoryUser,
) {
  if (groupId === undefined) return [];
  const entitlement: Entitlement = { kind: 'membership', groupId };
  const grant = grants.ofUser(user.id, entitlement).get(workspaceId);
  return grant ? [grant] : [];
}

function blockNeeded(user: DirectoryUser, skuId: string): BlockedUser {
  return createBlock(user, 'given-by-workspace', { skuId, blocks: 'part' });
}

/** What somebody does about the group. */
export interface Membership {
  /** Whether the person is to have what the group carries. */
  readonly gains: boolean;
  readonly move?: 'join' | 'leave';
  /** Members who have no change of their own are not asked for again. */
  readonly isBystander?: boolean;
}

/** Adds to a change of direct licenses and services what Microsoft gives and takes through the group. */
export function draftMembership(
  context: Pick<ReviewContext, 'desired' | 'plans'>,
  user: DirectoryUser,
  direct: PersonDraft,
  group: GroupReview,
  { gains, move, isBystander = false }: Membership,
): PersonDraft {
  const { parts } = direct;
  const isMember = group.members.has(user.id);
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
    const sources = user.licenses.filter((each) => each.skuId === skuId && isWorking(each));
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
      ...(stuck.length > 0 && !isBystander ? { asksAgain: true } : {}),
    },
    direct.heldBefore,
  );
  const rest = changed.length > 0 ? keepOthers(user, direct, changed, group) : direct.licensesAfter;
  const after = [...rest.filter(({ skuId }) => !losses.includes(skuId)), ...gained, ...changed];
  const isAwaited =
    gains && !changesAnything(draft) && listAwaited(user, group).some((skuId) => group.carried.has(skuId));
  return {
    ...draft,
    licensesAfter: after.sort((a, b) => (a.skuId < b.skuId ? -1 : 1)),
    needs: [...draft.needs, ...(isMember && gains ? listNotHeld(user, group, draft.needs) : [])],
    frees: [...direct.frees.filter((skuId) => !gained.some((each) => each.skuId === skuId)), ...losses],
    appsChanged: gains ? listAppsChanged(context, user, gained, parts.direct.remove) : [],
    ...(isAwaited ? { isAwaited } : {}),
  };
}

/** Plans that Microsoft has yet to give to somebody in the group, and that need a license each. */
function listNotHeld(user: DirectoryUser, group: GroupReview, needs: readonly string[]): string[] {
  return listAwaited(user, group).filter(
    (skuId) =>
      group.carried.has(skuId) &&
      !needs.includes(skuId) &&
      !user.licenses.some((each) => each.skuId === skuId && isWorking(each)),
  );
}

/** What the person has afterwards besides these plans as the group gives them. */
function keepOthers(
  user: DirectoryUser,
  direct: PersonDraft,
  plans: readonly { readonly skuId: string }[],
  { groupId }: GroupReview,
): PersonDraft['licensesAfter'] {
  const skuIds = new Set(plans.map(({ skuId }) => skuId));
  const licenses = user.licenses.filter(
    ({ skuId, assignedByGroup }) => assignedByGroup !== groupId || !skuIds.has(skuId),
  );
  return createDraft({ ...user, licenses }, direct.parts).licensesAfter;
}

/** Plans of which the person comes to have other apps, although the workspace leaves these as they are. */
function listAppsChanged(
  { desired, plans }: Pick<ReviewContext, 'desired' | 'plans'>,
  user: DirectoryUser,
  gained: readonly LicenseAdd[],
  removed: readonly string[],
): string[] {
  return gained
    .filter(({ skuId, disabledPlans: offInGroup }) => {
      const plan = plans.get(skuId);
      const sources = user.licenses.filter((each) => each.skuId === skuId && isWorking(each));
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
