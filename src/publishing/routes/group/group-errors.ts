import type { ErrorCode } from '../../../model/errors.js';
import type { DirectoryUser, LicenseAssignment } from '../../../model/holding/user.js';
import type { BlockReason } from '../../../model/publish/block.js';

/** Why Microsoft could not give somebody a plan of the group: as the error of a publish, and as a block of a review. */
interface GroupError {
  readonly code: ErrorCode;
  readonly reason: BlockReason;
}

const known: Readonly<Record<string, GroupError>> = {
  CountViolation: { code: 'no-licenses-left', reason: 'no-licenses-left' },
  MutuallyExclusiveViolation: { code: 'apps-conflict', reason: 'apps-conflict' },
  DependencyViolation: { code: 'app-prerequisite-missing', reason: 'prerequisite-missing' },
  ProhibitedInUsageLocationViolation: {
    code: 'usage-location-missing',
    reason: 'usage-location-missing',
  },
};

const unknown: GroupError = { code: 'request-refused', reason: 'plan-not-assignable' };

/** Whether the license itself says why it failed. */
export function isGroupError({ error = '' }: LicenseAssignment): boolean {
  return known[error] !== undefined;
}

/** One word of Microsoft's is about several causes: that somebody has no country is not true of who has one. */
export function explainGroupError(
  { error = '' }: LicenseAssignment,
  { usageLocation }: DirectoryUser,
): GroupError {
  const found = known[error] ?? unknown;
  return found.code === 'usage-location-missing' && usageLocation ? unknown : found;
}
