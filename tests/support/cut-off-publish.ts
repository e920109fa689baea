import { appendFacts } from './append-facts.js';
import type { TenantPage } from './in-tenant.js';

/**
 * Leaves a publish of a workspace behind that was cut off before its first request left: people of the workspace who
 * have a country and do not hold the plan yet were to get it. Returns who they are.
 */
export async function leaveCutOffPublish(
  { emulator, store, openStore }: TenantPage,
  { workspaceId, skuId, count }: { workspaceId: string; skuId: string; count: number },
): Promise<readonly string[]> {
  const stored = await store.workspaces.get(workspaceId);
  if (!stored) throw new Error(`no workspace ${workspaceId}`);
  const { draft } = stored.workspace;
  const { tenantId } = emulator.tenant;
  const planned = emulator
    .state()
    .users.filter(
      ({ id, usageLocation, licenseAssignmentStates }) =>
        draft.subscribers.includes(id) &&
        usageLocation !== null &&
        !licenseAssignmentStates.some((held) => held.skuId === skuId),
    )
    .slice(0, count)
    .map(({ id }) => id);
  await appendFacts(openStore({ tenantId, by: 'somebody' }), 'cut-off', [
    {
      kind: 'started',
      head: {
        schemaVersion: 1,
        publishId: 'cut-off',
        workspaceId,
        workspaceName: draft.name,
        kind: 'publish',
        reverts: false,
        route: 'direct',
        by: 'somebody',
        startedAt: '2026-11-20T09:30:00.000Z',
        peopleCount: planned.length,
        blockedCount: 0,
      },
      content: draft,
    },
    {
      kind: 'planned',
      changes: planned.map((userId) => ({
        userId,
        steps: [{ kind: 'write-licenses', add: [{ skuId, disabledPlans: [] }], changed: [], remove: [] }],
        wave: 0,
        before: { licenses: [], services: [] },
      })),
    },
  ]);
  return planned;
}
