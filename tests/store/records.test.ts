import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { errorCodes } from '../../src/model/error-codes.js';
import { ProvisioningError } from '../../src/model/errors.js';
import type { Entitlement } from '../../src/model/holding/entitlement.js';
import type { Grant } from '../../src/model/holding/grant.js';
import type { Holder } from '../../src/model/holding/holder.js';
import { exceptionKey, type Exception } from '../../src/model/workspace/exception.js';
import { workspaceLimits } from '../../src/model/workspace/workspace-limits.js';
import type { Workspace, WorkspaceContent } from '../../src/model/workspace/workspace.js';
import {
  outcomeReasons,
  type JournalEntry,
  type PlannedChange,
  type PlannedGroup,
  type PublishHead,
} from '../../src/store/journal/journal-entry.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { grantRecord } from '../../src/store/schema/grant.js';
import { keepRecord, refusedPairRecord, snapshotRecord } from '../../src/store/schema/insights.js';
import { readEntry } from '../../src/store/schema/journal.js';
import { leaseRecord } from '../../src/store/schema/lease.js';
import { orderRecord } from '../../src/store/schema/order.js';
import { readStored, writeStored, type StoredFormat } from '../../src/store/schema/record.js';
import { viewRecord } from '../../src/store/schema/view.js';
import { workspaceRecord } from '../../src/store/schema/workspace.js';

type Fields = Record<string, fc.Arbitrary<unknown>>;

/** A record with every property that may be missing, missing or there. */
function record<T>(required: Fields, optional: Fields = {}): fc.Arbitrary<T> {
  const keys = Object.keys(required);
  return fc.record(
    { ...required, ...optional },
    {
      requiredKeys: keys,
    },
  ) as fc.Arbitrary<T>;
}

