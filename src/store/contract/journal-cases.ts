import type { JournalEntry } from '../journal/journal-entry.js';
import type { ContractCase } from './contract.js';
import { expectFound, expectRefused, expectSame, expectTrue } from './expectations.js';
import {
  ada,
  at,
  claimed,
  connectWithLease,
  finish,
  giveClaim,
  grace,
  guid,
  makeWorkspace,
  noCounts,
  person,
  publishId,
  salesPlan,
  settled,
  start,
  takeClaim,
} from './samples.js';

const planned: JournalEntry = {
  kind: 'planned',
  changes: [
    {
      userId: guid(1_001),
      steps: [
        { kind: 'set-country', country: 'IS' },
        {
          kind: 'write-licenses',
          add: [{ skuId: guid(100), disabledPlans: [guid(102)] }],
          changed: [],
          remove: [],
        },
      ],
      wave: 0,
      before: { licenses: [], services: [] },
    },
    {
      userId: guid(1_002),
      steps: [
        { kind: 'join' },
        { kind: 'await-microsoft', add: [{ skuId: guid(100), disabledPlans: [] }], changed: [], remove: [] },
        { kind: 'ask-again' },
      ],
      wave: 1,
      before: { licenses: [], services: [], country: 'IS' },
    },
  ],
};

