import { toPlan } from '../../../model/entitlement.js';
import type { DirectoryUser } from '../../../model/user.js';
import type { ReviewContext } from '../../review/people/review-person.js';
import type { HeldGroup } from '../../review/review-input.js';
import {
  createGroupChange,
  listNeededBySomebody,
  reviewGroup,
  toHolder,
  type GroupReview,
} from './group-review.js';

/**
 * What becomes of the group that carried the plans before the workspace went over to the direct route: whom the workspace
 * let in leaves it with direct licenses. Undefined when there is nothing of it left.
 */
export function reviewFormerGroup(
  context: ReviewContext,
  held: HeldGroup | undefined,
  users: ReadonlyMap<string, DirectoryUser>,
): GroupReview | undefined {
  if (!held || (listInsiders(context, held).length === 0 && listOurs(context, held).length === 0))
    return undefined;
  if (!context.desired.own) return reviewGroup(context, held, users);
  const carried = new Map(held.licenses.map((license) => [license.skuId, license]));
  return {
    change: createGroupChange(held, [], []),
    obstacles: [],
    carried,
    carriedBefore: carried,
    members: held.members,
    groupId: held.groupId,
    kept: [],
    gone: listOurs(context, held).filter((skuId) => !context.plans.has(skuId)),
  };
}

/** The same once it is known who leaves: when nobody whom we let in stays inside, the plans go, too, last of all. */
export function emptyFormerGroup(
  context: ReviewContext,
  group: GroupReview,
  held: HeldGroup,
  users: ReadonlyMap<string, DirectoryUser>,
  leaving: ReadonlySet<string>,
): GroupReview {
  if (!context.desired.own || listInsiders(context, held).some((userId) => !leaving.has(userId)))
    return group;
  const ours = listOurs(context, held);
  const staying = { ...held, members: new Set([...held.members].filter((userId) => !leaving.has(userId))) };
  const needed = listNeededBySomebody(context.desired, staying, users, ours);
  const remove = ours.filter((skuId) => !needed.has(skuId) && context.plans.has(skuId));
  if (remove.length === 0) return group;
  return { ...group, change: { ...createGroupChange(held, [], remove), isLast: true } };
}

/** People in the group whom the workspace let in. */
export function listInsiders(
  { grants, workspaceId }: ReviewContext,
  { groupId, members }: HeldGroup,
): string[] {
  return [...members].filter((userId) =>
    grants.ofUser(userId, { kind: 'membership', groupId }).has(workspaceId),
  );
}

/** Plans that the workspace put on the group. */
function listOurs({ grants, workspaceId }: ReviewContext, held: HeldGroup): string[] {
  return held.licenses
    .map(({ skuId }) => skuId)
    .filter((skuId) => grants.of(toHolder(held), toPlan(skuId)).has(workspaceId))
    .sort();
}
