import type { ChangeSet, UserChange } from '../../src/model/publish/change-set.js';
import { createWorkspace } from '../../src/model/workspace/workspace.js';
import type { PublishDecisions } from '../../src/publishing/review/review-input.js';
import type { Review } from '../../src/publishing/review/review.js';

const stamp = { at: '2026-03-02T09:00:00Z', by: 'ada' };

/** A change set that holds nothing but what the test says. */
export function createBareChangeSet(more: Partial<ChangeSet> = {}): ChangeSet {
  return {
    kind: 'publish',
    route: 'direct',
    workspaceId: 'sales',
    readAt: stamp.at,
    changes: [],
    blocked: [],
    licenses: [],
    warnings: [],
    unchangedCount: 0,
    leftOut: [],
    open: [],
    notes: [],
    unproven: [],
    ...more,
  };
}

/** Somebody to whom nothing happens but what the test says. */
export function createBareChange(userId: string, more: Partial<UserChange> = {}): UserChange {
  return {
    userId,
    displayName: userId,
    userPrincipalName: `${userId}@contoso.example`,
    steps: [],
    needs: [],
    frees: [],
    wave: 0,
    before: { licenses: [], services: [] },
    ...more,
  };
}

/**
 * A review for which nothing is read.
 *
 * @param changeSetOf - what would happen, by what was decided
 */
export function createBareReview(
  changeSetOf: (decisions: PublishDecisions) => Partial<ChangeSet> = () => ({}),
  more: Partial<Pick<Review, 'topic'>> = {},
  decisions: PublishDecisions = {},
): Review {
  const changeSet = createBareChangeSet(changeSetOf(decisions));
  return {
    subject: { tenantId: 'contoso', objectId: 'megan' },
    topic: {
      kind: 'publish',
      workspace: createWorkspace(changeSet.workspaceId ?? 'sales', 'Sales', stamp),
    },
    changeSet,
    plans: [],
    users: new Map(),
    decisions,
    costs: {},
    scopes: [],
    decide: (others) => createBareReview(changeSetOf, more, others),
    withMemory: () => createBareChangeSet(changeSetOf(decisions)),
    ...more,
  };
}
