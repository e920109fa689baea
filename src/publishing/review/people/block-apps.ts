import type { AppConflict, MissingPrerequisite } from '../../../model/app-rules.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { AppInspector } from '../../../model/plan/app-inspector.js';
import type { BlockedUser, BlockReason } from '../../../model/publish/block.js';
import { createBlock } from './blockers.js';
import type { PersonDraft } from './person-draft.js';

/** Apps that would lack what they need after the change, or come together in spite of what is remembered of them. */
export function blockApps(
  inspector: AppInspector,
  draft: PersonDraft,
  overruled: readonly BlockReason[],
): BlockedUser[] {
  const { user, licensesAfter } = draft;
  const conflicts = overruled.includes('apps-conflict') ? [] : findNewConflicts(inspector, draft);
  return [
    ...conflicts.map(({ servicePlanIds }) => {
      const refusedAt = inspector.whenRefused(servicePlanIds);
      return createBlock(user, 'apps-conflict', { servicePlanIds, ...(refusedAt ? { refusedAt } : {}) });
    }),
    ...inspector.inspect(licensesAfter).missing.map((missing) => blockMissing(user, missing)),
  ];
}

/** Apps that would lack what they need once something is only taken. Who lacks it already, lacks it by no doing of ours. */
export function blockTaking(
  inspector: AppInspector,
  { user, licensesBefore, licensesAfter }: Pick<PersonDraft, 'user' | 'licensesBefore' | 'licensesAfter'>,
): BlockedUser[] {
  const before = inspector.inspect(licensesBefore).missing;
  const lacked = new Set(before.map(({ servicePlanId }) => servicePlanId));
  return inspector
    .inspect(licensesAfter)
    .missing.filter(({ servicePlanId }) => !lacked.has(servicePlanId))
    .map((missing) => blockMissing(user, missing));
}

function blockMissing(user: DirectoryUser, { servicePlanId, needsOneOf }: MissingPrerequisite): BlockedUser {
  return createBlock(user, 'prerequisite-missing', { servicePlanIds: [servicePlanId, ...needsOneOf] });
}

/** Remembered conflicts that the change brings about. Of what the user holds together already, Microsoft takes it. */
export function findNewConflicts(
  inspector: AppInspector,
  { licensesBefore, licensesAfter }: Pick<PersonDraft, 'licensesBefore' | 'licensesAfter'>,
): readonly AppConflict[] {
  const { conflicts } = inspector.inspect(licensesAfter);
  if (conflicts.length === 0) return conflicts;
  const before = inspector.inspect(licensesBefore).conflicts;
  const had = new Set(before.map(({ servicePlanIds }) => servicePlanIds.join()));
  return conflicts.filter(({ servicePlanIds }) => !had.has(servicePlanIds.join()));
}
