import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { listContent, lookAt, type StoreView } from '../../../src/store/contract/look-at-store.js';
import {
  ada,
  claimed,
  finish,
  giveClaim,
  guid,
  makeWorkspace,
  settled,
  start,
  takeClaim,
} from '../../../src/store/contract/samples.js';
import type { JournalEntry } from '../../../src/store/journal/journal-entry.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { moveStore } from '../../../src/store/move/move-store.js';
import type { Store } from '../../../src/store/store.js';
import { appendFacts } from '../../support/append-facts.js';
import { spoilableStore } from '../../support/spoilable-store.js';
import { codeOf } from '../store-parts.js';
import { failing, type Failure } from './failing-store.js';
import { history, play, type History } from './random-content.js';

const context = { tenantId: 'contoso', by: ada.by };

const publish = (id: string, ...facts: readonly JournalEntry[]): readonly JournalEntry[] => [
  start({ id }),
  ...facts,
];

const given = [claimed(giveClaim(1)), settled('done', giveClaim(1)), finish()] as const;

const openTwo = (): readonly [Store, Store] => [memoryStore()(context), memoryStore()(context)];

/** The key of each record, with its kind. */
const namesOf = async (store: Store): Promise<readonly string[]> =>
  (await listContent(store)).map(({ kind, key }) => [kind, ...key].join(' '));

/** What two stores tell together, where of what both have the second one counts. */
function unite(from: StoreView, to: StoreView): StoreView {
  const both = (name: keyof StoreView): readonly string[] => [...to[name], ...from[name]];
  const without = (name: keyof StoreView, keyOf: (text: string) => string): readonly string[] => {
    const known = new Set(to[name].map(keyOf));
    return [...to[name], ...from[name].filter((text) => !known.has(keyOf(text)))].sort();
  };
  return {
    workspaces: [...both('workspaces')].sort(),
    // These are listed in their order, the last first.
    publishes: both('publishes'),
    damaged: both('damaged'),
    entries: [...both('entries')].sort(),
    grants: [...both('grants')].sort(),
    orders: [...both('orders')].sort(),
    keeps: [...both('keeps')].sort(),
    views: [...both('views')].sort(),
    snapshots: without('snapshots', (text) => text.slice(0, 24)),
    refused: without('refused', (text) => text.slice(0, text.indexOf(']'))),
  };
}

async function openPlayed(past: readonly [History, History]): Promise<readonly [Store, Store]> {
  const [from, to] = [spoilableStore(), spoilableStore()];
  await play(past[0], from, 0x1000);
  await play(past[1], to, 0x2000);
  return [from.open(context), to.open(context)];
}

