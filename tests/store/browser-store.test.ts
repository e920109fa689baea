import 'fake-indexeddb/auto';
import { afterEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { deleteDB, openDB } from 'idb';
import { browserStore } from '../../src/store/browser/browser-store.js';
import { describeStore } from '../../src/store/contract/index.js';
import type { JournalEntry } from '../../src/store/journal/journal-entry.js';
import { sharesNothing } from '../../src/store/shares.js';
import { makeHead } from '../support/publish-head.js';
import { changeRow, createBrowsers, nextName, replaceGlobal, restoreAll } from './browser-fixture.js';
import { codeOf } from './store-parts.js';

describeStore({ describe, it }, 'browserStore over a database in memory', createBrowsers, {
  abilities: ['crash', 'spoil', 'break-off', 'full', 'blocked', 'missing', 'cleared'],
});

const tenantId = 'contoso';
const ada = { tenantId, by: 'ada' };
const claims: JournalEntry = {
  kind: 'claimed',
  at: '2026-03-01T09:00:00.000Z',
  claims: [
    {
      holder: { kind: 'user', userId: 'megan' },
      step: 'write-licenses',
      gives: [{ kind: 'plan', skuId: 'e3' }],
      takes: [],
    },
  ],
};
const start: JournalEntry = { kind: 'started', head: makeHead('p1') };

describe('browserStore', () => {
  afterEach(restoreAll);

  it('says that nobody else sees anything, and keeps tenants apart', async () => {
    const open = browserStore({ name: nextName() });
    const store = open(ada);
    expect(store.shares).to.deep.equal(sharesNothing);
    await store.views.put({ name: 'Mine', view: '' });
    await store.lease.take('tab-1');
    const theirs = open({ ...ada, tenantId: 'contos' });
    expect(await theirs.views.list()).to.deep.equal([]);
    expect(await theirs.lease.read()).to.equal(undefined);
  });

  it('tells other tabs of the same tenant which part changed, and only those', async () => {
    const open = browserStore({ name: nextName() });
    const strangers: string[] = [];
    const stopStranger = open({ ...ada, tenantId: 'fabrikam' }).subscribe((part) => strangers.push(part));
    const heard = new Promise<string>((resolve) => {
      const stop = open(ada).subscribe((part) => {
        stop();
        resolve(part);
      });
    });
    await open(ada).views.put({ name: 'Mine', view: '' });
    expect(await heard).to.equal('views');
    stopStranger();
    expect(strangers).to.deep.equal([]);
  });

  for (const [what, value] of [
    ['is none', undefined],
    [
      'throws',
      class {
        constructor() {
          throw new DOMException('Not here.', 'SecurityError');
        }
      },
    ],
  ] as const)
    it(`tells of its own changes where a channel between tabs ${what}`, async () => {
      replaceGlobal('BroadcastChannel', value);
      const store = browserStore({ name: nextName() })(ada);
      const heard: string[] = [];
      const stop = store.subscribe((part) => heard.push(part));
      await store.views.put({ name: 'Mine', view: '' });
      stop();
      expect(heard).to.deep.equal(['views']);
    });

  for (const [what, factory] of [
    ['is null', null],
    ['cannot open', {}],
    ['gives nothing', { open: () => undefined }],
  ] as const)
    it(`says that storage is unavailable where a database ${what}`, async () => {
      replaceGlobal('indexedDB', factory);
      const store = browserStore({ name: nextName() })(ada);
      expect(await codeOf(store.workspaces.list())).to.equal('storage-unavailable');
      expect(await codeOf(store.lease.take('tab-1'))).to.equal('storage-unavailable');
    });

  it('gives way to a tab that upgrades the database, and then asks for a reload', async () => {
    const name = nextName();
    const store = browserStore({ name })(ada);
    await store.views.put({ name: 'Mine', view: '' });
    const newer = await openDB(name, 2);
    expect(await codeOf(store.views.list())).to.equal('record-newer');
    newer.close();
  });

  it('is not held up by a database that has nothing of it', async () => {
    const name = nextName();
    (await openDB(name, 1)).close();
    expect(await codeOf(browserStore({ name })(ada).views.list())).to.equal('storage-unavailable');
    await deleteDB(name);
  });
});

describe('browserStore with damaged records', () => {
  it('still knows who may have what when a grant cannot be read', async () => {
    const name = nextName();
    const store = browserStore({ name })(ada);
    const hold = await store.lease.take('tab-1');
    await store.journal.append('p1', [start, claims], hold);
    const key = ['user:megan', JSON.stringify(['plan', 'e3']), 'sales'];
    await changeRow(name, 'grants', key, () => 'rubbish');
    const [grant] = await store.grants.list({ workspaceId: 'sales' });
    expect(grant).to.deep.include({ workspaceId: 'sales', state: 'giving' });
    expect(grant?.holder).to.deep.equal({ kind: 'user', userId: 'megan' });
    expect(await codeOf(store.journal.erase('megan'))).to.equal('still-granted');
  });

  it('takes a lease that cannot be read as nobody’s', async () => {
    const name = nextName();
    const store = browserStore({ name })(ada);
    const lost = await store.lease.take('tab-1');
    await changeRow(name, 'leases', [], () => 'rubbish');
    expect(await store.lease.read()).to.equal(undefined);
    await store.lease.take('tab-2');
    expect(await codeOf(store.lease.raise(lost))).to.equal('lease-lost');
  });

  it('lists a publish whose entries are not all there as damaged', async () => {
    const name = nextName();
    const store = browserStore({ name })(ada);
    const hold = await store.lease.take('tab-1');
    await store.journal.append('p1', [start, claims], hold);
    await changeRow(name, 'publishes', ['p1'], (row) => ({ ...row, next: 3 }));
    const { damaged } = await store.journal.list();
    expect(damaged).to.have.length(1);
    expect(damaged[0]).to.include({ id: 'p1', workspaceId: 'sales' });
    expect(damaged[0]?.record).to.have.property('entries').with.length(2);
  });

  it('reads how a publish started from its first entry alone, and holds it against the publish', async () => {
    const name = nextName();
    const store = browserStore({ name })(ada);
    const hold = await store.lease.take('tab-1');
    await store.journal.append('p1', [start, claims], hold);
    await changeRow(name, 'entries', ['p1', 1], () => 'rubbish');
    expect(await codeOf(store.journal.read('p1'))).to.equal('record-unreadable');
    expect(await store.journal.readStart('p1')).to.deep.equal(start);
    await changeRow(name, 'entries', ['p1', 0], () => ({ kind: 'started', head: makeHead('p2') }));
    expect(await codeOf(store.journal.readStart('p1'))).to.equal('record-unreadable');
    await changeRow(name, 'entries', ['p1', 0], () => claims);
    expect(await codeOf(store.journal.readStart('p1'))).to.equal('record-unreadable');
  });

  it('passes over orders, snapshots and views that cannot be read', async () => {
    const name = nextName();
    const store = browserStore({ name })(ada);
    await store.views.put({ name: 'Mine', view: '' });
    await store.views.put({ name: 'Yours', view: '' });
    await changeRow(name, 'views', ['Mine'], () => 7);
    expect(await store.views.list()).to.deep.equal([{ name: 'Yours', view: '' }]);
    await store.views.put({ name: 'Mine', view: 'state=guest' });
    expect(await store.views.list()).to.have.length(2);
  });
});

describe('browserStore and Web Locks', () => {
  afterEach(restoreAll);

  /** Locks of a browser: what is held, and by which tab. */
  function makeLocks() {
    const held = new Set<string>();
    return {
      held,
      locks: {
        async request(name: string, hold: () => Promise<void>) {
          held.add(name);
          await hold();
          held.delete(name);
        },
        query: async () => ({ held: [...held].map((name) => ({ name })) }),
      },
    };
  }

  it('frees the lease of a tab that is gone, at once', async () => {
    const { locks, held } = makeLocks();
    replaceGlobal('navigator', { locks });
    const open = browserStore({ name: nextName() });
    const gone = await open(ada).lease.take('tab-1');
    const store = open({ ...ada, by: 'grace' });
    expect(await codeOf(store.lease.take('tab-2'))).to.equal('conflict');
    held.clear();
    expect(await store.lease.read()).to.equal(undefined);
    const { fence } = await store.lease.take('tab-2');
    expect(fence).to.equal(gone.fence + 1);
    expect(await codeOf(open(ada).lease.raise(gone))).to.equal('lease-lost');
  });

  it('gives its locks back with the lease', async () => {
    const { locks, held } = makeLocks();
    replaceGlobal('navigator', { locks });
    const store = browserStore({ name: nextName() })(ada);
    const hold = await store.lease.take('tab-1');
    expect(held.size).to.equal(1);
    expect(await codeOf(store.lease.take('tab-2'))).to.equal('conflict');
    await store.lease.release(hold);
    await Promise.resolve();
    expect(held.size).to.equal(0);
  });

  const broken: readonly (readonly [what: string, navigator: unknown])[] = [
    ['are none', {}],
    ['are empty', { locks: {} }],
    [
      'throw',
      {
        locks: {
          request: () => Promise.reject(new DOMException('Not here.', 'SecurityError')),
          query: () => Promise.reject(new DOMException('Not here.', 'SecurityError')),
        },
      },
    ],
    ['give nothing', { locks: { request: () => undefined, query: () => undefined } }],
  ];
  for (const [what, navigator] of broken)
    it(`lets the record alone decide where they ${what}`, async () => {
      replaceGlobal('navigator', navigator);
      const open = browserStore({ name: nextName() });
      const mine = open(ada).lease;
      const theirs = open({ ...ada, by: 'grace' }).lease;
      await mine.take('tab-1');
      expect(await codeOf(theirs.take('tab-2'))).to.equal('conflict');
      const seen = await theirs.read();
      if (!seen) throw new Error('The lease went missing.');
      await theirs.take('tab-2', { over: seen });
      expect((await mine.read())?.by).to.equal('grace');
    });
});
