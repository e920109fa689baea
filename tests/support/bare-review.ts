import type { UserChange } from '../../src/model/change-set.js';
import { createWorkspace } from '../../src/model/workspace.js';
import type { PublishDecisions } from '../../src/publishing/review/review-input.js';
import type { Review } from '../../src/publishing/review/review.js';

const stamp = { at: '2026-03-02T09:00:00Z', by: 'ada' };

/** A review of a workspace of which only the people matter: nothing is read and nothing stands in the way. */
export function createBareReview(
  workspaceId: string,
  userIds: readonly string[] = [],
  decisions: PublishDecisions = {},
): Review {
  const changeSet: Review['changeSet'] = {
    kind: 'publish',
    route: 'direct',
    workspaceId,
    readAt: stamp.at,
    changes: userIds.map(createBareChange),
    blocked: [],
    licenses: [],
    warnings: [],
    unchangedCount: 0,
    leftOut: [],
    open: [],
    notes: [],
    unproven: [],
  };
  return {
    subject: { tenantId: 'contoso', objectId: 'megan' },
    topic: { kind: 'publish', workspace: createWorkspace(workspaceId, 'Sales', stamp) },
    changeSet,
    plans: [],
    users: new Map(),
    decisions,
    costs: {},
    scopes: [],
    decide: (others) => createBareReview(workspaceId, userIds, others),
    withMemory: () => changeSet,
  };
}

function createBareChange(userId: string): UserChange {
  return {
    userId,
    displayName: userId,
    userPrincipalName: `${userId}@contoso.com`,
    steps: [],
    needs: [],
    frees: [],
    wave: 0,
    before: { licenses: [], services: [] },
  };
}
