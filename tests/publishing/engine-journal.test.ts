import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { GroupChange } from '../../src/model/publish-plan.js';
import { serviceKey, type PublishRoute } from '../../src/model/workspace.js';
import { createEngineJournal } from '../../src/publishing/engine-journal.js';
import {
  type Journal,
  type JournalEntry,
  type RecordedChange,
  type RecordedOutcome,
  type WritePart,
} from '../../src/publishing/journal.js';
import { Ledger } from '../../src/publishing/ledger.js';
import { groupKey } from '../../src/publishing/publish-input.js';
import { readPublishRecord, type PublishRecord } from '../../src/publishing/publish-record.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { anyChange, inOrder, services, skuIds } from './any-change.js';

const tenantId = 'contoso';
const by = 'adele';
const at = '2026-01-15T09:00:00.000Z';
const userIds = ['ann', 'bob', 'eve'];
const workspaceId = 'ws';
const group = groupKey(workspaceId);
const keys = [...skuIds, ...services.map(serviceKey)];

const anyGroup: fc.Arbitrary<GroupChange> = fc
  .record({ add: fc.subarray(skuIds), remove: fc.subarray(skuIds), isKnown: fc.boolean() })
  .map(({ add, remove, isKnown }) => ({
    ...(isKnown ? { groupId: 'group-1' } : {}),
    addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })),
    removeLicenses: remove.filter((skuId) => !add.includes(skuId)),
    before: [],
    bystanders: ['zoe'],
  }));

/** What the ledger may learn without any write. */
const anyLedger: fc.Arbitrary<JournalEntry> = fc
  .array(
    fc.record({
      action: fc.constantFrom('claim' as const, 'drop' as const),
      workspaceId: fc.constantFrom(workspaceId, 'other'),
      userId: fc.constantFrom(...userIds),
      key: fc.constantFrom(...keys),
    }),
    { maxLength: 6 },
  )
  .map((changes) => ({ kind: 'ledger', changes }));

/** What leaves for a user, part by part, and what becomes of it, as the engine writes it down. */
function anyCourse(change: RecordedChange): fc.Arbitrary<JournalEntry[]> {
  const { userId } = change;
  const parts = (['usage-location', 'licenses', 'services', 'membership'] as const).filter(
    (part) => part !== 'services' || change.addServices.length + change.removeServices.length > 0,
  );
  const added = [...change.addLicenses.map(({ skuId }) => skuId), ...change.addServices.map(serviceKey)];
  const removed = [...change.removeLicenses, ...change.removeServices.map(serviceKey)];
  const given = [
    ...added.filter((key) => !change.changedPlans.includes(key) && !removed.includes(key)),
    ...(change.group === 'join' ? [group] : []),
  ];
  const taken = [...removed, ...(change.group === 'leave' ? [group] : [])];
  const anyOutcome: fc.Arbitrary<RecordedOutcome> = fc.record(
    {
      userId: fc.constant(userId),
      at: fc.constantFrom(at, '2026-01-15T09:01:00.000Z'),
      status: fc.constantFrom('applied', 'failed', 'not-attempted', 'skipped'),
      given: fc.subarray(given),
      taken: fc.subarray(taken),
      code: fc.constantFrom('no-licenses-left', 'stale'),
      requestId: fc.constant('request-1'),
    },
    { requiredKeys: ['userId', 'at', 'status', 'given', 'taken'] },
  );
  const toIntent = (part: WritePart): JournalEntry => ({ kind: 'intent', part, userIds: [userId], at });
  return (
    fc
      .array(
        fc.oneof(
          fc.constantFrom(...parts).map(toIntent),
          anyOutcome.map((outcome): JournalEntry => ({ kind: 'outcomes', outcomes: [outcome] })),
        ),
        { maxLength: 4 },
      )
      // What a person gets is written down after what leaves for her.
      .map((entries) => [...parts.slice(0, entries.length).map(toIntent), ...entries])
  );
}

/** What leaves for the group and becomes of it: nobody has another outcome of it than that it is done, or not yet. */
function anyGroupCourse({ addLicenses, removeLicenses }: GroupChange): fc.Arbitrary<JournalEntry[]> {
  const given = addLicenses.map(({ skuId }) => skuId);
  const done: RecordedOutcome = { userId: group, at, status: 'applied', given, taken: removeLicenses };
  const intent: JournalEntry = { kind: 'intent', part: 'membership', userIds: [group], at };
  return fc.constantFrom<JournalEntry[]>([], [intent], [intent, { kind: 'outcomes', outcomes: [done] }]);
}

/** A publish from its head on, to any point. */
function anyPublish(route: PublishRoute): fc.Arbitrary<JournalEntry[]> {
  return fc
    .tuple(anyGroup, ...userIds.map((userId) => anyChange(userId, route)))
    .chain(([groupChange, ...changes]) =>
      fc
        .tuple(
          anyLedger,
          anyLedger,
          route === 'group' ? anyGroupCourse(groupChange) : fc.constant([]),
          fc.tuple(...changes.map(anyCourse)),
          fc.boolean(),
        )
        .map(([held, later, ofGroup, ofUsers, isFinished]): JournalEntry[] => [
          start(route, changes.length),
          held,
          { kind: 'planned', ...(route === 'group' ? { group: groupChange } : {}), changes },
          ...ofGroup,
          ...ofUsers.flat(),
          later,
          ...(isFinished ? [finished] : []),
        ]),
    );
}

function start(route: PublishRoute, changeCount: number): JournalEntry {
  return {
    kind: 'started',
    head: {
      schemaVersion: 1,
      publishId: 'one',
      tenantId,
      workspaceId,
      workspaceName: 'Sales desk',
      kind: 'publish',
      reverts: false,
      route,
      by,
      startedAt: at,
      changeCount,
      blockedCount: 2,
    },
  };
}