export const journalCases: readonly ContractCase[] = [
  {
    name: 'journal: gives back what was appended, in its order, and who did it as the store knows',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const begun = start();
      const { content } = { content: makeWorkspace().draft };
      const outcome: JournalEntry = {
        kind: 'outcomes',
        outcomes: [
          { userId: guid(1_001), status: 'failed', at, code: 'no-licenses-left', requestId: 'r-1' },
          { userId: guid(1_002), status: 'open', at, reason: 'waits-for-microsoft' },
          { userId: guid(1_003), status: 'open', at, reason: 'unanswered' },
        ],
      };
      const entries = [
        { ...begun, content, head: { ...begun.head, by: guid(0xbad) } },
        planned,
        { kind: 'group' as const, name: 'Sales 1 (a1b2c3)' },
      ];
      await mine.journal.append(publishId, entries, hold);
      await mine.journal.append(publishId, [claimed(giveClaim(1)), outcome], hold);
      const theirs = await store.connect(grace);
      expectSame(
        await theirs.journal.read(publishId),
        [{ ...begun, content }, ...entries.slice(1), claimed(giveClaim(1)), outcome],
        'What was appended',
      );
      expectSame(await theirs.journal.read(guid(0xf00f)), [], 'A publish that nobody started');
    },
  },
  {
    name: 'journal: tells how a publish started, whatever came of it',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const content = makeWorkspace().draft;
      const begun = { ...start(), content, contentBefore: { ...content, subscribers: [] } };
      const forged = { ...begun, head: { ...begun.head, by: guid(0xbad) } };
      await mine.journal.append(publishId, [forged, planned, claimed(giveClaim(1))], hold);
      const theirs = await store.connect(grace);
      expectSame(await theirs.journal.readStart(publishId), begun, 'How it started');
      await mine.journal.append(publishId, [settled('done', giveClaim(1)), finish()], hold);
      expectSame(await theirs.journal.readStart(publishId), begun, 'How it started, when it is through');
      const deletion = start({ id: guid(0xf002) });
      await mine.journal.append(guid(0xf002), [deletion], hold);
      expectSame(await theirs.journal.readStart(guid(0xf002)), deletion, 'One without content');
      expectSame(await theirs.journal.readStart(guid(0xf00f)), undefined, 'A publish that nobody started');
    },
  },
  {
    name: 'journal: lists publishes by when they came, not by what their clocks said, and how they ended last',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const [first, second] = [start(), start({ id: guid(0xf002) })];
      await mine.journal.append(publishId, [first, finish('2026-02-28T09:00:00.000Z')], hold);
      await mine.journal.append(publishId, [finish()], hold);
      const early = { ...second, head: { ...second.head, startedAt: '2020-01-01T00:00:00.000Z' } };
      await mine.journal.append(guid(0xf002), [early], hold);
      expectSame(
        await mine.journal.list(),
        {
          publishes: [
            { head: early.head },
            { head: first.head, finished: { at, end: 'completed', counts: noCounts } },
          ],
          damaged: [],
        },
        'The list',
      );
    },
  },
  {
    name: 'journal: lists the group that a publish worked on, as it was recorded last',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const theirs = await store.connect(grace);
      const groups = async (): Promise<readonly unknown[]> =>
        (await theirs.journal.list()).publishes.map(({ group }) => group);
      const named = { name: 'Sales 1 (a1b2c3)' };
      const made = { ...named, groupId: guid(0x9001) };
      await mine.journal.append(publishId, [start(), planned], hold);
      expectSame(await groups(), [undefined], 'Before there is one');
      await mine.journal.append(publishId, [{ kind: 'group', ...named }], hold);
      expectSame(await groups(), [named], 'Before it is made');
      await mine.journal.append(publishId, [{ kind: 'group', ...made }, claimed(giveClaim(1))], hold);
      await mine.journal.append(publishId, [settled('done', giveClaim(1)), finish()], hold);
      await mine.journal.append(guid(0xf002), [start({ id: guid(0xf002) })], hold);
      expectSame(await groups(), [undefined, made], 'When it is made, and of a publish without one');
    },
  },
  {
    name: 'journal: takes nothing of a publish that was not started, or of what it cannot read, or all of it',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const broken = { kind: 'claimed', at, claims: 'none' } as unknown as JournalEntry;
      await expectRefused(
        mine.journal.append(publishId, [start(), claimed(giveClaim(1)), broken], hold),
        'record-unreadable',
        'An entry that is none',
      );
      await expectRefused(
        mine.journal.append(publishId, [claimed(giveClaim(1))], hold),
        'unexpected',
        'A publish that was not started',
      );
      expectSame(await mine.journal.list(), { publishes: [], damaged: [] }, 'The journal');
      expectSame(await mine.grants.list(), [], 'The grants');
    },
  },
  {
    name: 'journal: cuts long texts rather than refusing them',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const long = '🚀'.repeat(50_000);
      const begun = start();
      await mine.journal.append(
        publishId,
        [
          { ...begun, head: { ...begun.head, workspaceName: long } },
          {
            kind: 'outcomes',
            outcomes: [{ userId: guid(1_001), status: 'open', at, requestId: long }],
          },
        ],
        hold,
      );
      const entries = await mine.journal.read(publishId);
      expectTrue(entries.length === 2, 'Both entries can be read.');
      expectSame((await mine.journal.list()).damaged, [], 'The damaged publishes');
    },
  },
  {
    name: 'journal: refuses what comes with a hold that is lost, and changes nothing',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      await mine.journal.append(publishId, [start()], hold);
      const before = await mine.journal.read(publishId);
      await mine.lease.release(hold);
      await expectRefused(
        mine.journal.append(publishId, [claimed(giveClaim(1))], hold),
        'lease-lost',
        'A claim after the lease was given back',
      );
      const theirs = await connectWithLease(store, grace, 'tab-2');
      await expectRefused(
        mine.journal.append(publishId, [claimed(giveClaim(1))], hold),
        'lease-lost',
        'A claim with an old number',
      );
      await expectRefused(
        mine.journal.append(publishId, [claimed(giveClaim(1))], { ...hold, fence: theirs.hold.fence }),
        'lease-lost',
        'A claim with the number of somebody else',
      );
      expectSame(await mine.journal.read(publishId), before, 'The journal');
      expectSame(await mine.grants.list(), [], 'The grants');
    },
  },
  {
    name: 'journal: forgets what finished long ago, but not what is open, unfinished or can be undone',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const append = (id: string, ...entries: JournalEntry[]): Promise<void> =>
        mine.journal.append(id, entries, hold);
      const name = (n: number): string => guid(0xf100 + n);
      const done = [claimed(giveClaim(1)), settled('done', giveClaim(1))];
      await append(name(1), start({ id: name(1) }), ...done, finish());
      await append(name(2), start({ id: name(2) }), claimed(giveClaim(2)), finish());
      const leftOpen = [claimed(giveClaim(3)), settled('open', giveClaim(3))];
      await append(name(3), start({ id: name(3) }), ...leftOpen, finish());
      await append(name(4), start({ id: name(4) }));
      await append(name(5), start({ id: name(5) }), ...done, finish());
      await append(name(6), start({ id: name(6), of: name(5) }), finish());
      await append(name(7), start({ id: name(7), workspaceId: guid(2) }), finish());
      const late = '2027-01-01T00:00:00.000Z';
      await append(name(8), start({ id: name(8), workspaceId: guid(3) }), finish(late));
      const grants = await mine.grants.list();
      expectSame(await mine.journal.prune('2026-06-01T00:00:00.000Z'), 1, 'How many were forgotten');
      const left = (await mine.journal.list()).publishes.map(({ head }) => head.publishId);
      expectSame(left, [8, 7, 6, 5, 4, 3, 2].map(name), 'What is left');
      expectSame(await mine.journal.read(name(1)), [], 'What was forgotten');
      expectSame(await mine.grants.list(), grants, 'What they gave');
      await append(name(4), settled('done', giveClaim(2), giveClaim(3)));
      expectSame(await mine.journal.prune('2026-06-01T00:00:00.000Z'), 2, 'Those settled by a later publish');
    },
  },
  {
    name: 'journal: never forgets what proves the group and the published content of a stored workspace',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const name = (n: number): string => guid(0xf100 + n);
      const publish = (n: number, workspaceId: string, ...entries: JournalEntry[]): Promise<void> =>
        mine.journal.append(name(n), [start({ id: name(n), workspaceId }), ...entries, finish()], hold);
      const group: JournalEntry = { kind: 'group', name: 'Sales 1 (a1b2c3)', groupId: guid(0x9001) };
      const lastPublish = { at, by: ada.by, publishId: name(3) };
      await mine.workspaces.put({ ...makeWorkspace(1), lastPublish }, { etag: null });
      for (const workspaceId of [guid(1), guid(2)]) {
        const first = workspaceId === guid(1) ? 1 : 6;
        await publish(first, workspaceId, group);
        await publish(first + 1, workspaceId, group);
        await publish(first + 2, workspaceId);
        await publish(first + 3, workspaceId);
        await publish(first + 4, workspaceId);
      }
      const left = async (): Promise<readonly string[]> =>
        (await mine.journal.list()).publishes.map(({ head }) => head.publishId);
      expectSame(await mine.journal.prune('2026-06-01T00:00:00.000Z'), 6, 'How many were forgotten');
      expectSame(await left(), [10, 5, 3, 2].map(name), 'What is left');
      const { etag } = expectFound(await mine.workspaces.get(guid(1)), 'The workspace');
      await mine.workspaces.delete(guid(1), { etag });
      expectSame(await mine.journal.prune('2026-06-01T00:00:00.000Z'), 2, 'How many when it is gone');
      expectSame(await left(), [10, 5].map(name), 'What is left when it is gone');
    },
  },
  {
    name: 'journal: erases a person everywhere, but not while she holds something',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const { userId } = person(1) as { readonly userId: string };
      await mine.workspaces.put(makeWorkspace(), { etag: null });
      const hers = await store.connect({ ...ada, by: userId });
      const { etag } = expectFound(await hers.workspaces.get(guid(1)), 'The workspace');
      const acceptedGroup = { groupId: guid(0x9002), at, by: userId };
      const exceptions = [...(makeWorkspace().exceptions ?? [])];
      exceptions.push({ userId: guid(1_003), kind: 'left-out', at, by: userId });
      await hers.workspaces.put({ ...makeWorkspace(), exceptions, acceptedGroup }, { etag });
      await mine.insights.putKeeps([{ userId, skuId: guid(100), reason: 'On leave', by: ada.by }]);
      await mine.journal.append(publishId, [start(), planned, claimed(giveClaim(1))], hold);
      await expectRefused(mine.journal.erase(userId), 'still-granted', 'Erasing while something is open');
      await mine.journal.append(publishId, [settled('done', giveClaim(1))], hold);
      await expectRefused(mine.journal.erase(userId), 'still-granted', 'Erasing while something is given');
      // Nobody gave it, so that there is no grant: only the claim says that something is open.
      const reclaim = [start({ id: guid(0xf002), workspaceId: null }), claimed(takeClaim(1))];
      await mine.journal.append(guid(0xf002), reclaim, hold);
      await mine.journal.append(publishId, [settled('done', takeClaim(1))], hold);
      await mine.journal.append(guid(0xf002), [claimed(takeClaim(1))], hold);
      await expectRefused(mine.journal.erase(userId), 'still-granted', 'Erasing while a reclaim is open');
      await mine.journal.append(guid(0xf002), [settled('done', takeClaim(1))], hold);
      await mine.journal.erase(userId);
      const all = [
        await mine.journal.read(publishId),
        await mine.journal.read(guid(0xf002)),
        await mine.workspaces.list(),
        await mine.insights.listKeeps(),
        await mine.journal.list(),
      ];
      expectTrue(!JSON.stringify(all).includes(userId), 'Her id stands nowhere any more.');
      const { workspace } = expectFound(await mine.workspaces.get(guid(1)), 'The workspace');
      expectSame(workspace.draft.subscribers.length, 3, 'How many are subscribed');
      const [keep] = await mine.insights.listKeeps();
      expectTrue(
        workspace.draft.subscribers.includes(keep?.userId ?? ''),
        'She has the same new id everywhere.',
      );
      const decided = workspace.exceptions ?? [];
      expectSame(
        [decided[0]?.userId, decided.at(-1)?.by, workspace.acceptedGroup?.by],
        [keep?.userId, keep?.userId, keep?.userId],
        'Whom and what she decided',
      );
    },
  },
  {
    name: 'grants: follow from what is appended, at once',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const theirs = await store.connect(grace);
      const states = async (): Promise<readonly string[]> =>
        (await theirs.grants.list()).map(({ state, publishId: by }) => `${state} by ${by}`);
      const [first, second] = [publishId, guid(0xf002)];
      await mine.journal.append(first, [start(), claimed(giveClaim(1))], hold);
      expectSame(await states(), [`giving by ${first}`], 'After the claim');
      await mine.journal.append(first, [settled('open', giveClaim(1))], hold);
      expectSame(await states(), [`giving by ${first}`], 'While nobody knows');
      await mine.journal.append(first, [settled('done', giveClaim(1)), finish()], hold);
      expectSame(await states(), [`given by ${first}`], 'When it is given');
      await mine.journal.append(second, [start({ id: second }), claimed(takeClaim(1))], hold);
      expectSame(await states(), [`taking by ${second}`], 'After the claim that takes');
      await mine.journal.append(second, [settled('nothing', takeClaim(1))], hold);
      expectSame(await states(), [`given by ${second}`], 'When it was not taken');
      await mine.journal.append(second, [claimed(takeClaim(1)), settled('done', takeClaim(1))], hold);
      expectSame(await states(), [], 'When it is taken');
    },
  },
  {
    name: 'grants: are adopted, seen missing and dropped by notes, and listed by workspace',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const about = { holder: person(1), entitlement: salesPlan };
      const adopt = { ...about, action: 'adopt' as const, workspaceId: guid(1) };
      const other = { ...adopt, workspaceId: guid(2) };
      await mine.journal.append(publishId, [start(), { kind: 'noted', notes: [adopt, other] }], hold);
      const mineOnly = await mine.grants.list({ workspaceId: guid(1) });
      expectSame(mineOnly, [{ ...about, workspaceId: guid(1), state: 'given', publishId }], 'The adopted');
      const missing = { ...adopt, action: 'missing' as const, at };
      await mine.journal.append(publishId, [{ kind: 'noted', notes: [missing] }], hold);
      const [seen] = await mine.grants.list({ workspaceId: guid(1) });
      expectSame(seen?.missingSince, at, 'When it was first seen missing');
      await mine.journal.append(
        publishId,
        [{ kind: 'noted', notes: [{ ...adopt, action: 'drop' as const }] }],
        hold,
      );
      const left = (await mine.grants.list()).map(({ workspaceId }) => workspaceId);
      expectSame(left, [guid(2)], 'Whose grants are left');
    },
  },
];
