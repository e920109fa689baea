import type { StorePart } from '../store.js';
import type { ContractCase } from './contract.js';
import { expectRefused, expectSame, expectTrue } from './expectations.js';
import {
  ada,
  claimed,
  connectWithLease,
  giveClaim,
  grace,
  guid,
  makeOrder,
  makeWorkspace,
  publishId,
  start,
} from './samples.js';

const snapshot = (date: string, assigned: number) => ({
  date,
  plans: [{ skuId: guid(100), skuPartNumber: 'SKU', total: 50, assigned, expiringSoon: 0, suspended: 0 }],
});

export const smallPartCases: readonly ContractCase[] = [
  {
    name: 'orders: are stored under etags, and stay those of who confirmed them',
    async run(team) {
      const [mine, theirs] = [await team.connect(ada), await team.connect(grace)];
      const order = makeOrder();
      const etag = await mine.orders.put({ ...order, by: guid(0xbad) }, { etag: null });
      expectSame(await theirs.orders.list(), [{ order, etag }], 'What was put');
      const started = { ...order, state: 'started' as const, publishId };
      const next = await theirs.orders.put(started, { etag });
      await expectRefused(mine.orders.put(order, { etag }), 'stale', 'A stale write');
      await expectRefused(mine.orders.delete(order.id, { etag }), 'stale', 'A stale deletion');
      expectSame(await mine.orders.list(), [{ order: started, etag: next }], 'What is stored');
      const other = { ...started, review: { ...started.review, policy: 'other' } };
      const last = await theirs.orders.put(other, { etag: next });
      const changed = [{ order: { ...other, by: grace.by }, etag: last }];
      expectSame(await mine.orders.list(), changed, 'An order whose content somebody else has changed');
      await mine.orders.delete(order.id, { etag: last });
      expectSame(await theirs.orders.list(), [], 'The list');
    },
  },
  {
    name: 'insights: keeps one snapshot of each day, oldest first',
    async run(team) {
      const { insights } = await team.connect(ada);
      await insights.putSnapshot(snapshot('2026-03-02', 20));
      await insights.putSnapshot(snapshot('2026-03-01', 10));
      await insights.putSnapshot(snapshot('2026-03-02', 30));
      const expected = [snapshot('2026-03-01', 10), snapshot('2026-03-02', 30)];
      expectSame(await insights.listSnapshots(), expected, 'The snapshots');
    },
  },
  {
    name: 'insights: keeps what is kept on purpose, one of the same, and says itself who decided',
    async run(team) {
      const { insights } = await team.connect(grace);
      const target = { userId: guid(1_001), skuId: guid(100) };
      const whole = { skuId: guid(100) };
      const keep = { reason: 'On leave', until: '2027-03-31', by: guid(0xbad) };
      await insights.putKeeps([
        { ...target, ...keep, reason: 'x'.repeat(100_000) },
        { ...whole, ...keep },
      ]);
      await insights.putKeeps([{ ...target, ...keep }]);
      const sort = (keeps: readonly object[]): readonly string[] =>
        keeps.map((each) => JSON.stringify(each)).sort();
      const found = await insights.listKeeps();
      expectSame(found.length, 2, 'How many are kept');
      expectTrue(
        found.every(({ by, reason }) => by === grace.by && reason === keep.reason),
        `Who decided, and why: ${sort(found).join()}`,
      );
      await insights.deleteKeeps([target]);
      expectSame(await insights.listKeeps(), [{ ...whole, ...keep, by: grace.by }], 'What is left');
    },
  },
  {
    name: 'insights: keeps combinations that were refused, whichever is named first',
    async run(team) {
      const { insights } = await team.connect(ada);
      await insights.putRefused([{ ids: [guid(2), guid(1)], on: '2026-03-01' }]);
      await insights.putRefused([{ ids: [guid(1), guid(2)], on: '2026-03-02' }]);
      const expected = [{ ids: [guid(1), guid(2)], on: '2026-03-02' }];
      expectSame(await insights.listRefused(), expected, 'The combinations');
      await insights.deleteRefused([{ ids: [guid(2), guid(1)] }]);
      expectSame(await insights.listRefused(), [], 'What is left');
    },
  },
  {
    name: 'views: keeps one of each name, however long it is',
    async run(team) {
      const { views } = await team.connect(ada);
      const long = 'n'.repeat(10_000);
      await views.put({ name: 'Mine', view: 'state=disabled' });
      await views.put({ name: 'Mine', view: 'state=guest' });
      await views.put({ name: long, view: 'v'.repeat(100_000) });
      await views.delete(long);
      expectSame(await views.list(), [{ name: 'Mine', view: 'state=guest' }], 'The views');
    },
  },
  {
    name: 'subscribe: tells which part changed, until it is ended, whatever a listener throws',
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      const heard = new Set<StorePart>();
      const stop = mine.subscribe((part) => heard.add(part));
      const etag = await mine.workspaces.put(makeWorkspace(), { etag: null });
      await mine.journal.append(publishId, [start(), claimed(giveClaim(1))], hold);
      await mine.lease.raise(hold);
      await mine.orders.put(makeOrder(), { etag: null });
      await mine.insights.putSnapshot(snapshot('2026-03-01', 10));
      await mine.views.put({ name: 'Mine', view: '' });
      const expected = ['grants', 'insights', 'journal', 'lease', 'orders', 'views', 'workspaces'];
      expectSame([...heard].sort(), expected, 'What was heard');
      stop();
      heard.clear();
      await mine.workspaces.put(makeWorkspace(1, 'Later'), { etag });
      expectSame([...heard], [], 'What was heard after that');
    },
  },
];
