import { toMembership } from '../../../model/holding/entitlement.js';
import { listNeededInGroup } from '../../review/elsewhere.js';
import type { ReviewContext } from '../../review/review-context.js';
import {
  createGroupChange,
  createGroupReview,
  listOurs,
  reviewGroup,
  type GroupReview,
} from './group-review.js';

/**
 * What becomes of the group that carried the plans before the workspace went over to the direct route: whom the workspace
 * let in leaves it with direct licenses. Undefined when there is nothing of it left.
 */
export function reviewFormerGroup(context: ReviewContext): GroupReview | undefined {
  const ours = listOurs(context);
  if (listInsiders(context).length + ours.length === 0) return undefined;
  if (!context.desired.own) return reviewGroup(context);
  return createGroupReview(context, { gone: ours.filter((skuId) => !context.plans.has(skuId)) });
}

/** The same once it is known who leaves, and that nobody whom we let in stays: the plans go, too, last of all. */
export function emptyFormerGroup(
  context: ReviewContext,
  group: GroupReview,
  leaving: ReadonlySet<string>,
): GroupReview {
  if (!context.desired.own) return group;
  const ours = listOurs(context);
  const needed = listNeededInGroup(context, ours, leaving);
  const remove = ours.filter((skuId) => !needed.has(skuId) && context.plans.has(skuId));
  if (remove.length === 0) return group;
  return { ...group, change: { ...createGroupChange(context.held, [], remove), isLast: true } };
}

/** People in the group whom the workspace let in. */
export function listInsiders({ grants, workspaceId, held }: ReviewContext): string[] {
  if (!held) return [];
  const membership = toMembership(held.groupId);
  return [...held.members].filter((userId) => grants.ofUser(userId, membership).has(workspaceId));
}