/** Words of any length and any characters, whole or not. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .tuple(fc.constantFrom('a', '🚀', '日', '\u202E', '\uD800'), fc.nat(3_000))
    .map(([one, n]) => one.repeat(n)),
);
const id = fc.uuid();
const ids = fc.array(id, { maxLength: 3 });
const count = fc.nat();
const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const day = moment.map((text) => text.slice(0, 10));
const list = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(each, { maxLength: 3 });
const fixed = <T extends string | number | boolean>(value: T): fc.Arbitrary<T> => fc.constant(value);

const service = record({ providerId: id, serviceId: id }, { optionId: id });
const entitlement = fc.oneof(
  record<Entitlement>({ kind: fixed('plan'), skuId: id }),
  record<Entitlement>({ kind: fixed('service'), providerId: id, serviceId: id }, { optionId: id }),
  record<Entitlement>({ kind: fixed('membership'), groupId: id }),
);
const holder = fc.oneof(
  record<Holder>({ kind: fixed('user'), userId: id }),
  record<Holder>({ kind: fixed('group'), groupId: id }),
);
const license = record({ skuId: id, disabledPlans: ids });
const step = fc.oneof(
  record({ kind: fixed('set-country'), country: fixed('IS') }),
  record({ kind: fixed('write-licenses'), add: list(license), changed: ids, remove: ids }),
  record({ kind: fixed('give-service'), service }),
  record({
    kind: fixed('take-service'),
    service: record({ providerId: id, serviceId: id }, { optionId: id, assignmentId: id }),
  }),
  record({ kind: fc.constantFrom('join', 'leave', 'ask-again') }),
  record({ kind: fixed('await-microsoft'), add: list(license), changed: ids, remove: ids }),
);
const change = record<PlannedChange>({
  userId: id,
  steps: list(step),
  wave: count,
  before: record({ licenses: list(license), services: list(service) }, { country: fixed('IS') }),
});
const group = record<PlannedGroup>(
  { add: list(license), remove: ids, before: list(license), bystanders: ids },
  { groupId: id },
);
const content = record<WorkspaceContent>({
  name: fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: workspaceLimits.nameLength })
    .map((text) => text.trim() || 'Sales'),
  description: fc.string({ unit: 'binary', maxLength: 200 }),
  plans: fc.uniqueArray(
    record<WorkspaceContent['plans'][number]>({
      skuId: id,
      apps: fc.dictionary(id, fc.constantFrom('on', 'off'), { noNullPrototype: true, maxKeys: 3 }),
    }),
    {
      maxLength: 3,
      selector: ({ skuId }) => skuId,
    },
  ),
  services: list(service),
  subscribers: fc.uniqueArray(id, { maxLength: 3 }),
});
const stamp = record({ at: moment, by: id });
const exceptions = fc.uniqueArray(
  record<Exception>(
    { userId: id, kind: fc.constantFrom('left-out', 'assign-anyway'), at: moment, by: id },
    { reason: fc.constantFrom('guest', 'not-synced') },
  ),
  { maxLength: 3, selector: exceptionKey },
);
const workspace = record<Workspace>(
  {
    schemaVersion: fixed(1),
    id,
    draft: content,
    edited: stamp,
    route: fc.constantFrom('direct', 'group'),
  },
  {
    published: content,
    lastPublish: record({ at: moment, by: id, publishId: id }),
    deleting: fc.boolean(),
    groupId: id,
    exceptions,
    acceptedGroup: record({ groupId: id, at: moment, by: id }),
  },
);
const head = record<PublishHead>(
  {
    schemaVersion: fixed(1),
    publishId: id,
    workspaceName: words,
    kind: fc.constantFrom('publish', 'undo', 'reclaim'),
    reverts: fc.boolean(),
    route: fc.constantFrom('direct', 'group'),
    by: id,
    startedAt: moment,
    peopleCount: count,
    blockedCount: count,
  },
  { workspaceId: id, of: id },
);
const entitlements = list(entitlement);
const claim = {
  holder,
  step: fc.constantFrom(
    'set-country',
    'write-licenses',
    'give-service',
    'take-service',
    'join',
    'leave',
    'await-microsoft',
    'ask-again',
  ),
  gives: entitlements,
  takes: entitlements,
};
const noted = { holder, entitlement, workspaceId: id };
const counts = record({ applied: count, failed: count, open: count, notSent: count });
const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  record<JournalEntry>({ kind: fixed('started'), head }, { content, contentBefore: content }),
  record<JournalEntry>({ kind: fixed('planned'), changes: list(change) }, { group }),
  record<JournalEntry>({ kind: fixed('group'), name: words }, { groupId: id }),
  record<JournalEntry>({
    kind: fixed('noted'),
    notes: list(
      fc.oneof(
        record({ ...noted, action: fc.constantFrom('adopt', 'drop') }),
        record({ ...noted, action: fixed('missing'), at: moment }),
      ),
    ),
  }),
  record<JournalEntry>({ kind: fixed('claimed'), at: moment, claims: list(record(claim)) }),
  record<JournalEntry>({
    kind: fixed('settled'),
    at: moment,
    settlements: list(record({ ...claim, given: entitlements, taken: entitlements, open: entitlements })),
  }),
  record<JournalEntry>({
    kind: fixed('outcomes'),
    outcomes: list(
      record(
        { userId: id, status: fc.constantFrom('applied', 'failed', 'open', 'not-sent'), at: moment },
        {
          code: fc.constantFrom(...errorCodes),
          reason: fc.constantFrom(...outcomeReasons),
          requestId: words,
        },
      ),
    ),
  }),
  record<JournalEntry>({
    kind: fixed('finished'),
    at: moment,
    end: fc.constantFrom('completed', 'cancelled', 'stopped', 'superseded'),
    counts,
  }),
);
const order = record({
  schemaVersion: fixed(1),
  id,
  workspaceId: id,
  by: id,
  at: moment,
  state: fc.constantFrom('waiting', 'started', 'ended'),
  review: record(
    { route: fc.constantFrom('direct', 'group'), changes: list(change), policy: id, serviceProviders: ids },
    { group },
  ),
});
const grant = record<Grant>(
  {
    workspaceId: id,
    holder,
    entitlement,
    state: fc.constantFrom('giving', 'given', 'taking'),
    publishId: id,
  },
  { openBefore: fixed(true), missingSince: moment },
);
const lease = record(
  { fence: count, beat: count },
  {
    holder: record(
      { sessionId: id, by: id },
      {
        presence: id,
        progress: record(
          {
            publishId: id,
            kind: fc.constantFrom('publish', 'undo', 'reclaim'),
            isAttended: fc.boolean(),
            done: count,
            total: count,
          },
          { workspaceId: id },
        ),
      },
    ),
  },
);
const planCounts = record({
  skuId: id,
  skuPartNumber: id,
  total: count,
  assigned: count,
  expiringSoon: count,
  suspended: count,
});

/** Cut texts aside, what is read is what was written. */
const kinds: readonly (readonly [
  name: string,
  values: fc.Arbitrary<unknown>,
  format: StoredFormat<unknown>,
])[] = [
  ['workspace', workspace, workspaceRecord],
  ['order', order, orderRecord],
  ['grant', grant, grantRecord],
  ['lease', lease, leaseRecord],
  ['keep', record({ reason: words, by: id }, { userId: id, skuId: id, until: day }), keepRecord],
  ['snapshot', record({ date: day, plans: list(planCounts) }), snapshotRecord],
  ['refused pair', record({ ids: fc.tuple(id, id), on: day }), refusedPairRecord],
  ['view', record({ name: words.map((name) => `n${name}`), view: words }), viewRecord],
];

