import { ProvisioningError, type ErrorCode } from '../../src/model/errors.js';
import type { PublishHead } from '../../src/store/journal/journal-entry.js';

/** The code of the `ProvisioningError` that the promise rejects with. */
export async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof ProvisioningError) return thrown.code;
  throw new Error('It was not refused as it should be.', { cause: thrown });
}

/** The head of a publish of the workspace `sales`. */
export function makeHead(publishId: string): PublishHead {
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
    peopleCount: 1,
    blockedCount: 0,
  };
}