const finished: JournalEntry = {
  kind: 'finished',
  at,
  end: 'stopped',
  counts: { applied: 1, failed: 1, notAttempted: 1, skipped: 0 },
};

/** The journal of a team, and what this session adds to it. */
async function openJournals() {
  const store = memoryStore()({ tenantId, by });
  const hold = await store.lease.take('tab-1');
  const open = (): Journal => createEngineJournal({ store, tenantId, hold: () => hold });
  return { store, open, reader: createEngineJournal({ store, tenantId }) };
}

/** What the engine makes of entries as it wrote them. */
async function readAsWritten(entries: readonly JournalEntry[]): Promise<PublishRecord> {
  const { reader } = await openJournals();
  return readPublishRecord({ ...reader, read: async () => entries }, 'one');
}

/** A record as it can be compared: lists of plans, services and people have no order. */
function describeRecord({ changes, outcomes, intended, ...record }: PublishRecord) {
  return {
    ...record,
    changes: changes.map(inOrder),
    outcomes: [...outcomes.values()]
      .map(({ given, taken, ...outcome }) => ({
        ...outcome,
        given: [...given].sort(),
        taken: [...taken].sort(),
      }))
      .sort((a, b) => (a.userId < b.userId ? -1 : 1)),
    intended: [...intended].sort(),
  };
}

const sorted = (grants: Iterable<unknown>): string[] =>
  [...grants].map((grant) => JSON.stringify(grant, ['workspaceId', 'userId', 'key'])).sort();

describe('createEngineJournal', () => {
  for (const route of ['direct', 'group'] as const) {
    it(`gives back what was written of any publish on the ${route} route, entry by entry or at once`, async () => {
      await fc.assert(
        fc.asyncProperty(anyPublish(route), fc.boolean(), async (entries, reopens) => {
          const { open, reader } = await openJournals();
          let journal = open();
          for (const entry of entries) {
            if (reopens) journal = open();
            await journal.append('one', [entry]);
          }
          const record = await readPublishRecord(reader, 'one');
          expect(describeRecord(record)).to.deep.equal(describeRecord(await readAsWritten(entries)));
          const atOnce = await openJournals();
          await atOnce.open().append('one', entries);
          expect(await atOnce.reader.read('one')).to.deep.equal(await reader.read('one'));
          const [summary, ...others] = await reader.list();
          expect(others).to.deep.equal([]);
          const { head, finished: end } = record;
          expect(summary).to.deep.equal({ head, ...(end ? { finished: end } : {}) });
        }),
        { numRuns: 50 },
      );
    });

    it(`knows who gave what after any publish on the ${route} route`, async () => {
      await fc.assert(
        fc.asyncProperty(anyPublish(route), async (entries) => {
          const { open, reader } = await openJournals();
          await open().append('one', entries);
          const ledger = new Ledger();
          for (const entry of entries) fold(ledger, entry);
          expect(sorted(await reader.grants())).to.deep.equal(sorted(ledger.grants()));
        }),
        { numRuns: 50 },
      );
    });
  }

  it('leaves open what was claimed until an outcome says that it was tried, and counts it as given by then only', async () => {
    const { store, open, reader } = await openJournals();
    const journal = open();
    const change: RecordedChange = {
      userId: 'ann',
      addLicenses: [{ skuId: 'visio', disabledPlans: [] }],
      removeLicenses: ['teams'],
      changedPlans: [],
      addServices: [],
      removeServices: [],
      wave: 0,
      before: { licenses: [], services: [] },
    };
    const held = { workspaceId, userId: 'ann', key: 'teams' };
    const listStates = async (): Promise<string[]> =>
      (await store.grants.list())
        .map(({ entitlement, state }) => `${entitlement.kind === 'plan' ? entitlement.skuId : ''} ${state}`)
        .sort();
    const settle = (status: RecordedOutcome['status'], given: readonly string[] = []): Promise<void> =>
      journal.append('one', [
        { kind: 'outcomes', outcomes: [{ userId: 'ann', at, status, given, taken: [] }] },
      ]);
    await journal.append('one', [
      start('direct', 1),
      { kind: 'ledger', changes: [{ ...held, action: 'claim' }] },
      { kind: 'planned', changes: [change] },
      { kind: 'intent', part: 'licenses', userIds: ['ann'], at },
    ]);
    for (const look of ['claimed', 'not attempted']) {
      expect(await listStates(), look).to.deep.equal(['teams taking', 'visio giving']);
      expect(await reader.grants(), look).to.deep.equal([held]);
      await settle('not-attempted');
    }
    await settle('failed', ['visio']);
    expect(await listStates()).to.deep.equal(['teams given', 'visio given']);
    expect(await reader.grants()).to.have.deep.members([held, { ...held, key: 'visio' }]);
  });

  it('adds nothing without the lease', async () => {
    const { reader } = await openJournals();
    const refused = await reader.append('one', [start('direct', 0)]).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(refused).to.have.property('code', 'lease-lost');
    expect(await reader.list()).to.deep.equal([]);
  });
});

/** What an entry of the engine changes in the record of who gave what, said once more and plainly. */
function fold(ledger: Ledger, entry: JournalEntry): void {
  if (entry.kind === 'ledger') entry.changes.forEach((change) => ledger.apply(change));
  if (entry.kind !== 'outcomes') return;
  for (const { userId, given, taken } of entry.outcomes) {
    for (const key of taken) ledger.forget(userId, key);
    for (const key of given) ledger.claim({ workspaceId, userId, key });
  }
}
