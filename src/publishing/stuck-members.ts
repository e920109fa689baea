import type { BlockedUser, BlockReason, LicenseAdd } from '../model/publish-plan.js';
import type { DirectoryUser, LicenseAssignment } from '../model/user.js';
import { createBlock } from './blockers.js';
import { isWorking } from './user-draft.js';

/** What stuck members are found by. */
interface LicensedGroup {
  readonly groupId: string | undefined;
  readonly members: ReadonlySet<string>;
  readonly carriedBefore: ReadonlyMap<string, LicenseAdd>;
}

const failureReasons: Readonly<Record<string, BlockReason>> = {
  CountViolation: 'no-licenses-left',
  MutuallyExclusiveViolation: 'apps-conflict',
  DependencyViolation: 'prerequisite-missing',
  ProhibitedInUsageLocationViolation: 'usage-location-missing',
};

/** What keeps Microsoft from giving a member the group's plans, and no license more would mend. */
export function listFailures(user: DirectoryUser, group: LicensedGroup): BlockedUser[] {
  const failed = listFailed(user, group);
  if (lacksOnlyLicenses(failed)) return [];
  return failed.map(({ skuId, error = '' }) =>
    createBlock(user, failureReasons[error] ?? 'plan-not-assignable', {
      skuId,
      blocks: 'plan',
      // Microsoft has refused it: there is nothing to try.
      ...(error === 'MutuallyExclusiveViolation' ? { remedies: ['remove-plan', 'leave-out'] } : {}),
    }),
  );
}

/**
 * The group as it is for a member for whom no license was left when Microsoft looked: it is still to give those plans, as
 * soon as there are licenses.
 */
export function withoutStuck<G extends LicensedGroup>(user: DirectoryUser, group: G): G {
  const failed = listFailed(user, group);
  if (!lacksOnlyLicenses(failed)) return group;
  const carriedBefore = new Map(group.carriedBefore);
  for (const { skuId } of failed) carriedBefore.delete(skuId);
  return { ...group, carriedBefore };
}

/** Plans that the group carries and Microsoft could not give. */
function listFailed(
  user: DirectoryUser,
  { groupId, carriedBefore, members }: LicensedGroup,
): LicenseAssignment[] {
  if (groupId === undefined || !members.has(user.id)) return [];
  return user.licenses.filter(
    (each) => each.assignedByGroup === groupId && !isWorking(each) && carriedBefore.has(each.skuId),
  );
}

/** One plan that fails stops the others, which say nothing of the reason. */
function lacksOnlyLicenses(failed: readonly LicenseAssignment[]): boolean {
  const known = failed.filter(({ error = '' }) => failureReasons[error]);
  return known.length > 0 && known.every(({ error }) => error === 'CountViolation');
}
