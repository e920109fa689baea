import { expect } from '@open-wc/testing';
import { deleteDB, openDB } from 'idb';
import { createIndexedDbJournal } from '../../src/publishing/indexed-db-journal.js';
import { openTab } from '../support/open-tab.js';
import { codeOf } from '../workspaces/store-behavior.js';
import { describeJournal, finished, outcome, planned, started, tenantId } from './journal-behavior.js';

let databases = 0;
const nextName = (): string => `journal-${(databases += 1)}`;

describeJournal({ describe, it }, 'createIndexedDbJournal in a browser', () => {
  const name = nextName();
  return {
    journal: createIndexedDbJournal({ tenantId, name }),
    again: createIndexedDbJournal({ tenantId, name }),
  };
});

describe('createIndexedDbJournal', () => {
  let name = '';
  const open = (tenant = tenantId) => createIndexedDbJournal({ tenantId: tenant, name });
  /** Changes what is stored, behind the journal's back. */
  const plant = async (store: string, row: object): Promise<void> => {
    const database = await openDB(name);
    await database.put(store, row);
    database.close();
  };
  const rawRows = async (store: string): Promise<unknown[]> => {
    const database = await openDB(name);
    const rows: unknown[] = await database.getAll(store);
    database.close();
    return rows;
  };

  beforeEach(() => {
    name = nextName();
  });
  afterEach(() => deleteDB(name));

  it('keeps the tenants of one browser apart', async () => {
    await open().append('one', [started('one'), outcome('ann', ['power-bi'])]);
    expect(await open('fabrikam').list()).to.deep.equal([]);
    expect(await open('fabrikam').read('one')).to.deep.equal([]);
    expect(await open('fabrikam').grants()).to.deep.equal([]);
  });

  it('loses no entry when two tabs write at the same time', async () => {
    const source = new URL('../../src/publishing/indexed-db-journal.ts', import.meta.url).href;
    const behavior = new URL('./journal-behavior.ts', import.meta.url).href;
    const publish = (id: string): string => `
      const { createIndexedDbJournal } = await import('${source}');
      const { outcome, started } = await import('${behavior}');
      const journal = createIndexedDbJournal({ tenantId: '${tenantId}', name: '${name}' });
      await journal.append('${id}', [started('${id}')]);
      for (let n = 0; n < 30; n += 1) await journal.append('${id}', [outcome('${id}-' + n, ['power-bi'])]);`;
    const tabs = await Promise.all([openTab(publish('one')), openTab(publish('two'))]);
    for (const tab of tabs) tab.remove();
    for (const id of ['one', 'two']) {
      const users = (await open().read(id)).flatMap((entry) =>
        entry.kind === 'outcomes' ? entry.outcomes.map(({ userId }) => userId) : [],
      );
      expect(users).to.deep.equal(Array.from({ length: 30 }, (_, index) => `${id}-${index}`));
    }
    expect(await open().list()).to.have.length(2);
    expect(await open().grants()).to.have.length(60);
  });

  it('reads what the version before it wrote, older than all that follows', async () => {
    const journal = open();
    const dates = { early: '2026-01-02T00:00:00.000Z', late: '2026-01-03T00:00:00.000Z' };
    for (const [id, startedAt] of Object.entries(dates)) {
      await journal.append(id, [started(id, { startedAt })]);
      const [row] = (await rawRows('publishes')).filter(
        (each) => (each as { publishId: string }).publishId === id,
      );
      const { order: _order, ...old } = row as { order: number };
      await plant('publishes', old);
    }
    await journal.append('new', [started('new', { startedAt: '2026-01-01T00:00:00.000Z' })]);
    await journal.append('early', [finished()]);
    expect((await journal.list()).map(({ head }) => head.publishId)).to.deep.equal(['new', 'late', 'early']);
  });

  it('lists what is damaged apart, and keeps it and everything else', async () => {
    const journal = open();
    await journal.append('good', [started('good'), planned(2)]);
    await journal.append('bad', [started('bad', { workspaceId: 'field' }), planned(2)]);
    await plant('entries', { tenantId, publishId: 'bad', number: 1, entry: { kind: 'planned', changes: 7 } });
    expect(await codeOf(journal.read('bad'))).to.equal('record-unreadable');
    expect(await journal.read('good')).to.have.length(2);
    const ids = async (): Promise<string[]> => (await journal.list()).map(({ head }) => head.publishId);
    expect(await ids()).to.deep.equal(['good']);
    const [damaged] = (await journal.damaged?.()) ?? [];
    expect(damaged).to.deep.include({
      publishId: 'bad',
      workspaceId: 'field',
      startedAt: '2026-01-15T09:00:00.000Z',
    });
    expect(JSON.stringify(damaged?.record)).to.contain('"changes":7');

    const head = { schemaVersion: 1 };
    const row = { tenantId, publishId: 'bad', workspaceId: 'ws', next: 2, order: 2, head };
    await plant('publishes', row);
    expect(await ids()).to.deep.equal(['good']);
    expect(await journal.damaged?.()).to.have.length(1);
    expect(await journal.prune('2100-01-01T00:00:00Z')).to.equal(0);
    await journal.append('good', [outcome('ann', ['power-bi'])]);
    expect(await journal.read('good')).to.have.length(3);
    expect(await rawRows('publishes')).to.deep.include(row);
  });

  it('lists what is set aside no more, and forgets it with what is as old', async () => {
    const journal = open();
    await journal.append('bad', [started('bad'), outcome('ann', ['power-bi'])]);
    await plant('entries', { tenantId, publishId: 'bad', number: 0, entry: 7 });
    await journal.setAside?.('bad');
    expect(await journal.damaged?.()).to.deep.equal([]);
    expect(await journal.list()).to.deep.equal([]);
    expect(await journal.prune('2020-01-01T00:00:00Z')).to.equal(0);
    expect(await rawRows('entries')).to.have.length(2);
    expect(await journal.prune('2100-01-01T00:00:00Z')).to.equal(1);
    expect(await rawRows('entries')).to.deep.equal([]);
    expect(await journal.grants()).to.have.length(1);
  });

  it('does not take a record of a newer version for a damaged one', async () => {
    const journal = open();
    await journal.append('one', [started('one')]);
    const [entry] = await journal.read('one');
    if (entry?.kind !== 'started') throw new Error('It starts with its head.');
    const head = { ...entry.head, schemaVersion: 2 };
    await plant('publishes', { tenantId, publishId: 'one', workspaceId: 'ws', next: 1, order: 1, head });
    await plant('entries', { tenantId, publishId: 'one', number: 0, entry: { ...entry, head } });
    expect(await codeOf(journal.list())).to.equal('record-newer');
    expect(await codeOf(journal.read('one'))).to.equal('record-newer');
  });

  it('gives way to a tab that upgrades the database', async () => {
    const journal = open();
    await journal.append('one', [started('one')]);
    const newer = await openDB(name, 2);
    expect(await codeOf(journal.append('one', [finished()]))).to.equal('record-newer');
    newer.close();
  });

  it('says that the browser is full, and has nothing of what it could not store whole', async () => {
    const journal = open();
    await journal.append('one', [started('one')]);
    const unheard: unknown[] = [];
    const hear = (event: PromiseRejectionEvent): number => unheard.push(event.reason);
    window.addEventListener('unhandledrejection', hear);
    const { put } = IDBObjectStore.prototype;
    let left = 2;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...row) {
      left -= 1;
      if (left < 0) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      return put.apply(this, row);
    };
    try {
      expect(await codeOf(journal.append('one', [outcome('ann', ['power-bi']), finished()]))).to.equal(
        'storage-full',
      );
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await open().read('one')).to.deep.equal([started('one')]);
    expect(await open().grants()).to.deep.equal([]);
    await journal.append('one', [finished()]);
    expect(await open().read('one')).to.have.length(2);
    window.removeEventListener('unhandledrejection', hear);
    expect(unheard).to.deep.equal([]);
  });
});
