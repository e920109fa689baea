import type { BlockedUser, BlockReason } from '../model/publish-plan.js';
import { createBlock, type AppInspector } from './blockers.js';
import type { UserDraft } from './user-draft.js';

/** Apps that would exclude each other, or lack what they need, after the change. */
export function blockApps(
  inspector: AppInspector,
  draft: UserDraft,
  overruled: readonly BlockReason[],
): BlockedUser[] {
  const { user, licensesAfter } = draft;
  const { conflicts, missing } = inspector.inspect(licensesAfter);
  const takesAdvice = !overruled.includes('apps-conflict');
  return [
    ...conflicts
      .filter(({ advisory }) => !advisory || takesAdvice)
      .map(({ servicePlanIds, advisory }) =>
        createBlock(user, 'apps-conflict', {
          servicePlanIds,
          ...(advisory ? { remedies: ['assign-anyway', 'switch-app-off', 'leave-out'] } : {}),
        }),
      ),
    ...missing.map(({ servicePlanId, needsOneOf }) =>
      createBlock(user, 'prerequisite-missing', { servicePlanIds: [servicePlanId, ...needsOneOf] }),
    ),
  ];
}
