import { contentKinds, type ContentRecord } from '../content/content-record.js';
import type { LeaseHold } from '../lease/lease.js';
import type { Store, StorePart } from '../store.js';
import type { ContractCase } from './contract.js';
import { expectFound, expectRefused, expectSame, expectTrue } from './expectations.js';
import { listContent, lookAt, sorted } from './look-at-store.js';
import {
  ada,
  claimed,
  connectWithLease,
  finish,
  giveClaim,
  grace,
  guid,
  makeOrder,
  makeWorkspace,
  publishId,
  settled,
  start,
  takeOver,
} from './samples.js';

const second = guid(0xf002);

/** Something in every part. */
async function fill(store: Store, hold: LeaseHold): Promise<void> {
  const { workspaces, journal, orders, insights, views } = store;
  await workspaces.put(makeWorkspace(1), { etag: null });
  await workspaces.put(makeWorkspace(2), { etag: null });
  await journal.append(publishId, [start(), claimed(giveClaim(1), giveClaim(2))], hold);
  await journal.append(publishId, [settled('done', giveClaim(1)), finish()], hold);
  const group = { kind: 'group' as const, name: 'Sales 1 (a1b2c3)', groupId: guid(0x9001) };
  await journal.append(second, [start({ id: second }), group, claimed(giveClaim(3))], hold);
  await orders.put(makeOrder(), { etag: null });
  await insights.putSnapshot({ date: '2026-03-01', plans: [] });
  await insights.putKeeps([{ userId: guid(1_001), skuId: guid(100), reason: 'On leave', by: ada.by }]);
  await insights.putRefused([{ ids: [guid(1), guid(2)], on: '2026-03-01' }]);
  await views.put({ name: 'Mine', view: 'state=guest' });
}

const toNames = (records: readonly ContentRecord[]): readonly string[] =>
  records.map(({ kind, key }) => `${kind} ${key.join(' ')}`).sort();

