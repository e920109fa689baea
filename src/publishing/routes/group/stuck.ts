import type { DirectoryUser, LicenseAssignment } from '../../../model/holding/user.js';
import { isWorking } from '../../../model/holding/working-licenses.js';
import type { BlockedUser } from '../../../model/publish/block.js';
import { createBlock } from '../../review/people/blockers.js';
import { explainGroupError, isGroupError } from './group-errors.js';
import type { GroupReview } from './group-review.js';

/** The group as it carries plans before the publish. */
type Carrying = Pick<GroupReview, 'groupId' | 'members' | 'carriedBefore'>;

/** What keeps Microsoft from giving somebody in the group its plans, and no license more would mend. */
export function listFailures(user: DirectoryUser, group: Carrying): BlockedUser[] {
  const failed = listFailed(user, group);
  if (lacksOnlyLicenses(failed)) return [];
  return failed.map((license) => {
    const { reason } = explainGroupError(license, user);
    return createBlock(user, reason, {
      skuId: license.skuId,
      blocks: 'part',
      // Microsoft has refused it: there is nothing to try.
      ...(reason === 'apps-conflict' ? { remedies: ['remove-plan', 'leave-out'] } : {}),
    });
  });
}

/**
 * Plans that the group could not give to somebody in it for want of licenses. Microsoft tries again only when it is asked
 * to, which is worth it as soon as there are some, and where nothing that left the tenant stands in the way.
 */
export function listStuck(user: DirectoryUser, group: Carrying): readonly string[] {
  const failed = listFailed(user, group);
  return lacksOnlyLicenses(failed) ? failed.map(({ skuId }) => skuId) : [];
}

/** Plans that the group carries and that left the tenant: they keep Microsoft from giving the group's others, too. */
export function listDead(
  { carriedBefore }: Pick<Carrying, 'carriedBefore'>,
  plans: ReadonlyMap<string, unknown>,
): readonly string[] {
  return [...carriedBefore.keys()].filter((skuId) => !plans.has(skuId));
}

/** Plans that the group carries and that Microsoft has not come to give to somebody in it yet. */
export function listAwaited(user: DirectoryUser, group: Carrying): readonly string[] {
  const given = new Set(listFromGroup(user, group).map(({ skuId }) => skuId));
  return group.members.has(user.id)
    ? [...group.carriedBefore.keys()].filter((skuId) => !given.has(skuId))
    : [];
}

/** Plans that the group carries and Microsoft could not give. */
function listFailed(user: DirectoryUser, group: Carrying): LicenseAssignment[] {
  return listFromGroup(user, group).filter(
    (each) => !isWorking(each) && group.members.has(user.id) && group.carriedBefore.has(each.skuId),
  );
}

function listFromGroup({ licenses }: DirectoryUser, { groupId }: Carrying): LicenseAssignment[] {
  return licenses.filter(({ assignedByGroup }) => assignedByGroup === groupId);
}

/** One plan that fails stops the others, which say nothing of the reason. */
function lacksOnlyLicenses(failed: readonly LicenseAssignment[]): boolean {
  const known = failed.filter(isGroupError);
  return known.length > 0 && known.every(({ error }) => error === 'CountViolation');
}
