import type { PublishHead } from '../../src/store/journal/journal-entry.js';

/** The head of a publish of the workspace `sales`. */
export function makeHead(publishId: string, peopleCount = 1): PublishHead {
  return {
    schemaVersion: 1,
    publishId,
    workspaceId: 'sales',
    workspaceName: 'Sales',
    kind: 'publish',
    reverts: false,
    route: 'direct',
    by: 'ada',
    startedAt: '2026-03-01T09:00:00.000Z',
    peopleCount,
    blockedCount: 0,
  };
}
