import { expect } from '@open-wc/testing';
import '../../../src/define/o365-connect.js';
import '../../../src/define/o365-provider.js';
import '../../../src/define/provisioning-console.js';
import '../../../src/define/publish-review.js';
import '../../../src/define/user-list.js';
import { createDemoTenant } from '../../../src/demo/demo-tenant.js';
import type { O365Provider } from '../../../src/elements/o365-provider/o365-provider.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { control, textOf } from '../../support/find.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf } from '../../support/workspaces.js';
import { heading, publishButton } from '../publish-review/review-page.js';
import { probeIn } from './publishing-page.js';

describe('<o365-provider demo>', () => {
  const { error } = console;
  let told: unknown[] = [];
  beforeEach(() => {
    told = [];
    console.error = (message: unknown) => told.push(message);
  });
  afterEach(() => {
    console.error = error;
    document.body.replaceChildren();
  });

  /** A page of an author, as it is parsed. */
  function open(page: string): O365Provider {
    document.body.innerHTML = page;
    return document.querySelector('o365-provider') as O365Provider;
  }
  const find = (selector: string): HTMLElement => document.querySelector(selector) as HTMLElement;
  const shows = (selector: string, text: string): Promise<void> =>
    until(() => textOf(find(selector)).includes(text), `${selector} shows ${text}`);
  const badge = (selector: string): Element | null | undefined =>
    find(selector).shadowRoot?.querySelector('[part="demo"]');

  it('shows people by one tag, without a registration, a server or a click', async () => {
    open('<o365-provider demo><user-list></user-list></o365-provider>');
    await until(
      () => find('user-list').shadowRoot?.querySelector('[role="row"][aria-rowindex="3"]'),
      'people',
    );
    expect(told).to.deep.equal([]);
  });

  it('shows the tenant that is named', async () => {
    open('<o365-provider demo="no-teams"><o365-connect></o365-connect></o365-provider>');
    const { emulator } = createDemoTenant({ tenant: 'no-teams' });
    await shows('o365-connect', emulator.tenant.displayName);
  });

  it('says that it is a demo, and signs in again by the button', async () => {
    open(
      '<o365-provider demo="small"><o365-connect></o365-connect><provisioning-console></provisioning-console></o365-provider>',
    );
    await shows('o365-connect', 'Connected');
    await until(() => badge('provisioning-console'), 'the badge of the console');
    for (const tag of ['o365-connect', 'provisioning-console'])
      expect(badge(tag)?.textContent).to.equal('Demo tenant');
    control(find('o365-connect').shadowRoot as ShadowRoot, 'Disconnect').click();
    await shows('o365-connect', 'Not connected');
    expect(badge('o365-connect')?.textContent).to.equal('Demo tenant');
    // By the usual button, without leaving the page.
    control(find('o365-connect').shadowRoot as ShadowRoot, 'Sign in with Microsoft').click();
    await shows('o365-connect', 'Ingrid Halvorsen');
  });

  it('publishes to the end, and remembers it as long as the page is open', async () => {
    const provider = open('<o365-provider demo="small"><provider-probe></provider-probe></o365-provider>');
    const { store } = (await probeIn(provider)).workspaces!;
    const { value } = await provider.graph!.client.get<{ value: { id: string; assignedLicenses: [] }[] }>(
      '/users?$select=id,assignedLicenses&$filter=usageLocation ne null and accountEnabled eq true&$count=true',
      { headers: { ConsistencyLevel: 'eventual' }, scopes: ['User.Read.All'] },
    );
    const id = value.find(({ assignedLicenses }) => assignedLicenses.length === 0)!.id;
    await store.workspaces.put(
      makeWorkspace({ draft: { plans: [planOf('VISIOCLIENT')], subscribers: [id] } }),
      { etag: null },
    );
    open(
      '<o365-provider demo="small"><publish-review workspace-id="sales-desk"></publish-review></o365-provider>',
    );
    await shows('publish-review', 'Publish to 1 person');
    const root = find('publish-review').shadowRoot as ShadowRoot;
    publishButton(root).click();
    await until(() => heading(root).includes('is published'), 'published');
    expect(await store.workspaces.get('sales-desk')).to.have.nested.property('workspace.published');
  });

  for (const [name, settings] of [
    ['client-id', { clientId: '00000000-0000-0000-0000-000000000001' }],
    ['tenant-id', { tenantId: 'contoso.com' }],
    ['graph-origin', { graphOrigin: 'https://graph.example' }],
    ['auth', { auth: createDemoTenant({ users: 1 }).auth }],
    ['store', { store: memoryStore() }],
    ['transport', { transport: fetch }],
  ] as const)
    it(`does not start together with ${name}`, async () => {
      const provider = open('<o365-provider demo="small"><o365-connect></o365-connect></o365-provider>');
      Object.assign(provider, settings);
      await shows('o365-connect', `Remove ${name}, or remove demo.`);
      expect(textOf(find('o365-connect'))).to.contain('This page isn’t set up correctly');
      expect(provider.graph).to.equal(undefined);
      expect(told).to.have.length(1);
      expect(told[0]).to.contain(`Remove ${name}, or remove demo.`);
    });

  it('does not start together with attributes, whatever they say', async () => {
    open(
      '<o365-provider demo client-id="" tenant-id="organizations"><o365-connect></o365-connect></o365-provider>',
    );
    await shows('o365-connect', 'Remove client-id, tenant-id, or remove demo.');
    expect(told).to.have.length(1);
  });

  it('stops when a setting of a real tenant comes later, and starts when it is gone', async () => {
    const provider = open('<o365-provider demo="small"><o365-connect></o365-connect></o365-provider>');
    await shows('o365-connect', 'Connected');
    provider.store = memoryStore();
    await shows('o365-connect', 'Remove store, or remove demo.');
    expect(provider.graph).to.equal(undefined);
    Object.assign(provider, { store: undefined });
    await shows('o365-connect', 'Ingrid Halvorsen');
  });

  it('names the tenants there are where there is none of this name', async () => {
    open('<o365-provider demo="fabrikam"><o365-connect></o365-connect></o365-provider>');
    await shows('o365-connect', 'demo="fabrikam" is none of contoso, small,');
    expect(told).to.have.length(1);
  });

  it('is off where a framework says so', async () => {
    const provider = document.createElement('o365-provider');
    provider.demo = false;
    provider.innerHTML = '<o365-connect></o365-connect>';
    document.body.append(provider);
    await shows('o365-connect', 'o365-provider needs a client-id attribute');
    provider.demo = true;
    await shows('o365-connect', 'Ingrid Halvorsen');
    expect(told).to.deep.equal([]);
  });
});
