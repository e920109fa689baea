import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/provisioning-console.js';
import { control, textOf } from '../../support/find.js';
import { openPortal } from '../../support/in-portal.js';
import { renderInTenant } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

describe('<provisioning-console> in a portal with an API', () => {
  afterEach(() => document.body.replaceChildren());

  it('is connected when the tenant is, and leaving it is not disconnecting it', async () => {
    const { store } = openPortal();
    await renderInTenant(html`<provisioning-console></provisioning-console>`, {
      tenant: 'contoso',
      users: 20,
      store,
    });
    const el = document.querySelector('provisioning-console');
    const header = el?.shadowRoot?.querySelector<HTMLElement>('[part="header"]');
    if (!el?.shadowRoot || !header) throw new Error('not rendered');
    await until(() => textOf(el).includes('Connect contoso.com to this portal?'), 'offers it');
    expect(textOf(header)).to.contain('Not connected');
    expect(textOf(header)).to.contain('Sign out');
    expect(textOf(header)).not.to.contain('Disconnect');
    control(el.shadowRoot, 'Connect').click();
    await until(() => /Contoso.* Connected/.test(textOf(header)), 'is connected');
  });
});
