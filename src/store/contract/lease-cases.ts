import { ProvisioningError } from '../../model/errors.js';
import { replaceableMs, type LeaseHold, type LeaseProgress } from '../lease/lease.js';
import type { Store } from '../store.js';
import type { ContractCase, StoreUnderTest } from './contract.js';
import { expectFound, expectRefused, expectSame, expectTrue } from './expectations.js';
import {
  ada,
  claimed,
  connectWithLease,
  finish,
  giveClaim,
  grace,
  publishId,
  settled,
  start,
  takeOver,
} from './samples.js';

const progress: LeaseProgress = {
  publishId,
  kind: 'publish',
  workspaceId: 'workspace-1',
  isAttended: true,
  done: 20,
  total: 300,
};

/** A portion as a publisher goes through it: every call that it waits for. */
function makePortion(store: Store, hold: LeaseHold): readonly (() => Promise<unknown>)[] {
  const claims = [1, 2, 3].map((n) => giveClaim(n));
  const append = (...entries: Parameters<Store['journal']['append']>[1]) =>
    store.journal.append(publishId, entries, hold);
  return [
    () => append(start()),
    () => append(claimed(...claims)),
    () => store.lease.raise(hold, progress),
    // Between these the writes leave and are answered.
    () => append(settled('done', ...claims.slice(0, 2)), settled('open', ...claims.slice(2))),
    () => append(claimed(giveClaim(4)), settled('nothing', giveClaim(4))),
    () => append(finish()),
    () => store.lease.release(hold),
  ];
}

export const leaseCases: readonly ContractCase[] = [
  {
    name: 'lease: is had by one session at a time, and all see whose it is',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      expectSame(await theirs.lease.read(), undefined, 'The lease before anybody took it');
      const { fence } = await mine.lease.take('tab-1');
      const seen = expectFound(await theirs.lease.read(), 'The lease');
      expectSame([seen.fence, seen.sessionId, seen.by], [fence, 'tab-1', ada.by], 'Whose it is');
      await expectRefused(theirs.lease.take('tab-2'), 'conflict', 'Taking it from who has it');
      const otherTab = await team.connect(ada);
      await expectRefused(otherTab.lease.take('tab-3'), 'conflict', 'Taking it from the own other tab');
    },
  },
  {
    name: 'lease: goes to exactly one of many who ask at once',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const outcomes = await Promise.all(
        [mine, theirs, mine, theirs, mine].map((store, n) =>
          store.lease.take(`tab-${n}`).then(
            () => 'taken',
            (thrown: unknown) => (thrown instanceof ProvisioningError ? thrown.code : String(thrown)),
          ),
        ),
      );
      const expected = ['conflict', 'conflict', 'conflict', 'conflict', 'taken'];
      expectSame(outcomes.sort(), expected, 'What became of them');
    },
  },
  {
    name: 'lease: every holder has a higher number, also after it was given back',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const first = await mine.lease.take('tab-1');
      await mine.lease.release(first);
      expectSame(await theirs.lease.read(), undefined, 'The lease that was given back');
      const second = await theirs.lease.take('tab-2');
      expectTrue(second.fence > first.fence, `${second.fence} must be more than ${first.fence}.`);
      await mine.lease.release(first);
      expectSame((await mine.lease.read())?.sessionId, 'tab-2', 'Whose it is after an old hold was released');
    },
  },
  {
    name: 'lease: a session that has it takes it anew, and its earlier hold is lost',
    async run(team) {
      const { store, hold } = await connectWithLease(team, ada, 'tab-1');
      const again = await store.lease.take('tab-1');
      expectTrue(again.fence > hold.fence, 'The number grows.');
      await expectRefused(store.lease.raise(hold), 'lease-lost', 'Raising the earlier hold');
      await store.lease.raise(again);
    },
  },
  {
    name: 'lease: is of whoever took it; who has read whose it is cannot pass for them',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team, ada, 'tab-1');
      const theirs = await team.connect(grace);
      await theirs.lease.release(hold);
      await expectRefused(theirs.lease.raise(hold), 'lease-lost', 'Raising the lease of somebody else');
      await expectRefused(theirs.journal.append('p1', [], hold), 'lease-lost', 'Writing with it');
      await expectRefused(theirs.lease.take('tab-1'), 'conflict', 'Taking it in their name');
      await mine.lease.raise(hold);
    },
  },
  {
    name: 'lease: its beat moves and shows how far the holder is',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const theirs = await store.connect(grace);
      const before = expectFound(await theirs.lease.read(), 'The lease');
      await mine.lease.raise(hold, progress);
      const after = expectFound(await theirs.lease.read(), 'The lease');
      expectTrue(after.beat > before.beat, 'The beat moves.');
      expectSame([after.fence, after.progress], [hold.fence, progress], 'What is seen of it');
    },
  },
  {
    name: 'lease: is taken over only from a holder that is as it was seen',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const theirs = await store.connect(grace);
      const seen = expectFound(await theirs.lease.read(), 'The lease');
      await mine.lease.raise(hold);
      await expectRefused(
        theirs.lease.take('tab-2', { over: seen }),
        'conflict',
        'Taking from who has moved',
      );
      const wrong = { ...seen, fence: seen.fence + 1 };
      await expectRefused(
        theirs.lease.take('tab-2', { over: wrong }),
        'conflict',
        'Taking from somebody else',
      );
      const taken = await takeOver(store, theirs, 'tab-2');
      expectTrue(taken.fence > hold.fence, 'The number grows.');
      await expectRefused(mine.lease.raise(hold), 'lease-lost', 'Raising what is lost');
      await mine.lease.release(hold);
      expectSame((await mine.lease.read())?.sessionId, 'tab-2', 'Whose it is');
    },
  },
  {
    name: 'lease: a store with a clock that all share says how long the holder stands still, and decides by that',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      const theirs = await team.connect(grace);
      const early = expectFound(await theirs.lease.read(), 'The lease');
      if (early.stillMs === undefined) return;
      await expectRefused(
        theirs.lease.take('tab-2', { over: early }),
        'conflict',
        'Taking from who moved just now',
      );
      await team.passTime?.(replaceableMs);
      const late = expectFound(await theirs.lease.read(), 'The lease');
      expectTrue((late.stillMs ?? 0) >= replaceableMs, `It stands still for ${String(late.stillMs)} ms.`);
      await mine.lease.raise(hold);
      const moved = expectFound(await theirs.lease.read(), 'The lease');
      expectTrue((moved.stillMs ?? 0) < replaceableMs, 'Whoever raises it has moved.');
      await takeOver(team, theirs, 'tab-2');
    },
  },
  {
    name: 'lease: nothing of a holder who slept while another took over takes effect, wherever it fell asleep',
    async run(store) {
      const { store: sleeper } = await connectWithLease(store);
      // A colleague, and another tab of the sleeper's own.
      const wakers = [await store.connect(grace), await store.connect(ada)];
      const calls = makePortion(sleeper, { fence: 0, sessionId: '' }).length;
      for (let asleepAt = 0; asleepAt < calls; asleepAt += 1)
        for (const [n, waker] of wakers.entries())
          await sleepAt(store, { sleeper, waker, asleepAt, id: `publish-${asleepAt}-${n}` });
    },
  },
  {
    name: 'grants: after a crash between any two calls, all that was claimed and not settled has one',
    needs: 'crash',
    async run(store) {
      const calls = makePortion(await store.connect(ada), { fence: 0, sessionId: '' }).length;
      for (let reached = 0; reached <= calls; reached += 1) await crashAfter(store, reached);
    },
  },
];

