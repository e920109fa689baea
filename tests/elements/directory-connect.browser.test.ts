import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/define/directory-connect.js';
import type { DirectoryConnect } from '../../src/define/directory-connect.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { portalConnectors } from '../support/connectors.js';
import { withSync } from '../support/directory-sync.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';
import { TrafficWatch } from '../support/watch-traffic.js';

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
    const el = await show({ tenant: 'contoso', users: 500 }, 'Conflicting value');
    const row = el.shadowRoot?.querySelector('[part="sync-errors"] tbody tr');
    expect(row?.textContent).to.match(/ProxyAddress|UserPrincipalName/);
  });

  for (const { facts, badge, answer } of [
    {
      facts: { hoursAgo: 2.9 },
      badge: 'Synchronizing',
      answer: /Active Directory was synchronized 2 hours ago/,
    },
    {
      facts: { hoursAgo: 3.1 },
      badge: 'Working, needs attention',
      answer: /was 3 hours ago.*may be missing/,
    },
    { facts: { hoursAgo: 24.1 }, badge: 'Not synchronizing', answer: /was 24 hours ago.*missing since then/ },
    { facts: {}, badge: 'Synchronizing', answer: /doesn’t report when it last happened/ },
    { facts: { enabled: false }, badge: 'Turned off', answer: /was turned off/ },
  ])
    it(`says "${badge}" for ${JSON.stringify(facts)}`, async () => {
      const el = await show({ tenant: 'contoso', users: 50, prepare: withSync(facts) }, badge);
      expect(textOf(el)).to.match(answer);
      const link =
        badge === 'Synchronizing' ? undefined : control(el.shadowRoot as ShadowRoot, /Setup steps/);
      expect(link?.getAttribute('href') ?? 'https://').to.match(/^https:/);
    });

  it('judges the connectors of the portal, says what to do, and shows versions', async () => {
    const el = await show(
      { tenant: 'contoso', users: 50, connectorSource: portalConnectors },
      'Chicago has only one active connector',
    );
    const advice = [...(el.shadowRoot?.querySelectorAll('[part="advice"]') ?? [])];
    expect(advice.map((notice) => notice.querySelector('strong')?.textContent)).to.deep.equal([
      'No connector in Oslo is responding',
      'Chicago has only one active connector',
      'FRA-CON-03 isn’t responding',
    ]);
    expect(textOf(el)).to.contain('version 6.39').and.to.contain('2 of 3 active');
    expect(advice.every((notice) => notice.querySelector('a[href^="https:"]'))).to.equal(true);
  });

  it('tells why the connectors could not be read, beside the rest', async () => {
    const list = () => Promise.reject(new ProvisioningError('service-unavailable', 'The portal is down.'));
    const el = await show({ tenant: 'contoso', users: 50, connectorSource: { list } }, 'Try again');
    await until(() => textOf(el).includes('primary'), 'the domains');
    expect(textOf(el)).not.to.contain('No resource location');
  });

  it('asks for the settings only when their permission was granted, and says what they need', async () => {
    const scopes = ['User.Read', 'Organization.Read.All', 'Domain.Read.All', 'User.Read.All'];
    const watch = new TrafficWatch();
    const el = await show(
      { tenant: 'contoso', users: 50, scopes, prepare: (page) => watch.attach(page) },
      'Requires OnPremDirectorySynchronization.Read.All',
    );
    expect(watch.count(/onPremisesSynchronization/)).to.equal(0);
    control(el.shadowRoot as ShadowRoot, 'Check this, too').click();
    await until(() => textOf(el).includes('Stops at more than 500 deletions'), 'the protection');
    expect(textOf(el)).to.contain('Protected').and.to.contain('password hash synchronization');
    expect(watch.count(/onPremisesSynchronization/)).to.equal(1);
  });

  it('says that the settings need another role', async () => {
    const scopes = [
      'User.Read',
      'Organization.Read.All',
      'Domain.Read.All',
      'User.Read.All',
      'OnPremDirectorySynchronization.Read.All',
    ];
    const el = await show({ tenant: 'contoso', users: 50, scopes, roles: ['Global Reader'] }, 'Not checked');
    await until(() => textOf(el).includes('the Global Administrator role'), 'the role');
    expect(() => control(el.shadowRoot as ShadowRoot, 'Check this, too')).to.throw();
  });

  it('says that no directory feeds a cloud-only tenant', async () => {
    const el = await show(
      { tenant: 'cloud-only', users: 20 },
      'No on-premises Active Directory is connected',
    );
    expect(textOf(el)).to.contain('Not connected');
  });

  it('names the missing permission and asks for all of its own at once', async () => {
    const el = await show({ tenant: 'contoso', users: 50, scopes: ['User.Read'] }, 'A permission is missing');
    expect(textOf(el)).to.contain('Organization.Read.All');
    control(el.shadowRoot as ShadowRoot, 'Request permission').click();
    await until(() => textOf(el).includes('primary'), 'primary');
  });

  it('passes the accessibility audit', async () => {
    const el = await show({ tenant: 'contoso', users: 500, graphConnectors: true }, 'Conflicting value');
    await until(() => textOf(el).includes('primary'), 'primary');
    await expect(el).shadowDom.to.be.accessible();
  });
});
