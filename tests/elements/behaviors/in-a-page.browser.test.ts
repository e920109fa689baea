import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { discover } from '../../../src/autoload.js';
import '../../../src/define/all.js';
import type * as Names from '../../../src/define/registry/define-as.js';
import { control, textOf } from '../../support/find.js';
import { renderInTenant } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { makeWorkspace, withWorkspaces } from '../../support/workspaces.js';

const withSalesDesk = { prepare: withWorkspaces(() => [makeWorkspace({ name: 'Sales desk' })]) };

/** A place of its own in the page, as a web component of the host has it. */
function addShadow(parent: ParentNode & Node): ShadowRoot {
  const host = document.createElement('div');
  parent.append(host);
  return host.attachShadow({ mode: 'open' });
}

/** Another copy of the library, whose files the test runner has at these addresses, too. */
const importCopy = (path: string): Promise<unknown> => import(`/copy/src/define/${path}`);

/** The library in another version, at these. */
const importOther = (path: string): Promise<unknown> => import(`/other-version/src/define/${path}`);

describe('in the page of a host', () => {
  afterEach(() => document.body.replaceChildren());

  describe('two copies of the library', () => {
    it('share tags without a word, and find each other’s provider', async () => {
      const told: unknown[] = [];
      const { error } = console;
      console.error = (...all: unknown[]) => told.push(all);
      const before = customElements.get('user-list');
      await importCopy('user-list.ts');
      const { defineAs } = (await importCopy('registry/define-as.ts')) as typeof Names;
      await defineAs({ 'workspace-list': 'other-workspace-list' });
      console.error = error;
      expect(told).to.deep.equal([]);
      expect(customElements.get('user-list')).to.equal(before);
      expect(customElements.get('other-workspace-list')?.prototype).not.to.be.instanceOf(
        customElements.get('workspace-list'),
      );

      const { provider } = await renderInTenant(
        html`<other-workspace-list></other-workspace-list>`,
        withSalesDesk,
      );
      await until(() => textOf(provider).includes('Sales desk'), 'is shown by the other copy');
    });
  });

  describe('two versions of the library', () => {
    it('say whose tag it is, and do not read what the other one shares', async () => {
      const told: string[] = [];
      const { error } = console;
      console.error = (...all: unknown[]) => void told.push(all.map(String).join(' '));
      await importOther('user-list.ts');
      const { defineAs } = (await importOther('registry/define-as.ts')) as typeof Names;
      await defineAs({ 'workspace-list': 'former-workspace-list', 'o365-provider': 'former-provider' });
      console.error = error;
      expect(told).to.have.length(1);
      expect(told[0]).to.contain('<user-list> is another element on this page');

      const { provider } = await renderInTenant(
        html`<former-workspace-list></former-workspace-list><workspace-list></workspace-list>`,
        withSalesDesk,
      );
      const [former, own] = provider.children;
      await until(() => own && textOf(own).includes('Sales desk'), 'is shown by its own version');
      expect(former && textOf(former)).to.contain('isn’t inside an o365-provider');
    });

    it('each have their own provider, one in the other', async () => {
      const { provider } = await renderInTenant(
        html`<former-provider><workspace-list></workspace-list></former-provider>`,
        withSalesDesk,
      );
      await until(() => textOf(provider).includes('Sales desk'), 'is shown through the other version');
    });
  });

  describe('shadow roots', () => {
    it('may be many between the provider and an element; events leave them all', async () => {
      const outer = addShadow(document.body);
      const container = document.createElement('div');
      outer.append(container);
      const { provider } = await renderInTenant(html``, withSalesDesk, container);
      const inner = addShadow(addShadow(provider));
      render(html`<workspace-list></workspace-list>`, inner);
      await until(() => textOf(provider).includes('Sales desk'), 'is shown');
      const told: Event[] = [];
      const take = (event: Event): void => void told.push(event);
      document.addEventListener('o365-workspace-selected', take);
      control(inner, /Sales desk/).click();
      document.removeEventListener('o365-workspace-selected', take);
      expect(told).to.have.length(1);
    });

    it('may hold a provider beside its elements, by its id', async () => {
      const root = addShadow(document.body);
      const container = document.createElement('div');
      root.append(container);
      const { provider } = await renderInTenant(html``, withSalesDesk, container);
      provider.id = 'contoso';
      const list = document.createElement('workspace-list');
      list.provider = 'contoso';
      root.append(list);
      await until(() => textOf(list).includes('Sales desk'), 'is shown');
    });

    it('may be told to the script tag', async () => {
      const root = addShadow(document.body);
      root.append(document.createElement('activity-log'));
      await discover(root);
      expect(root.querySelector('activity-log')?.shadowRoot).not.to.equal(null);
    });
  });

  it('a frame has elements of its own, with what its page gives them', async () => {
    const frame = document.createElement('iframe');
    frame.src = '/tests/support/frame.html';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const inside = frame.contentDocument as Document;
    const element = inside.querySelector('o365-connect') as HTMLElement;
    await until(() => element.shadowRoot && textOf(element).includes('Not connected yet'), 'is shown');
    expect(element).not.to.be.instanceOf(customElements.get('o365-connect'));
    expect(inside.defaultView?.getComputedStyle(element).display).to.equal('block');
  });

  it('the router of the portal has the address: elements leave it and its history alone', async () => {
    const { href } = location;
    const { length } = history;
    const routed: string[] = [];
    const route = (event: Event): void => void routed.push(event.type);
    for (const type of ['popstate', 'hashchange']) window.addEventListener(type, route);
    const { provider } = await renderInTenant(
      html`<provisioning-console></provisioning-console>`,
      withSalesDesk,
    );
    await until(() => provider.graph, 'signed in');
    control(provider, 'Workspaces').click();
    await until(() => textOf(provider).includes('Sales desk'), 'is shown');

    // The router takes the page away, and comes back to it.
    const { parentElement } = provider;
    provider.remove();
    await Promise.resolve();
    parentElement?.append(provider);
    await until(() => textOf(provider).includes('Sales desk'), 'is shown again');
    for (const type of ['popstate', 'hashchange']) window.removeEventListener(type, route);
    expect([location.href, history.length, routed]).to.deep.equal([href, length, []]);
  });
});