interface SleepCase {
  readonly sleeper: Store;
  readonly waker: Store;
  /** Before the call of this number. */
  readonly asleepAt: number;
  /** Of the publish. */
  readonly id: string;
}

async function sleepAt(team: StoreUnderTest, { sleeper, waker, asleepAt, id }: SleepCase): Promise<void> {
  const hold = await takeOver(team, sleeper, `sleeper-${asleepAt}`);
  const portion = makePortion(renamed(sleeper, id), hold);
  for (const call of portion.slice(0, asleepAt)) await call();
  const taken = await takeOver(team, waker, `waker-${asleepAt}`);
  const look = async (): Promise<unknown> => [
    await waker.journal.read(id),
    await waker.grants.list(),
    // How long ago it moved changes by itself.
    { ...(await waker.lease.read()), stillMs: undefined },
  ];
  const before = await look();
  const rest = portion.slice(asleepAt);
  for (const call of rest.slice(0, -1)) await expectRefused(call(), 'lease-lost', 'A call of who slept');
  await rest.at(-1)?.();
  expectSame(await look(), before, 'What is stored after the sleeper woke');
  await waker.lease.release(taken);
}

async function crashAfter(store: StoreUnderTest, reached: number): Promise<void> {
  const id = `publish-${reached}`;
  const mine = await store.connect(ada);
  const hold = await takeOver(store, mine, `session-${reached}`);
  const calls = makePortion(renamed(mine, id), hold);
  for (const call of calls.slice(0, reached)) await call();
  await store.crash?.();
  const theirs = await store.connect(grace);
  const found = (await theirs.grants.list())
    .filter((grant) => grant.publishId === id)
    .map(({ holder, state }) => `${state} ${holder.kind === 'user' ? holder.userId : ''}`)
    .sort();
  const people = [1, 2, 3]
    .map((n) => giveClaim(n).holder)
    .map((each) => ('userId' in each ? each.userId : ''));
  // Of those after the first crash the plan is given already: a claim changes that into nothing less.
  const claimedAll = people.map((userId) => found.some((text) => text.endsWith(userId)));
  expectSame(
    claimedAll,
    people.map(() => reached >= 2),
    `Grants after ${reached} calls`,
  );
  const taken = await takeOver(store, theirs, `after-${reached}`);
  const known = await theirs.journal.read(id);
  expectSame(known.length > 0, reached >= 1, `Whether the publish is known after ${reached} calls`);
  await theirs.lease.release(taken);
}

/** The store, with another publish in the place of the sample. */
function renamed(store: Store, id: string): Store {
  const append: Store['journal']['append'] = (_publishId, entries, hold) =>
    store.journal.append(
      id,
      entries.map((entry) =>
        entry.kind === 'started' ? { ...entry, head: { ...entry.head, publishId: id } } : entry,
      ),
      hold,
    );
  return { ...store, journal: { ...store.journal, append } };
}
