import type { Claim, JournalEntry } from '../../src/store/journal/journal-entry.js';

const at = '2026-11-29T09:00:00.000Z';
const personId = 'a1000000-0000-4000-8000-000000000002';

const claim: Claim = {
  holder: { kind: 'user', userId: personId },
  step: 'write-licenses',
  gives: [{ kind: 'plan', skuId: 'sku' }],
  takes: [],
};

/** Of the publish `p1`, which gave somebody a plan. */
export const grantedFacts: readonly JournalEntry[] = [
  {
    kind: 'started',
    head: {
      schemaVersion: 1,
      publishId: 'p1',
      workspaceId: 'w1',
      workspaceName: 'Sales',
      kind: 'publish',
      reverts: false,
      route: 'direct',
      by: personId,
      startedAt: at,
      peopleCount: 1,
      blockedCount: 0,
    },
  },
  { kind: 'claimed', at, claims: [claim] },
  { kind: 'settled', at, settlements: [{ ...claim, given: claim.gives, taken: [], open: [] }] },
];
