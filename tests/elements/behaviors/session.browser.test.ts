import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { ProvisioningError } from '../../../src/model/errors.js';
import { field, type } from '../../support/fields.js';
import { findCache } from '../../support/find-session.js';
import { textOf, walk } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { listPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { TrafficWatch } from '../../support/watch-traffic.js';
import {
  everything,
  inUse,
  listNames,
  loadEverything,
  readingTags,
  settle,
  tags,
  template,
} from './every-element.js';

interface Screen {
  readonly page: TenantPage;
  readonly watch: TrafficWatch;
}

/** All elements side by side, when nothing is on its way any more. */
async function showEverything(parameters: TenantParameters = {}): Promise<Screen> {
  const watch = new TrafficWatch();
  const page = await renderInTenant(everything(), inUse(watch, parameters));
  await until(() => page.provider.graph || parameters.signedOut, 'signed in');
  await settle(watch);
  return { page, watch };
}

/** What an element says where there is nothing: never an answer to a failure. */
const nothingFound =
  /No plans|No paid plans|No one (?:has|is|matches)|No group|No licenses|No waste|no one uses/;

/** Nothing is missing on screen without it: the mark from where on changes are read, and the country to propose. */
const dispensable = /\$deltatoken=latest|defaultUsageLocation/;

/** What is told as trouble, in an element or below it. */
const readTold = (root: Element): string =>
  [...walk(root)]
    .filter((element) => element.matches('[role="alert"], .notice, .state.bad, .state.warn'))
    .map(textOf)
    .join(' ');

const pageText = (): string => textOf(document.body);
const readable = (names: readonly string[]): string[] => {
  const text = pageText();
  return [...new Set(names)].filter((name) => text.includes(name));
};

/** Everything this origin keeps, as text: databases, storages, caches. */
async function readStored(): Promise<string> {
  const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), ...(await caches.keys())];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await openDatabase(name);
    for (const store of database.objectStoreNames) {
      const request = database.transaction(store).objectStore(store).getAll();
      parts.push(JSON.stringify(await finish(request)));
    }
    database.close();
  }
  return parts.join('\n');
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return finish(indexedDB.open(name));
}

function finish<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
}

