import type { ContractCase, SpoiledRecord, StoreFault, StoreUnderTest } from './contract.js';
import { expectFound, expectRefused, expectSame, expectTrue } from './expectations.js';
import {
  ada,
  claimed,
  connectWithLease,
  finish,
  giveClaim,
  grace,
  guid,
  listGrants,
  makeWorkspace,
  publishId,
  settled,
  start,
} from './samples.js';

const other = guid(0xf002);

export const faultCases: readonly ContractCase[] = [
  {
    name: 'damaged: a workspace that cannot be read keeps nobody from the others, and can be removed',
    needs: 'spoil',
    async run(store) {
      const { workspaces } = await store.connect(ada);
      const etag = await workspaces.put(makeWorkspace(1), { etag: null });
      await workspaces.put(makeWorkspace(2), { etag: null });
      await spoil(store, { part: 'workspaces', id: guid(1), how: 'damaged' });
      const { workspaces: readable, damaged } = await workspaces.list();
      expectSame(
        readable.map(({ workspace }) => workspace.id),
        [guid(2)],
        'Those that can be read',
      );
      expectSame(
        damaged.map(({ workspaceId }) => workspaceId),
        [guid(1)],
        'Those that cannot',
      );
      const [{ id, record }] = damaged as [(typeof damaged)[number]];
      expectTrue(record !== undefined, 'What is stored of it can be exported.');
      await expectRefused(workspaces.get(guid(1)), 'record-unreadable', 'Reading it');
      await expectRefused(workspaces.put(makeWorkspace(1), { etag: null }), 'stale', 'Creating it again');
      await workspaces.remove(guid(2));
      await workspaces.remove(id);
      const left = await workspaces.list();
      expectSame(
        left.workspaces.map(({ workspace }) => workspace.id),
        [guid(2)],
        'Those that are left',
      );
      expectSame(left.damaged, [], 'The damaged that are left');
      await expectRefused(workspaces.put(makeWorkspace(1), { etag }), 'stale', 'Writing to what is gone');
    },
  },
  {
    name: 'damaged: a publish that cannot be read keeps nobody from the others, and what it gave stays known',
    needs: 'spoil',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const given = [claimed(giveClaim(1)), settled('done', giveClaim(1))];
      await mine.journal.append(publishId, [start(), ...given], hold);
      await mine.journal.append(other, [start({ id: other }), claimed(giveClaim(2)), finish()], hold);
      const grants = await listGrants(mine);
      await spoil(store, { part: 'journal', id: publishId, how: 'damaged' });
      const { publishes, damaged } = await mine.journal.list();
      expectSame(
        publishes.map(({ head }) => head.publishId),
        [other],
        'Those that can be read',
      );
      expectSame(
        damaged.map(({ id }) => id),
        [publishId],
        'Those that cannot',
      );
      await expectRefused(mine.journal.read(publishId), 'record-unreadable', 'Reading it');
      await expectRefused(mine.journal.readStart(publishId), 'record-unreadable', 'How it started');
      expectSame((await mine.journal.read(other)).length, 3, 'The other one');
      await mine.journal.remove(other);
      await mine.journal.remove(publishId);
      const left = await mine.journal.list();
      expectSame(
        left.publishes.map(({ head }) => head.publishId),
        [other],
        'Those that are left',
      );
      expectSame(left.damaged, [], 'The damaged that are left');
      expectSame(await listGrants(mine), grants, 'What they gave');
    },
  },
  {
    name: 'newer: what a later version wrote asks for a reload, and is neither damaged nor removed',
    needs: 'spoil',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      await mine.workspaces.put(makeWorkspace(1), { etag: null });
      await mine.journal.append(publishId, [start()], hold);
      await spoil(store, { part: 'workspaces', id: guid(1), how: 'newer' });
      await spoil(store, { part: 'journal', id: publishId, how: 'newer' });
      const calls = [
        () => mine.workspaces.list(),
        () => mine.workspaces.get(guid(1)),
        () => mine.workspaces.remove(guid(1)),
        () => mine.journal.list(),
        () => mine.journal.read(publishId),
        () => mine.journal.readStart(publishId),
        () => mine.journal.remove(publishId),
        () => mine.journal.append(publishId, [claimed(giveClaim(1))], hold),
      ];
      for (const call of calls) await expectRefused(call(), 'record-newer', String(call));
    },
  },
  {
    name: 'full: nothing is changed, and all goes on when there is room',
    needs: 'full',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const etag = await mine.workspaces.put(makeWorkspace(), { etag: null });
      await mine.journal.append(publishId, [start()], hold);
      const end = await simulate(store, 'full');
      const renamed = makeWorkspace(1, 'Renamed');
      await expectRefused(mine.workspaces.put(renamed, { etag }), 'storage-full', 'A workspace');
      await expectRefused(
        mine.journal.append(publishId, [claimed(giveClaim(1))], hold),
        'storage-full',
        'A claim',
      );
      await expectRefused(mine.views.put({ name: 'Mine', view: '' }), 'storage-full', 'A view');
      await end();
      expectSame((await mine.workspaces.get(guid(1)))?.etag, etag, 'The workspace');
      expectSame((await mine.journal.read(publishId)).length, 1, 'How many entries there are');
      expectSame(await mine.grants.list(), [], 'The grants');
      await mine.workspaces.put(renamed, { etag });
      await mine.journal.append(publishId, [claimed(giveClaim(1))], hold);
    },
  },
  ...(['blocked', 'missing'] as const).map((fault): ContractCase => ({
    name: `${fault}: says so to every call, and goes on afterwards`,
    needs: fault,
    async run(store) {
      const before = await store.connect(ada);
      const etag = await before.workspaces.put(makeWorkspace(), { etag: null });
      await store.crash?.();
      const end = await simulate(store, fault);
      const mine = await store.connect(ada);
      const calls = [
        () => mine.workspaces.list(),
        () => mine.workspaces.put(makeWorkspace(1, 'Renamed'), { etag }),
        () => mine.journal.list(),
        () => mine.grants.list(),
        () => mine.lease.read(),
        () => mine.lease.take('tab-1'),
        () => mine.orders.list(),
        () => mine.insights.listSnapshots(),
        () => mine.views.list(),
      ];
      for (const call of calls) await expectRefused(call(), 'storage-unavailable', String(call));
      await end();
      expectSame((await mine.workspaces.get(guid(1)))?.etag, etag, 'The workspace');
      await mine.lease.take('tab-1');
    },
  })),
  {
    name: 'cleared: nothing goes on as if it were still there, and a new start works',
    needs: 'cleared',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const etag = await mine.workspaces.put(makeWorkspace(), { etag: null });
      await mine.journal.append(publishId, [start()], hold);
      await simulate(store, 'cleared');
      await expectRefused(
        mine.workspaces.put(makeWorkspace(), { etag }),
        'stale',
        'A write on top of nothing',
      );
      await expectRefused(
        mine.journal.append(publishId, [claimed(giveClaim(1))], hold),
        'lease-lost',
        'A claim without a lease',
      );
      await expectRefused(mine.lease.raise(hold), 'lease-lost', 'Raising the lease');
      expectSame(await mine.workspaces.list(), { workspaces: [], damaged: [] }, 'The workspaces');
      expectSame(await mine.journal.list(), { publishes: [], damaged: [] }, 'The journal');
      await mine.workspaces.put(makeWorkspace(), { etag: null });
      const again = await mine.lease.take('tab-2');
      await mine.journal.append(publishId, [start(), claimed(giveClaim(1))], again);
      expectFound((await mine.grants.list())[0], 'The grant');
    },
  },
  {
    name: 'break-off: of a call that breaks off anywhere, nothing is there that claims too little',
    needs: 'break-off',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      await mine.journal.append(publishId, [start()], hold);
      const theirs = await store.connect(grace);
      const claims = [1, 2, 3].map((n) => giveClaim(n));
      for (let write = 1, broke = true; broke; write += 1) {
        const end = expectFound(await store.breakOff?.(write), 'The hook "breakOff"');
        broke = await mine.journal.append(publishId, [claimed(...claims)], hold).then(
          () => false,
          () => true,
        );
        await end();
        const hasEntry = (await theirs.journal.read(publishId)).length > 1;
        const granted = (await theirs.grants.list()).length;
        expectTrue(!hasEntry || granted === 3, `Break at write ${write}: a claim stands without its grants.`);
        expectTrue(broke || hasEntry, 'What did not break is there.');
      }
    },
  },
];

async function spoil(store: StoreUnderTest, record: SpoiledRecord): Promise<void> {
  expectTrue(store.spoil !== undefined, 'The ability "spoil" needs its hook.');
  await store.spoil?.(record);
}

async function simulate(store: StoreUnderTest, fault: StoreFault): Promise<() => unknown> {
  return expectFound(await store.simulate?.(fault), 'The hook "simulate"');
}
