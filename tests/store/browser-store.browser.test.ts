import { expect } from '@open-wc/testing';
import { deleteDB } from 'idb';
import { browserStore } from '../../src/store/browser/browser-store.js';
import { describeStore } from '../../src/store/contract/index.js';
import { openTab } from '../support/open-tab.js';
import { makeHead } from '../support/publish-head.js';
import { createBrowsers, nextName, replaceGlobal, restoreAll } from './browser-fixture.js';
import { codeOf } from './store-parts.js';

describeStore({ describe, it }, 'browserStore in a browser', createBrowsers, {
  abilities: ['crash', 'spoil', 'break-off', 'full', 'blocked', 'missing', 'cleared'],
});

const ada = { tenantId: 'contoso', by: 'ada' };

/** Runs code in another tab, as Grace, with `store` of this database. */
function openStoreTab(name: string, code: string): Promise<HTMLIFrameElement> {
  const module = new URL('../../src/store/browser/browser-store.ts', import.meta.url).href;
  return openTab(`
    const { browserStore } = await import('${module}');
    const store = browserStore({ name: '${name}' })({ tenantId: 'contoso', by: 'grace' });
    ${code}`);
}

describe('browserStore in two tabs', () => {
  let name = '';
  beforeEach(() => {
    name = nextName();
  });
  afterEach(() => {
    restoreAll();
    return deleteDB(name);
  });

  it('hears of what the other tab wrote, part by part', async () => {
    const store = browserStore({ name })(ada);
    let stop = (): void => undefined;
    const heard = new Promise<string>((resolve) => {
      stop = store.subscribe(resolve);
    });
    const tab = await openStoreTab(name, `await store.views.put({ name: 'Theirs', view: '' });`);
    expect(await heard).to.equal('views');
    stop();
    tab.remove();
    expect(await store.views.list()).to.deep.equal([{ name: 'Theirs', view: '' }]);
  });

  it('lets one tab publish at a time, and frees the lease as soon as that tab is closed', async () => {
    const store = browserStore({ name })(ada);
    const tab = await openStoreTab(name, `await store.lease.take('theirs');`);
    expect(await codeOf(store.lease.take('mine'))).to.equal('conflict');
    expect((await store.lease.read())?.by).to.equal('grace');
    tab.remove();
    // The browser gives the lock of a closed tab back a moment later.
    while (await store.lease.read()) await new Promise(requestAnimationFrame);
    const hold = await store.lease.take('mine');
    await store.journal.append('p1', [{ kind: 'started', head: makeHead('p1') }], hold);
  });

  it('refuses a claim of the tab from which the lease was taken over', async () => {
    const store = browserStore({ name })(ada);
    const lost = await store.lease.take('mine');
    const tab = await openStoreTab(
      name,
      `const seen = await store.lease.read(); await store.lease.take('theirs', { over: seen });`,
    );
    const started = store.journal.append('p1', [{ kind: 'started', head: makeHead('p1') }], lost);
    expect(await codeOf(started)).to.equal('lease-lost');
    expect(await store.journal.list()).to.deep.equal({ publishes: [], damaged: [] });
    tab.remove();
  });

  it('works alone where the browser has neither channels nor locks', async () => {
    replaceGlobal('BroadcastChannel', undefined);
    replaceGlobal('navigator', { ...navigator, locks: undefined });
    const store = browserStore({ name })(ada);
    const heard: string[] = [];
    const stop = store.subscribe((part) => heard.push(part));
    const hold = await store.lease.take('mine');
    await store.lease.raise(hold);
    stop();
    expect(heard).to.deep.equal(['lease', 'lease']);
  });
});
