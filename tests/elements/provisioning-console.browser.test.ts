import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/define/provisioning-console.js';
import type { ProvisioningConsole } from '../../src/define/provisioning-console.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';

async function show(
  parameters: TenantParameters,
  template = html`<provisioning-console></provisioning-console>`,
) {
  const page = await renderInTenant(template, { users: 30, ...parameters });
  const el = (page.provider.querySelector('provisioning-console') ??
    document.querySelector('provisioning-console')) as ProvisioningConsole;
  await until(() => textOf(el).includes('Get started'), 'tabs');
  return el;
}

const tab = (el: ProvisioningConsole, name: string): HTMLElement =>
  control(el.shadowRoot as ShadowRoot, name);

describe('<provisioning-console>', () => {
  afterEach(() => {
    document.body.replaceChildren();
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('names the connected tenant and starts with the first steps', async () => {
    const el = await show({ tenant: 'contoso' });
    await until(() => textOf(el).includes('contoso.com'), 'the domain');
    await until(() => textOf(el).includes('Connect the directory'), 'the steps');
    expect(tab(el, 'Get started').getAttribute('aria-selected')).to.equal('true');
  });

  it('opens a tab by click and loads its element then', async () => {
    const el = await show({});
    tab(el, 'User list').click();
    await until(() => el.shadowRoot?.querySelector('user-list')?.matches(':defined'), 'the list');
    expect(el.tab).to.equal('users');
  });

  it('moves among the tabs with the arrow keys, Home and End', async () => {
    const el = await show({ signedOut: true });
    const press = (key: string): void => {
      (el.shadowRoot?.activeElement ?? tab(el, 'Get started')).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      );
    };
    tab(el, 'Get started').focus();
    press('ArrowRight');
    await until(() => el.shadowRoot?.activeElement?.id === 'tab-workspaces', 'the second tab');
    press('End');
    await until(() => el.shadowRoot?.activeElement?.id === 'tab-activity', 'the last tab');
    press('Home');
    await until(() => el.shadowRoot?.activeElement?.id === 'tab-start', 'the first tab');
  });

  it('keeps the tab in the address and follows it, when asked to', async () => {
    const el = await show({}, html`<provisioning-console deep-links></provisioning-console>`);
    tab(el, 'License usage').click();
    expect(location.hash).to.equal('#o365/usage');
    location.hash = '#o365/workspaces';
    await until(() => el.tab === 'workspaces', 'the tab of the address');
  });

  it('leaves the address alone otherwise', async () => {
    const el = await show({});
    tab(el, 'License usage').click();
    expect(location.hash).to.equal('');
  });

  it('falls back to the first tab when it is told one that is not there', async () => {
    const el = await show({});
    el.setAttribute('tab', 'nonsense');
    await el.updateComplete;
    expect(el.tab).to.equal('start');
  });

  for (const parameters of [{ tenant: 'contoso' as const }, { signedOut: true }, { alone: true }])
    it(`passes the accessibility audit with ${JSON.stringify(parameters)}`, async () => {
      const el = await show(parameters);
      await expect(el).shadowDom.to.be.accessible();
    });
});
