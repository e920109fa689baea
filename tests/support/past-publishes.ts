import { dayMs } from '../../src/model/days.js';
import { countResult } from '../../src/model/publish/user-result.js';
import type { Claim, JournalEntry, PublishHead } from '../../src/store/journal/journal-entry.js';
import { appendFacts } from './append-facts.js';
import type { TenantPage } from './in-tenant.js';
import { planOf, userIds } from './workspaces.js';

const { skuId } = planOf('POWER_BI_PRO');

/** A publish that is to be in the journal. */
export interface PastPublish {
  readonly id: string;
  readonly daysAgo: number;
  readonly name?: string;
  readonly kind?: PublishHead['kind'];
  readonly end?: 'failed' | 'pending' | 'interrupted';
}

/** Writes publishes of the past into the team's journal, where they are not yet; a colleague made them. */
export const withPublishes =
  (...pasts: readonly PastPublish[]) =>
  async ({ emulator, openStore }: TenantPage): Promise<void> => {
    const { tenantId } = emulator.tenant;
    const [userId = '', colleagueId = ''] = userIds(emulator, 2);
    const by = colleagueId;
    const store = openStore({ tenantId, by });
    const { publishes } = await store.journal.list();
    const known = new Set(publishes.map(({ head }) => head.publishId));
    for (const past of pasts)
      if (!known.has(past.id)) await appendFacts(store, past.id, listFacts(past, userId, by));
  };

/** A publish that gave a plan to one user, failed to, or whose answer was lost. */
function listFacts(
  { id, daysAgo, name = 'Sales desk', kind = 'publish', end }: PastPublish,
  userId: string,
  by: string,
): readonly JournalEntry[] {
  const at = new Date(Date.now() - daysAgo * dayMs).toISOString();
  const started: JournalEntry = {
    kind: 'started',
    head: {
      schemaVersion: 1,
      publishId: id,
      ...(kind === 'reclaim' ? {} : { workspaceId: 'sales-desk' }),
      workspaceName: name,
      kind,
      reverts: kind === 'undo',
      route: 'direct',
      by,
      startedAt: at,
      peopleCount: 1,
      blockedCount: 0,
    },
  };
  if (end === 'interrupted') return [started];
  const status = end === 'failed' ? 'failed' : end === 'pending' ? 'open' : 'applied';
  const claim: Claim = {
    holder: { kind: 'user', userId },
    step: 'write-licenses',
    gives: [{ kind: 'plan', skuId }],
    takes: [],
  };
  return [
    started,
    { kind: 'claimed', at, claims: [claim] },
    {
      kind: 'settled',
      at,
      settlements: [
        {
          ...claim,
          given: status === 'applied' ? claim.gives : [],
          taken: [],
          open: status === 'open' ? claim.gives : [],
        },
      ],
    },
    {
      kind: 'outcomes',
      outcomes: [
        status === 'failed'
          ? { userId, status, at, code: 'no-licenses-left', requestId: 'r-1' }
          : { userId, status, at },
      ],
    },
    {
      kind: 'finished',
      at,
      end: 'completed',
      counts: countResult({ applied: 0, failed: 0, open: 0, notSent: 0 }, { status }),
    },
  ];
}
