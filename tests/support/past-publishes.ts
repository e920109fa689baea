import { createIndexedDbJournal } from '../../src/publishing/indexed-db-journal.js';
import type { JournalEntry, PublishHead } from '../../src/publishing/journal.js';
import type { TenantPage } from './in-tenant.js';
import { planOf, userIds } from './workspaces.js';

const dayMs = 86_400_000;
const { skuId } = planOf('POWER_BI_PRO');

/** A publish that is to be in the journal. */
export interface PastPublish {
  readonly id: string;
  readonly daysAgo: number;
  readonly name?: string;
  readonly kind?: PublishHead['kind'];
  readonly end?: 'failed' | 'interrupted';
}

/** Writes publishes of the past into the journal of this browser, where they are not yet. */
export const withPublishes =
  (...pasts: readonly PastPublish[]) =>
  async ({ emulator }: TenantPage): Promise<void> => {
    const { tenantId } = emulator.tenant;
    const journal = createIndexedDbJournal({ tenantId });
    const [userId = '', colleagueId = ''] = userIds(emulator, 2);
    const known = new Set((await journal.list()).map(({ head }) => head.publishId));
    for (const { id, daysAgo, name = 'Sales desk', kind = 'publish', end } of pasts) {
      if (known.has(id)) continue;
      const at = new Date(Date.now() - daysAgo * dayMs).toISOString();
      const failed = end === 'failed';
      const started: JournalEntry = {
        kind: 'started',
        head: {
          schemaVersion: 1,
          publishId: id,
          tenantId,
          workspaceId: 'sales-desk',
          workspaceName: name,
          kind,
          reverts: false,
          route: 'direct',
          by: colleagueId,
          startedAt: at,
          changeCount: 1,
          blockedCount: 0,
        },
      };
      const rest: readonly JournalEntry[] = [
        {
          kind: 'outcomes',
          outcomes: [
            failed
              ? {
                  userId,
                  status: 'failed',
                  at,
                  code: 'no-licenses-left',
                  requestId: 'r-1',
                  given: [],
                  taken: [],
                }
              : { userId, status: 'applied', at, given: [skuId], taken: [] },
          ],
        },
        {
          kind: 'finished',
          at,
          end: 'completed',
          counts: { applied: failed ? 0 : 1, failed: failed ? 1 : 0, notAttempted: 0, skipped: 0 },
        },
      ];
      await journal.append(id, end === 'interrupted' ? [started] : [started, ...rest]);
    }
  };