describe('the session', () => {
  before(loadEverything);
  afterEach(() => document.body.replaceChildren());

  it('asks nothing before somebody signed in', async () => {
    const { watch } = await showEverything({ signedOut: true });
    expect(watch.asked).to.deep.equal([]);
    for (const tag of tags) {
      const element = document.querySelector(tag);
      expect(element && textOf(element), tag).to.match(/Sign in|sign in|Not connected/);
    }
  });

  it('asks for what a tab of the console shows when that tab opens, not before', async () => {
    const watch = new TrafficWatch();
    const page = await renderInTenant(template('provisioning-console'), inUse(watch));
    await until(() => page.provider.graph, 'signed in');
    await settle(watch);
    expect(watch.count(/^\/users\?.*\$orderby=displayName/)).to.equal(0);
    expect(watch.count(/subscribedSkus/)).to.equal(0);
    const console = page.provider.querySelector('provisioning-console');
    if (!console) throw new Error('not rendered');
    console.place = { tab: 'users' };
    await until(() => watch.count(/^\/users\?.*\$orderby=displayName/) > 0, 'people');
    await settle(watch);
  });

  for (const tag of tags.filter((each) => each !== 'workspace-editor'))
    it(`asks for no enterprise applications in <${tag}> where no workspace holds a service`, async () => {
      const watch = new TrafficWatch();
      const page = await renderInTenant(template(tag), inUse(watch));
      await until(() => page.provider.graph, 'signed in');
      await settle(watch);
      expect(watch.count(/^\/servicePrincipals/)).to.equal(0);
    });

  it('asks the directory about nobody until somebody types', async () => {
    const watch = new TrafficWatch();
    const page = await renderInTenant(template('user-subscriber'), inUse(watch));
    await until(() => page.provider.graph, 'signed in');
    await settle(watch);
    expect(watch.count(/\$search/)).to.equal(0);
    type(field(page.provider, 'Name, email, or department'), 'Ann');
    await until(() => watch.count(/\$search/) === 1, 'the question');
  });

  for (const tag of readingTags)
    it(`tells in <${tag}> that no token could be had`, async () => {
      const watch = new TrafficWatch();
      const page = await renderInTenant(
        template(tag),
        inUse(watch, {
          failToken: () => new ProvisioningError('sign-in-again', 'The session has ended.'),
        }),
      );
      await until(() => page.provider.graph, 'signed in');
      await until(
        () => /sign in again|signing in/i.test(textOf(page.provider)),
        `tells: ${textOf(page.provider)}`,
      );
      expect(textOf(page.provider)).not.to.match(nothingFound);
    });

  for (const tag of readingTags)
    it(`tells a 403 in <${tag}>, and does not call it nothing`, async () => {
      const watch = new TrafficWatch();
      const page = await renderInTenant(
        template(tag),
        inUse(watch, { faults: [{ kind: 'status', path: '/**', method: 'GET', status: 403 }] }),
      );
      await until(() => page.provider.graph, 'signed in');
      await until(
        () => /permission|role|refused/i.test(readTold(page.provider)),
        `tells: ${textOf(page.provider)}`,
      );
      await settle(watch);
      expect(textOf(page.provider)).not.to.match(nothingFound);
    });

  for (const tag of tags)
    it(`tells a 403 to any single question of <${tag}>`, async () => {
      const listed = new TrafficWatch();
      const { provider } = await renderInTenant(template(tag), inUse(listed));
      await until(() => provider.graph, 'signed in');
      await settle(listed);
      const paths = new Set(listed.asked.filter(({ method }) => method === 'GET').map(({ path }) => path));
      const silent: string[] = [];
      for (const path of paths) {
        if (dispensable.test(path)) continue;
        document.body.replaceChildren();
        const watch = new TrafficWatch();
        watch.refuse((asked) => asked === path);
        const page = await renderInTenant(template(tag), inUse(watch));
        await until(() => watch.asked.some((asked) => asked.path === path), `asks ${path}`);
        await settle(watch);
        if (!/permission|role|refused/i.test(readTold(page.provider))) silent.push(path);
      }
      expect(silent).to.deep.equal([]);
    }).timeout(120_000);

  it('clears every row and every answer when signing out', async () => {
    const { page } = await showEverything();
    const names = await listNames(page);
    expect(readable(names).length).to.be.greaterThan(20);
    const cache = findCache(page.provider);
    expect(cache?.getQueryCache().getAll().length).to.be.greaterThan(5);
    await page.auth.signOut();
    await until(() => readable(names).length === 0, 'nobody on screen');
    expect(cache?.getQueryCache().getAll()).to.deep.equal([]);
    expect(page.provider.graph).to.equal(undefined);
    for (const element of walk(document.body))
      if (element instanceof HTMLInputElement && element.type !== 'radio')
        expect(names, 'a field').not.to.include(element.value);
  });

  it('keeps nothing of the directory behind, also while another tab holds the databases open', async () => {
    const { page } = await showEverything();
    const people = (await listPeople(page.emulator)).map(({ displayName }) => displayName);
    const names = people.filter((name) => name.length > 6);
    const open = await Promise.all((await indexedDB.databases()).map(({ name = '' }) => openDatabase(name)));
    await page.auth.signOut();
    await until(() => readable(names).length === 0, 'nobody on screen');
    for (const database of open) database.close();
    const stored = await readStored();
    expect(names.filter((name) => stored.includes(name))).to.deep.equal([]);
  });

  it('drops an answer that arrives after signing out', async () => {
    const watch = new TrafficWatch();
    const held = watch.hold(/^\/users/);
    const page = await renderInTenant(template('user-list'), inUse(watch));
    const names = await listNames(page);
    await until(() => held.asked.length > 0, 'asked for people');
    await page.auth.signOut();
    await until(() => pageText().includes('Sign in to see this'), 'signed out');
    held.release();
    await until(() => watch.open === 0, 'the answer');
    await settle(watch);
    expect(readable(names)).to.deep.equal([]);
  });

  it('signs out and in again in one page, three times', async () => {
    const { page, watch } = await showEverything();
    for (let time = 1; time <= 3; time += 1) {
      await page.auth.signOut();
      await until(() => !page.provider.graph, 'signed out');
      await page.auth.signIn();
      await until(() => page.provider.graph, 'signed in');
      await settle(watch);
      expect(textOf(page.provider)).to.contain(page.emulator.tenant.displayName);
      expect(textOf(page.provider.querySelector('user-list') as Element)).to.contain('of 200 people');
    }
  });

  it('reads everything anew for another account, and shows nothing of the first meanwhile', async () => {
    const other = {
      name: 'Lee Gu',
      username: 'lee@fabrikam.example',
    };
    const { page, watch } = await showEverything({ otherPerson: other });
    const names = await listNames(page);
    const first = new Set(watch.asked.map(({ path }) => path.replace(/\$skiptoken=.*/, '')));
    watch.asked.length = 0;
    const held = watch.hold(/./);
    await page.auth.signIn({ switchAccount: true });
    await until(() => page.provider.graph?.account.name === 'Lee Gu', 'switched');
    await until(() => held.asked.length > 0, 'asks again');
    expect(readable(names)).to.deep.equal([]);
    held.release();
    await settle(watch);
    const second = new Set(watch.asked.map(({ path }) => path.replace(/\$skiptoken=.*/, '')));
    expect([...first].filter((path) => !second.has(path))).to.deep.equal([]);
    expect(textOf(page.provider)).to.contain('Lee Gu').and.to.contain('of 200 people');
  });

  for (const tag of tags)
    it(`lets <${tag}> follow sign-in after it moved in the page`, async () => {
      const watch = new TrafficWatch();
      const page = await renderInTenant(
        html`<div id="from">${template(tag)}</div>
          <div id="to"></div>`,
        inUse(watch),
      );
      const element = page.provider.querySelector(tag) as Element;
      await until(() => page.provider.graph, 'signed in');
      page.provider.querySelector('#to')?.append(element);
      await settle(watch);
      expect(textOf(element)).not.to.match(/Sign in to see this|Not connected/);
      const shown = textOf(element);
      await page.auth.signOut();
      await until(() => /Sign in|sign in|Not connected/.test(textOf(element)), 'follows signing out');
      await page.auth.signIn();
      await until(() => page.provider.graph, 'signed in');
      await settle(watch);
      await until(() => textOf(element).length > shown.length / 2, 'follows signing in');
      expect(textOf(element)).not.to.match(/Sign in to see this|Not connected/);
    });

  it('lets an element that moves to another provider show that one’s tenant', async () => {
    const one = await renderInTenant(template('o365-connect'), { tenant: 'contoso', users: 100 });
    const two = await renderInTenant(html``, { tenant: 'small', seed: 2 });
    const element = one.provider.querySelector('o365-connect') as Element;
    await until(() => textOf(element).includes(one.emulator.tenant.tenantId), 'the first');
    two.provider.append(element);
    await until(() => textOf(element).includes(two.emulator.tenant.tenantId), 'the second');
    await one.auth.signOut();
    expect(textOf(element)).to.contain(two.emulator.tenant.tenantId);
    await two.auth.signOut();
    await until(() => !textOf(element).includes(two.emulator.tenant.tenantId), 'signed out');
  });
});