describe('what is written', () => {
  for (const [name, values, format] of kinds)
    it(`can be read: a ${name} of any texts`, () => {
      fc.assert(
        fc.property(values, (value) => {
          const stored = writeStored(format, value);
          expect(readStored(format, structuredClone(stored))).to.deep.equal(stored);
          expect(Object.keys(stored as object)).to.have.members(Object.keys(value as object));
        }),
      );
    });

  it('can be read: a journal entry of any texts', () => {
    fc.assert(
      fc.property(entry, (value) => {
        const stored = readEntry(value);
        expect(readEntry(structuredClone(stored))).to.deep.equal(stored);
        expect(Object.keys(stored)).to.have.members(Object.keys(value));
      }),
      { numRuns: 500 },
    );
  });

  it('can be read: a publish of any entries, by the store', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 6 }), head, async (entries, first) => {
        const store = memoryStore()({ tenantId: 'contoso', by: 'ada' });
        const hold = await store.lease.take('tab-1');
        const started: JournalEntry = { kind: 'started', head: { ...first, publishId: 'p1' } };
        const facts = [started, ...entries.filter(({ kind }) => kind !== 'started')];
        await store.journal.append('p1', facts, hold);
        expect(await store.journal.read('p1')).to.have.length(facts.length);
        const { publishes, damaged } = await store.journal.list();
        expect([publishes.length, damaged.length]).to.deep.equal([1, 0]);
      }),
    );
  });

  it('holds no property that nobody knows', () => {
    const view = { name: 'Mine', view: '', search: 'megan@contoso.com' };
    expect(writeStored(viewRecord, view)).to.deep.equal({ name: 'Mine', view: '' });
  });
});

describe('what is read', () => {
  it('may be anything: it is a record, or is refused with a code', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const [, , format] of kinds)
          try {
            readStored(format, value);
          } catch (thrown) {
            expect(thrown).to.be.instanceOf(ProvisioningError);
          }
      }),
    );
  });

  it('never has half a character at its end', () => {
    const { view } = writeStored(viewRecord, { name: 'Mine', view: `a${'🚀'.repeat(20_000)}` });
    expect(view).to.have.length(19_999);
    expect(view).not.to.match(/\p{Cs}/u);
  });

  it('takes a code that a later version added as a failure', () => {
    const outcome = { userId: 'megan', status: 'failed', at: '2026-03-01T09:00:00Z', code: 'moon-full' };
    const read = readEntry({ kind: 'outcomes', outcomes: [outcome] });
    expect(read).to.have.nested.property('outcomes[0].code', 'unexpected');
  });

  it('passes over exceptions that are none, and takes one of the same, so that the workspace stays open', () => {
    const stored = fc.sample(workspace, 1)[0] as Workspace;
    const leftOut = { userId: 'megan', kind: 'left-out', at: '2026-03-01T09:00:00Z', by: 'ada' };
    const broken = [7, null, { ...leftOut, kind: 'forgiven' }, { ...leftOut, reason: 'r'.repeat(101) }];
    const read = (list: unknown): unknown =>
      readStored(workspaceRecord, { ...stored, exceptions: list }).exceptions;
    expect(read([...broken, leftOut, leftOut])).to.deep.equal([leftOut]);
    expect(read('rubbish')).to.deep.equal([]);
  });

  it('is damaged when a workspace has a name that could pass for another', () => {
    const stored = fc.sample(workspace, 1)[0] as Workspace;
    const spoiled = { ...stored, draft: { ...stored.draft, name: 'Sa\u200Bles' } };
    expect(() => readStored(workspaceRecord, spoiled))
      .to.throw()
      .with.property('code', 'record-unreadable');
  });
});
