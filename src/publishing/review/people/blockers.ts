import type { DirectoryUser } from '../../../model/holding/user.js';
import { planObstacle, type Plan } from '../../../model/plan/plan.js';
import type { BlockedUser, BlockReason, Remedy } from '../../../model/publish/block.js';
import type { PublishPolicy } from '../review-input.js';

/** What the administrator can do about each reason. */
const remedies: Readonly<Record<BlockReason, readonly Remedy[]>> = {
  'user-missing': ['leave-out'],
  'licenses-unreadable': ['leave-out'],
  'usage-location-missing': ['set-usage-location', 'leave-out'],
  'not-synced': ['assign-anyway', 'leave-out'],
  'sign-in-disabled': ['assign-anyway', 'leave-out'],
  guest: ['assign-anyway', 'leave-out'],
  'plan-suspended': ['remove-plan', 'leave-out'],
  'plan-not-assignable': ['remove-plan', 'leave-out'],
  'apps-conflict': ['assign-anyway', 'turn-app-off', 'leave-out'],
  'prerequisite-missing': ['remove-plan', 'leave-out'],
  'no-licenses-left': ['buy-licenses', 'reclaim', 'leave-out'],
  'licensed-by-group': ['leave-as-is', 'assign-anyway'],
  'given-by-workspace': ['leave-out'],
  'changed-since': ['leave-out'],
  'service-unavailable': ['forget', 'leave-out'],
  'group-not-ours': ['accept-group', 'leave-out'],
};

type BlockFacts = Omit<Partial<BlockedUser>, 'userId' | 'displayName' | 'userPrincipalName' | 'reason'>;

export function createBlock(
  user: Pick<DirectoryUser, 'id' | 'displayName' | 'userPrincipalName'>,
  reason: BlockReason,
  facts: BlockFacts = {},
): BlockedUser {
  return {
    userId: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    reason,
    blocks: 'user',
    remedies: remedies[reason],
    ...facts,
  };
}

/** Why this person may get nothing new, whatever the plan; without the reasons that the administrator overruled. */
export function blockByPolicy(
  user: DirectoryUser,
  policy: PublishPolicy,
  overruled: readonly BlockReason[],
): BlockedUser[] {
  const reasons: BlockReason[] = [];
  if (policy.requireSynced && !user.synced) reasons.push('not-synced');
  if (!policy.allowDisabled && user.accountEnabled === false) reasons.push('sign-in-disabled');
  if (!policy.allowGuests && user.guest) reasons.push('guest');
  return reasons.filter((reason) => !overruled.includes(reason)).map((reason) => createBlock(user, reason));
}

/** Why a plan cannot be assigned to anybody; undefined when it can. One that is not there has left the tenant. */
export function findPlanReason(plan: Plan | undefined): BlockReason | undefined {
  const obstacle = plan ? planObstacle(plan) : 'company-only';
  return obstacle && (obstacle === 'suspended' ? 'plan-suspended' : 'plan-not-assignable');
}

/** The same as a block of the part that is about the plan. */
export function blockPlan(
  user: DirectoryUser,
  skuId: string,
  plan: Plan | undefined,
): BlockedUser | undefined {
  const reason = findPlanReason(plan);
  return reason && createBlock(user, reason, { skuId, blocks: 'part' });
}

/** A plan that left the tenant stays where it is until the administrator says that it is forgotten. */
export function blockGone(user: DirectoryUser, skuId: string): BlockedUser {
  return createBlock(user, 'plan-not-assignable', {
    skuId,
    blocks: 'part',
    remedies: ['forget', 'leave-out'],
  });
}
