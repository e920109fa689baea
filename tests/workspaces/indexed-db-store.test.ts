import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB, openDB, unwrap, type DBSchema } from 'idb';
import { IndexedDbConnection } from '../../src/workspaces/indexed-db-connection.js';
import { createIndexedDbStore } from '../../src/workspaces/indexed-db-store.js';
import { workspaceFormat } from '../../src/workspaces/workspace-schema.js';
import { codeOf, describeStore, guid, sampleWorkspace } from './store-behavior.js';

let databases = 0;
let name = '';

interface RawDatabase extends DBSchema {
  workspaces: { key: string[]; value: { tenantId: string; id: string; etag: string; workspace: unknown } };
}

/** A connection to the same database below the store. */
function connect(version = 1): IndexedDbConnection<RawDatabase> {
  return new IndexedDbConnection<RawDatabase>({
    name,
    version,
    noun: 'workspaces',
    stores: ['workspaces'],
    upgrade(database, oldVersion) {
      if (oldVersion < 1) database.createObjectStore('workspaces', { keyPath: ['tenantId', 'id'] });
    },
  });
}

function listRows(connection: IndexedDbConnection<RawDatabase>): Promise<unknown[]> {
  return connection.run('readonly', (transaction) => transaction.objectStore('workspaces').getAll());
}

function nextName(): string {
  return `workspaces-${(databases += 1)}`;
}

describeStore({ describe, it }, 'createIndexedDbStore', () => {
  const shared = nextName();
  return { connect: () => createIndexedDbStore({ name: shared, tenantId: 'contoso' }) };
});