describe('moveStore always', () => {
  it('carries everything over, whichever call fails and however often it is tried', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(history, history), fc.constantFrom('before', 'after'), async (past, when) => {
        for (let failAt = 0, failed = true; failed; failAt += 1) {
          const [from, to] = await openPlayed(past);
          const expected = unite(await lookAt(from), await lookAt(to));
          const all = await namesOf(from);
          const failure: Failure = { left: failAt, when };
          await moveStore(failing(from, failure), failing(to, failure)).catch(() => undefined);
          failed = failure.left < 0;
          const [left, arrived] = [await namesOf(from), await namesOf(to)];
          if (left.length < all.length) expect(arrived).to.include.members([...all]);
          expect([...left, ...arrived]).to.include.members([...all]);
          expect([await from.lease.read(), await to.lease.read()]).to.deep.equal([undefined, undefined]);
          const { kept } = await moveStore(from, to);
          expect(kept).to.deep.equal([]);
          expect(await lookAt(to)).to.deep.equal(expected);
          expect(await namesOf(from)).to.deep.equal([]);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('moveStore', () => {
  it('says how much it moved, and how far it is', async () => {
    const [from, to] = openTwo();
    await from.workspaces.put(makeWorkspace(1), { etag: null });
    await from.workspaces.put(makeWorkspace(2), { etag: null });
    await appendFacts(from, guid(0xf001), publish(guid(0xf001), ...given));
    const progress: string[] = [];
    const { moved, kept } = await moveStore(from, to, {
      onProgress: ({ done, total }) => progress.push(`${done}/${total}`),
    });
    expect(moved).to.deep.include({ workspaces: 2, publishes: 1, grants: 1, views: 0 });
    expect(kept).to.deep.equal([]);
    expect(progress).to.deep.equal(['1/8', '2/8', '4/8', '5/8', '6/8', '8/8']);
  });

  it('keeps the order of many publishes, before those that are there', async () => {
    const [from, to] = openTwo();
    const ids = Array.from({ length: 50 }, (_, n) => guid(0xf000 + n));
    for (const id of ids) await appendFacts(from, id, publish(id, finish()));
    await appendFacts(to, 'theirs', publish('theirs', finish()));
    await moveStore(from, to);
    await appendFacts(to, 'later', publish('later', finish()));
    const { publishes } = await to.journal.list();
    expect(publishes.map(({ head }) => head.publishId)).to.deep.equal(['later', 'theirs', ...ids.reverse()]);
  });

  it('leaves in both what says something else, and what a publish gave with the publish', async () => {
    const [from, to] = openTwo();
    await from.workspaces.put(makeWorkspace(1, 'Here'), { etag: null });
    await from.workspaces.put(makeWorkspace(2), { etag: null });
    await to.workspaces.put(makeWorkspace(1, 'There'), { etag: null });
    await appendFacts(from, 'same', publish('same', ...given));
    await appendFacts(to, 'same', publish('same'));
    const { moved, kept } = await moveStore(from, to);
    expect(kept.map(({ kind, key }) => [kind, key.at(-1)])).to.have.deep.members([
      ['workspaces', guid(1)],
      ['publishes', 'same'],
      ['grants', guid(1)],
    ]);
    expect(moved).to.deep.include({ workspaces: 1, publishes: 0, grants: 0 });
    expect((await to.workspaces.get(guid(1)))?.workspace.draft.name).to.equal('There');
    expect((await from.workspaces.get(guid(1)))?.workspace.draft.name).to.equal('Here');
    expect(await from.grants.list()).to.have.length(1);
    expect(await to.grants.list()).to.have.length(0);
  });

  it('does not give back what was taken back between two attempts', async () => {
    const [from, to] = openTwo();
    await appendFacts(from, 'give', publish('give', ...given));
    const noRemoval: Store = {
      ...from,
      content: { ...from.content, delete: () => Promise.reject(new Error('The disk is read-only.')) },
    };
    await moveStore(noRemoval, to).catch(() => undefined);
    expect(await to.grants.list()).to.have.length(1);
    await appendFacts(
      to,
      'take',
      publish('take', claimed(takeClaim(1)), settled('done', takeClaim(1)), finish()),
    );
    expect(await to.grants.list()).to.have.length(0);
    expect((await moveStore(from, to)).kept).to.deep.equal([]);
    expect(await to.grants.list()).to.have.length(0);
    expect(await namesOf(from)).to.deep.equal([]);
  });

  it('leaves what was changed while it ran, and says so', async () => {
    const [from, to] = openTwo();
    const etag = await from.workspaces.put(makeWorkspace(1), { etag: null });
    const put: Store['content']['put'] = async (...args) => {
      const kept = await to.content.put(...args);
      await from.workspaces.put(makeWorkspace(1, 'Typed meanwhile'), { etag });
      return kept;
    };
    const { moved, kept } = await moveStore(from, { ...to, content: { ...to.content, put } });
    expect(kept.map(({ key }) => key)).to.deep.equal([[guid(1)]]);
    expect(moved.workspaces).to.equal(0);
    expect((await from.workspaces.get(guid(1)))?.workspace.draft.name).to.equal('Typed meanwhile');
  });

  for (const which of ['from', 'to'] as const)
    it(`is refused while somebody publishes in "${which}", and holds nothing then`, async () => {
      const [from, to] = openTwo();
      await from.views.put({ name: 'Mine', view: '' });
      const [busy, free] = which === 'from' ? [from, to] : [to, from];
      const hold = await busy.lease.take('publishing');
      expect(await codeOf(moveStore(from, to))).to.equal('conflict');
      await busy.lease.raise(hold);
      expect(await free.lease.read()).to.equal(undefined);
      expect(await from.views.list()).to.have.length(1);
    });

  it('moves nothing into itself, also when it was opened twice', async () => {
    const open = memoryStore();
    const store = open(context);
    await store.views.put({ name: 'Mine', view: '' });
    expect(await codeOf(moveStore(store, store))).to.equal('setting-wrong');
    expect(await codeOf(moveStore(store, open({ ...context, by: 'grace' })))).to.equal('setting-wrong');
    expect(await store.views.list()).to.have.length(1);
    expect(await store.lease.read()).to.equal(undefined);
  });

  it('stops when it is cancelled, and goes on later', async () => {
    const [from, to] = openTwo();
    await from.workspaces.put(makeWorkspace(1), { etag: null });
    await from.views.put({ name: 'Mine', view: '' });
    const controller = new AbortController();
    const moving = moveStore(from, to, { signal: controller.signal, onProgress: () => controller.abort() });
    expect(await codeOf(moving)).to.equal('cancelled');
    expect(await namesOf(from)).to.have.length(2);
    expect(await from.lease.read()).to.equal(undefined);
    await moveStore(from, to);
    expect(await namesOf(to)).to.have.length(2);
  });

  it('stops as soon as somebody else has taken the lease', async () => {
    const [from, to] = openTwo();
    await from.views.put({ name: 'Mine', view: '' });
    const put: Store['content']['put'] = async (...args) => {
      const seen = await from.lease.read();
      if (seen) await from.lease.take('publishing', { over: seen });
      return to.content.put(...args);
    };
    const moving = moveStore(from, { ...to, content: { ...to.content, put } });
    expect(await codeOf(moving)).to.equal('lease-lost');
    expect(await from.views.list()).to.have.length(1);
    expect((await from.lease.read())?.sessionId).to.equal('publishing');
  });
});
