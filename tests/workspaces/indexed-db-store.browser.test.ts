import { expect } from '@open-wc/testing';
import { deleteDB, openDB } from 'idb';
import { createIndexedDbStore } from '../../src/workspaces/indexed-db-store.js';
import { openTab } from '../support/open-tab.js';
import { codeOf, describeStore, guid, sampleWorkspace } from './store-behavior.js';

let databases = 0;

describeStore(
  { describe, it },
  'createIndexedDbStore in a browser',
  () => {
    const name = `behavior-${(databases += 1)}`;
    return {
      connect: () => createIndexedDbStore({ name, tenantId: 'contoso' }),
      dispose: () => deleteDB(name),
    };
  },
  { numRuns: 10 },
);

/** Runs code in another tab that has the store. */
function openStoreTab(code: string): Promise<HTMLIFrameElement> {
  const store = new URL('../../src/workspaces/indexed-db-store.ts', import.meta.url).href;
  return openTab(`const { createIndexedDbStore } = await import('${store}'); ${code}`);
}

describe('createIndexedDbStore in two tabs', () => {
  let name = '';
  beforeEach(() => {
    name = `tabs-${(databases += 1)}`;
  });
  afterEach(() => deleteDB(name));

  it('hears of what the other tab wrote, and is refused when it writes on top of the old version', async () => {
    const mine = createIndexedDbStore({ name, tenantId: 'contoso' });
    const etag = await mine.put(sampleWorkspace(), { etag: null });
    let stop = (): void => undefined;
    const heard = new Promise<void>((resolve) => {
      stop = mine.subscribe(resolve);
    });
    const frame = await openStoreTab(`
      const theirs = createIndexedDbStore({ name: '${name}', tenantId: 'contoso' });
      const { workspace, etag } = await theirs.get('${guid(1)}');
      await theirs.put({ ...workspace, draft: { ...workspace.draft, name: 'Theirs' } }, { etag });
    `);
    await heard;
    stop();
    frame.remove();
    expect(await codeOf(mine.put(sampleWorkspace(1, 'Mine'), { etag }))).to.equal('stale');
    expect((await mine.get(guid(1)))?.workspace.draft.name).to.equal('Theirs');
  });

  it('loses no subscriber when both tabs write at the same time, each on what it read last', async () => {
    const mine = createIndexedDbStore({ name, tenantId: 'contoso' });
    await mine.put(sampleWorkspace(), { etag: null });
    const addTwenty = (first: number): string => `
      const store = createIndexedDbStore({ name: '${name}', tenantId: 'contoso' });
      for (let n = ${first}; n < ${first + 20}; n += 1) for (let done = false; !done; ) {
        const { workspace, etag } = await store.get('${guid(1)}');
        const id = '00000000-0000-4000-8000-' + String(n).padStart(12, '0');
        const draft = { ...workspace.draft, subscribers: [...workspace.draft.subscribers, id] };
        try { await store.put({ ...workspace, draft }, { etag }); done = true; }
        catch (error) { if (error.code !== 'stale') throw error; }
      }`;
    const frames = await Promise.all([openStoreTab(addTwenty(1000)), openStoreTab(addTwenty(2000))]);
    for (const frame of frames) frame.remove();
    expect((await mine.get(guid(1)))?.workspace.draft.subscribers).to.have.length(3 + 40);
  });

  it('gives way to a tab that upgrades the database', async () => {
    const mine = createIndexedDbStore({ name, tenantId: 'contoso' });
    const etag = await mine.put(sampleWorkspace(), { etag: null });
    const newer = await openDB(name, 2);
    expect(await codeOf(mine.put(sampleWorkspace(1, 'Mine'), { etag }))).to.equal('record-newer');
    newer.close();
  });
});