describe('createIndexedDbStore', () => {
  beforeEach(() => {
    name = nextName();
  });
  const open = (tenantId = 'contoso') => createIndexedDbStore({ name, tenantId });

  /** Puts a record into the database behind the store's back. */
  const plant = (workspace: unknown): Promise<unknown> =>
    connect().run('readwrite', (transaction) =>
      transaction
        .objectStore('workspaces')
        .put({ tenantId: 'contoso', id: guid(1), etag: 'planted', workspace }),
    );

  it('keeps the tenants of one browser apart', async () => {
    await open('contoso').put(sampleWorkspace(), { etag: null });
    await open('fabrikam').put(sampleWorkspace(1, 'Theirs'), { etag: null });
    const names = (await open('contoso').list()).map(({ workspace }) => workspace.draft.name);
    expect(names).to.deep.equal(['Sales 1']);
    expect(await open('contos').list()).to.deep.equal([]);
  });

  it('tells the other tabs of the same tenant, and only those', async () => {
    let strangers = 0;
    const stopStranger = open('fabrikam').subscribe(() => (strangers += 1));
    const other = open();
    const heard = new Promise<void>((resolve) => {
      const stop = other.subscribe(() => {
        stop();
        resolve();
      });
    });
    await open().put(sampleWorkspace(), { etag: null });
    await heard;
    stopStranger();
    expect(strangers).to.equal(0);
  });

  it('upgrades an old record when it is read, and stores it upgraded when it is written', async () => {
    const { draft, ...rest } = sampleWorkspace();
    const { description, ...oldDraft } = draft;
    await plant({ ...rest, schemaVersion: 0, draft: { ...oldDraft, notes: description } });
    const format = {
      ...workspaceFormat,
      upgrades: {
        0: (record: Readonly<Record<string, unknown>>) => {
          const { notes, ...others } = record['draft'] as Record<string, unknown>;
          return { ...record, schemaVersion: 1, draft: { ...others, description: notes } };
        },
      },
    };
    const store = createIndexedDbStore({ name, tenantId: 'contoso', format });
    const [stored] = await store.list();
    expect(stored).to.deep.equal({ workspace: sampleWorkspace(), etag: 'planted' });
    await store.put(sampleWorkspace(1, 'Renamed'), { etag: 'planted' });
    expect((await open().get(guid(1)))?.workspace).to.deep.equal(sampleWorkspace(1, 'Renamed'));
  });

  it('says when a record is newer or damaged, rather than leaving it out', async () => {
    await plant({ ...sampleWorkspace(), schemaVersion: 2 });
    expect(await codeOf(open().list())).to.equal('record-newer');
    await plant({ ...sampleWorkspace(), draft: null });
    expect(await codeOf(open().list())).to.equal('record-unreadable');
  });

  it('gives way to a tab that upgrades the database, and then asks for a reload', async () => {
    const store = open();
    const etag = await store.put(sampleWorkspace(), { etag: null });
    const newer = await openDB(name, 2);
    expect(await codeOf(store.put(sampleWorkspace(), { etag }))).to.equal('record-newer');
    newer.close();
  });

  it('goes on after its database was deleted or its connection was ended by the browser', async () => {
    const store = open();
    await store.put(sampleWorkspace(), { etag: null });
    await deleteDB(name);
    expect(await store.list()).to.deep.equal([]);

    const connection = connect();
    const raw = await connection.run('readonly', async ({ db }) => unwrap(db));
    forceCloseDatabase(raw as unknown as Parameters<typeof forceCloseDatabase>[0]);
    expect(await listRows(connection)).to.deep.equal([]);
  });

  it('does not wait for ever behind a tab that blocks an upgrade', async () => {
    const stubborn = indexedDB.open(name, 1);
    const held = await new Promise<IDBDatabase>((resolve) => {
      stubborn.onupgradeneeded = () =>
        void stubborn.result.createObjectStore('workspaces', { keyPath: ['tenantId', 'id'] });
      stubborn.onsuccess = () => resolve(stubborn.result);
    });
    const connection = connect(2);
    expect(await codeOf(listRows(connection))).to.equal('storage-unavailable');
    held.close();
    expect(await listRows(connection)).to.deep.equal([]);
  });

  it('leaves nothing half written when the work in a transaction fails', async () => {
    const failing = connect().run('readwrite', async (transaction) => {
      const row = { tenantId: 'contoso', id: guid(1), etag: 'x', workspace: sampleWorkspace() };
      await transaction.objectStore('workspaces').put(row);
      throw new Error('Something else went wrong.');
    });
    expect(await codeOf(failing)).to.equal('unexpected');
    expect(await open().list()).to.deep.equal([]);
  });
});

describe('createIndexedDbStore in a browser that refuses', () => {
  const put = Reflect.get<IDBObjectStore, 'put'>(IDBObjectStore.prototype, 'put');
  const factory = globalThis.indexedDB;
  beforeEach(() => {
    name = nextName();
  });
  afterEach(() => {
    IDBObjectStore.prototype.put = put;
    globalThis.indexedDB = factory;
  });

  it('keeps the stored workspace and the draft when the storage is full', async () => {
    const store = createIndexedDbStore({ name, tenantId: 'contoso' });
    const etag = await store.put(sampleWorkspace(), { etag: null });
    const draft = sampleWorkspace(1, 'Draft');
    const untouched = structuredClone(draft);
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    expect(await codeOf(store.put(draft, { etag }))).to.equal('storage-full');
    IDBObjectStore.prototype.put = put;
    expect(draft).to.deep.equal(untouched);
    expect(await store.get(guid(1))).to.deep.equal({ workspace: sampleWorkspace(), etag });
    await store.put(draft, { etag });
  });

  it('says that storage is unavailable when there is none or it is blocked', async () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const store = createIndexedDbStore({ name, tenantId: 'contoso' });
    expect(await codeOf(store.list())).to.equal('storage-unavailable');
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    } as unknown as IDBFactory;
    expect(await codeOf(store.put(sampleWorkspace(), { etag: null }))).to.equal('storage-unavailable');
    globalThis.indexedDB = factory;
    expect(await store.list()).to.deep.equal([]);
  });
});
