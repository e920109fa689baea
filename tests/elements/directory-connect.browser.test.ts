import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/define/directory-connect.js';
import type { DirectoryConnect } from '../../src/define/directory-connect.js';
import { until } from '../support/until.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantParameters } from '../support/in-tenant.js';

async function show(parameters: TenantParameters, text: string): Promise<DirectoryConnect> {
  const page = await renderInTenant(html`<directory-connect></directory-connect>`, parameters);
  const el = page.provider.querySelector('directory-connect');
  if (!el) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  return el;
}

describe('<directory-connect>', () => {
  afterEach(() => document.body.replaceChildren());

  it('says how long ago the directory was synchronized and where people come from', async () => {
    const el = await show({ tenant: 'contoso', users: 200 }, 'from Active Directory');
    expect(textOf(el)).to.match(/Active Directory was synchronized .+ ago/);
    expect(textOf(el)).to.match(/created in the cloud/);
  });

  it('shows managed and federated domains, the primary one first', async () => {
    const el = await show({ tenant: 'contoso', users: 50 }, 'primary');
    expect(textOf(el)).to.contain('Managed');
    expect(textOf(el)).to.contain('Federated');
  });

  it('shows each resource location with its connectors', async () => {
    const el = await show({ tenant: 'contoso', users: 50, graphConnectors: true }, ' active');
    const cards = [...(el.shadowRoot?.querySelectorAll('[part="locations"] > li') ?? [])];
    expect(cards.length).to.be.greaterThan(0);
    expect(cards[0]?.querySelectorAll('ul > li').length).to.equal(2);
  });

  it('asks for no connectors unless the portal wants them', async () => {
    const el = await show({ tenant: 'contoso', users: 50 }, 'primary');
    expect(textOf(el)).not.to.contain('Resource locations');
  });

  it('lists who has synchronization errors, with property and value', async () => {
    const el = await show({ tenant: 'contoso', users: 500 }, 'Value in the way');
    const row = el.shadowRoot?.querySelector('[part="sync-errors"] tbody tr');
    expect(row?.textContent).to.match(/ProxyAddress|UserPrincipalName/);
  });

  it('says that no directory feeds a cloud-only tenant', async () => {
    const el = await show({ tenant: 'cloud-only', users: 20 }, 'No Active Directory feeds this tenant');
    expect(textOf(el)).to.contain('Not connected');
  });

  it('names the missing permission and asks for all of its own at once', async () => {
    const el = await show({ tenant: 'contoso', users: 50, scopes: ['User.Read'] }, 'A permission is missing');
    expect(textOf(el)).to.contain('Organization.Read.All');
    control(el.shadowRoot as ShadowRoot, 'Ask for permission').click();
    await until(() => textOf(el).includes('primary'), 'primary');
  });

  it('passes the accessibility audit', async () => {
    const el = await show({ tenant: 'contoso', users: 500, graphConnectors: true }, 'Value in the way');
    await until(() => textOf(el).includes('primary'), 'primary');
    await expect(el).shadowDom.to.be.accessible();
  });
});