export const contentCases: readonly ContractCase[] = [
  {
    name: 'content: what is taken out and put back reads as before, whoever puts it',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      const empty = await lookAt(mine);
      await fill(mine, hold);
      const before = await lookAt(mine);
      const records: unknown = JSON.parse(JSON.stringify(await listContent(mine)));
      expectSame(
        await mine.content.delete(records as ContentRecord[], hold),
        [],
        'What could not be removed',
      );
      expectSame(await lookAt(mine), empty, 'What is left');
      expectSame(await listContent(mine), [], 'The records that are left');
      const theirs = await team.connect(grace);
      const taken = await takeOver(team, theirs, 'tab-2');
      expectSame(await theirs.content.put(records as ContentRecord[], taken), [], 'What could not be added');
      expectSame(await lookAt(theirs), before, 'What is there again');
      const [workspace] = (await theirs.workspaces.list()).workspaces;
      const { workspace: found, etag } = expectFound(workspace, 'A workspace');
      await theirs.workspaces.put(found, { etag });
      await theirs.journal.append(second, [settled('done', giveClaim(3)), finish()], taken);
      expectSame((await theirs.journal.read(second)).length, 5, 'How many entries there are when it went on');
    },
  },
  {
    name: 'content: what is there already is left as it is, and told where it says something else',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      await fill(mine, hold);
      const records = await listContent(mine);
      const { workspaces, insights, views, journal } = mine;
      const stored = expectFound(await workspaces.get(guid(1)), 'The workspace');
      await workspaces.put(makeWorkspace(1, 'Renamed'), { etag: stored.etag });
      const other = expectFound(await workspaces.get(guid(2)), 'The other workspace');
      // It says the same, with another etag.
      await workspaces.put(other.workspace, { etag: other.etag });
      await insights.putSnapshot({
        date: '2026-03-01',
        plans: [
          { skuId: guid(100), skuPartNumber: 'SKU', total: 9, assigned: 1, expiringSoon: 0, suspended: 0 },
        ],
      });
      await insights.putRefused([{ ids: [guid(1), guid(2)], on: '2026-03-09' }]);
      await views.put({ name: 'Mine', view: 'state=disabled' });
      // Its entries begin as those that are put, and go on.
      await journal.append(second, [finish()], hold);
      const before = await lookAt(mine);
      const kept = await mine.content.put(records, hold);
      expectSame(toNames(kept), ['views Mine', `workspaces ${guid(1)}`], 'What says something else');
      expectSame(await lookAt(mine), before, 'What is there');
    },
  },
  {
    name: 'content: a publish that went on where it was taken from is not the one that is there',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      await mine.journal.append(publishId, [start(), claimed(giveClaim(1))], hold);
      const [shorter] = await mine.content.list('publishes');
      await mine.journal.append(publishId, [settled('done', giveClaim(1)), finish()], hold);
      const [longer] = await mine.content.list('publishes');
      await mine.content.delete([expectFound(longer, 'The publish')], hold);
      await mine.content.put([expectFound(shorter, 'The publish')], hold);
      const kept = await mine.content.put([expectFound(longer, 'The publish')], hold);
      expectSame(toNames(kept), [`publishes ${publishId}`], 'What says something else');
      expectSame((await mine.journal.read(publishId)).length, 2, 'How many entries are there');
    },
  },
  {
    name: 'content: publishes that are put come before those that are there, in the order in which they are listed',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      const ids = [1, 2, 3, 4].map((n) => guid(0xf000 + n));
      const append = (id: string): Promise<void> => mine.journal.append(id, [start({ id }), finish()], hold);
      for (const id of ids) await append(id);
      const records = await mine.content.list('publishes');
      const [newest, ...older] = records;
      await mine.content.delete(records, hold);
      await append(guid(0xf010));
      // As if a call had broken off after the first of them.
      await mine.content.put([expectFound(newest, 'The newest publish')], hold);
      await append(guid(0xf011));
      await mine.content.put([expectFound(newest, 'The newest publish'), ...older], hold);
      const listed = (await mine.journal.list()).publishes.map(({ head }) => head.publishId);
      expectSame(
        listed,
        [guid(0xf011), guid(0xf010), ...[...ids].reverse()],
        'The publishes, the last first',
      );
    },
  },
  {
    name: 'content: what was changed meanwhile is not removed',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      await fill(mine, hold);
      const records = await listContent(mine);
      const { etag } = expectFound(await mine.workspaces.get(guid(1)), 'The workspace');
      const next = await mine.workspaces.put(makeWorkspace(1, 'Renamed'), { etag });
      await mine.journal.append(second, [finish()], hold);
      const changed = await mine.content.delete(records, hold);
      expectSame(toNames(changed), [`publishes ${second}`, `workspaces ${guid(1)}`], 'What was changed');
      const left = await mine.workspaces.list();
      expectSame(
        left.workspaces.map(({ workspace: { draft }, etag: now }) => [draft.name, now]),
        [['Renamed', next]],
        'The workspaces that are left',
      );
      expectSame((await mine.journal.read(second)).length, 4, 'How many entries are left');
      expectSame(await mine.content.delete(records, hold), changed, 'What was changed, asked again');
    },
  },
  {
    name: 'content: takes and gives nothing with a hold that is lost',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      await fill(mine, hold);
      const records = await listContent(mine);
      const before = await lookAt(mine);
      await takeOver(team, await team.connect(ada), 'tab-2');
      await expectRefused(mine.content.delete(records, hold), 'lease-lost', 'Removing');
      await expectRefused(mine.content.put(records, hold), 'lease-lost', 'Adding');
      expectSame(await lookAt(mine), before, 'What is there');
    },
  },
  {
    name: 'content: does not begin to list when it is cancelled already',
    async run(team) {
      const { content } = await team.connect(ada);
      const signal = AbortSignal.abort();
      for (const kind of contentKinds)
        await expectRefused(content.list(kind, { signal }), 'cancelled', `Listing ${kind}`);
    },
  },
  {
    name: 'content: tells which parts changed',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      await fill(mine, hold);
      const records = await listContent(mine);
      const parts: readonly StorePart[] = ['grants', 'insights', 'journal', 'orders', 'views', 'workspaces'];
      for (const call of ['delete', 'put'] as const) {
        const heard = new Set<StorePart>();
        const stop = mine.subscribe((part) => heard.add(part));
        await mine.content[call](records, hold);
        // A reading comes after what was told before it.
        await mine.views.list();
        stop();
        // What changed just before may be heard of late.
        heard.delete('lease');
        expectSame([...heard].sort(), parts, `What was heard of ${call}`);
      }
    },
  },
  {
    name: 'content: what cannot be read comes along as it is',
    needs: 'spoil',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      await fill(mine, hold);
      await expectFound(
        team.spoil?.({ part: 'workspaces', id: guid(1), how: 'damaged' }),
        'The hook "spoil"',
      );
      await team.spoil?.({ part: 'journal', id: second, how: 'damaged' });
      const before = await lookAt(mine);
      const records = await listContent(mine);
      await mine.content.delete(records, hold);
      await mine.content.put(records, hold);
      expectSame(await lookAt(mine), before, 'What is there again');
      expectSame(sorted(await listContent(mine)), sorted(records), 'The records');
      await mine.workspaces.remove(guid(1));
      await mine.journal.remove(second);
      await mine.content.put(records, hold);
      expectSame(await lookAt(mine), before, 'What is there when that was removed and put again');
      await team.spoil?.({ part: 'workspaces', id: guid(2), how: 'newer' });
      await team.spoil?.({ part: 'journal', id: publishId, how: 'newer' });
      const newer = await listContent(mine);
      await mine.content.delete(newer, hold);
      await mine.content.put(newer, hold);
      await expectRefused(mine.workspaces.get(guid(2)), 'record-newer', 'A workspace of a later version');
      await expectRefused(mine.journal.read(publishId), 'record-newer', 'A publish of a later version');
    },
  },
  {
    name: 'content: goes on after a call that broke off anywhere',
    needs: 'break-off',
    async run(team) {
      const { store: mine, hold } = await connectWithLease(team);
      await fill(mine, hold);
      const before = await lookAt(mine);
      const records = await listContent(mine);
      for (let write = 1, broke = true; broke; write += 1) {
        await mine.content.delete(records, hold);
        const end = expectFound(await team.breakOff?.(write), 'The hook "breakOff"');
        broke = await mine.content.put(records, hold).then(
          () => false,
          () => true,
        );
        await end();
        const ids = (await mine.journal.list()).publishes.map(({ head }) => head.publishId);
        for (const id of ids)
          expectSame((await mine.journal.read(id)).length, id === second ? 3 : 4, 'How many entries it has');
        expectSame(await mine.content.put(records, hold), [], `What could not be added after write ${write}`);
        expectSame(await lookAt(mine), before, `What is there after a break at write ${write}`);
        expectTrue(write < 100, 'It ends.');
      }
    },
  },
];
