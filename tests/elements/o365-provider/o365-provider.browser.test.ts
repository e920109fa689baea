import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import '../../../src/define/o365-connect.js';
import '../../../src/define/o365-provider.js';
import { textOf } from '../../support/find.js';
import { renderInTenant } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

describe('<o365-provider>', () => {
  afterEach(() => document.body.replaceChildren());

  const connectIn = (root: ParentNode): HTMLElement => root.querySelector('o365-connect') as HTMLElement;

  it('says which setting is missing', async () => {
    const container = document.body.appendChild(document.createElement('div'));
    render(html`<o365-provider><o365-connect></o365-connect></o365-provider>`, container);
    await until(
      () => textOf(connectIn(container)).includes('This page isn’t set up correctly'),
      'the setting',
    );
    expect(textOf(connectIn(container))).to.contain('o365-provider needs a client-id attribute');
    const details = connectIn(container).shadowRoot?.querySelector('details');
    expect(details?.open, 'for the developers to see').to.equal(true);
  });

  it('names a cloud that does not exist as a wrong setting', async () => {
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML =
      '<o365-provider client-id="00000000-0000-0000-0000-000000000001" cloud="mars"><o365-connect></o365-connect></o365-provider>';
    await until(
      () => textOf(connectIn(container)).includes('This page isn’t set up correctly'),
      'the setting',
    );
    expect(textOf(connectIn(container))).to.contain('it is "mars"');
  });

  it('keeps two connections on one page apart', async () => {
    const contoso = await renderInTenant(html`<o365-connect></o365-connect>`, {
      tenant: 'contoso',
      users: 20,
    });
    const federated = await renderInTenant(html`<o365-connect></o365-connect>`, {
      tenant: 'federated',
      users: 20,
    });
    for (const { provider, emulator } of [contoso, federated])
      await until(() => textOf(connectIn(provider)).includes(emulator.tenant.tenantId), 'its own tenant');
  });

  it('follows another account without showing anything of the one before', async () => {
    const { provider, emulator, auth } = await renderInTenant(html`<o365-connect></o365-connect>`, {
      users: 20,
    });
    await until(() => textOf(connectIn(provider)).includes(emulator.tenant.tenantId), 'the tenant');
    const before = provider.graph;
    await auth.signOut();
    await until(() => provider.graph === undefined, 'nothing of the account');
    await auth.signIn();
    await until(() => provider.graph !== undefined, 'services');
    expect(provider.graph).not.to.equal(before);
  });

  it('ends its services when it leaves the page and makes new ones when it comes back', async () => {
    const { provider } = await renderInTenant(html`<o365-connect></o365-connect>`, { users: 20 });
    await until(() => provider.graph, 'services');
    provider.remove();
    await until(() => !provider.graph, 'nothing of the account');
    document.body.append(provider);
    await until(() => textOf(connectIn(provider)).includes('Ingrid Halvorsen'), 'the account');
  });
});
