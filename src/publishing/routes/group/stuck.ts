import type { BlockedUser, BlockReason } from '../../../model/block.js';
import type { LicenseAdd } from '../../../model/step.js';
import type { DirectoryUser, LicenseAssignment } from '../../../model/user.js';
import { createBlock } from '../../review/people/blockers.js';
import { isWorking } from '../../review/people/person-draft.js';

/** The group as it carries plans before the publish. */
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

/** That somebody has no country is not true of who has one: the plan is not sold there. */
function nameFailure(error: string, { usageLocation }: DirectoryUser): BlockReason {
  const reason = failureReasons[error] ?? 'plan-not-assignable';
  return reason === 'usage-location-missing' && usageLocation ? 'plan-not-assignable' : reason;
}

/** What keeps Microsoft from giving somebody in the group its plans, and no license more would mend. */
export function listFailures(user: DirectoryUser, group: LicensedGroup): BlockedUser[] {
  const failed = listFailed(user, group);
  if (lacksOnlyLicenses(failed)) return [];
  return failed.map(({ skuId, error = '' }) =>
    createBlock(user, nameFailure(error, user), {
      skuId,
      blocks: 'part',
      // Microsoft has refused it: there is nothing to try.
      ...(error === 'MutuallyExclusiveViolation' ? { remedies: ['remove-plan', 'leave-out'] } : {}),
    }),
  );
}

/**
 * Plans that the group could not give to somebody in it for want of licenses. Microsoft tries again only when it is asked
 * to, which is worth it as soon as there are some, and where nothing that left the tenant stands in the way.
 */
export function listStuck(user: DirectoryUser, group: LicensedGroup): readonly string[] {
  const failed = listFailed(user, group);
  return lacksOnlyLicenses(failed) ? failed.map(({ skuId }) => skuId) : [];
}

/** Plans that the group carries and that left the tenant: they keep Microsoft from giving the group's others, too. */
export function listDead(
  { carriedBefore }: Pick<LicensedGroup, 'carriedBefore'>,
  plans: ReadonlyMap<string, unknown>,
): readonly string[] {
  return [...carriedBefore.keys()].filter((skuId) => !plans.has(skuId));
}

/** Plans that the group carries and that Microsoft has not come to give to somebody in it yet. */
export function listAwaited(
  user: DirectoryUser,
  { groupId, carriedBefore, members }: LicensedGroup,
): readonly string[] {
  if (groupId === undefined || !members.has(user.id)) return [];
  return [...carriedBefore.keys()].filter(
    (skuId) => !user.licenses.some((each) => each.skuId === skuId && each.assignedByGroup === groupId),
  );
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
