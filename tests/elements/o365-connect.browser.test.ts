import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/define/o365-connect.js';
import type { O365Connect } from '../../src/define/o365-connect.js';
import { until } from '../support/until.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, setFaults, type TenantPage, type TenantParameters } from '../support/in-tenant.js';

/** The element in a tenant, when it shows the text. */
async function show(
  parameters: TenantParameters,
  text: string,
): Promise<{ el: O365Connect; page: TenantPage }> {
  const page = await renderInTenant(html`<o365-connect></o365-connect>`, parameters);
  const el = page.provider.querySelector('o365-connect') ?? document.querySelector('o365-connect');
  if (!el) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  return { el, page };
}

describe('<o365-connect>', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows the tenant, its default domain and the account', async () => {
    const { el, page } = await show({ tenant: 'contoso' }, 'Connected');
    await until(() => textOf(el).includes('Organization'), 'Organization');
    const { displayName, defaultDomain, tenantId } = page.emulator.tenant;
    for (const fact of [
      displayName,
      defaultDomain,
      tenantId,
      'Adele Vance',
      'Worldwide',
      'Global Administrator',
    ])
      expect(textOf(el)).to.contain(fact);
  });

  it('says before signing in what will be asked and that no credentials are stored', async () => {
    const { el } = await show({ signedOut: true }, 'no credentials are stored');
    expect(textOf(el)).to.contain('LicenseAssignment.ReadWrite.All');
    expect(textOf(el)).to.contain('At your first publish');
  });

  it('connects after the button was pressed', async () => {
    const { el } = await show({ signedOut: true }, 'Not connected');
    control(el.renderRoot, 'Sign in at Microsoft').click();
    await until(() => textOf(el).includes('Adele Vance'), 'Adele Vance');
  });

  it('asks the tenant nothing before somebody signed in', async () => {
    const { page } = await show({ signedOut: true }, 'Not connected');
    expect(page.emulator.state().requests).to.deep.equal({});
  });

  it('clears the tenant from the screen after disconnecting', async () => {
    const { el } = await show({}, 'Adele Vance');
    control(el.renderRoot, 'Disconnect').click();
    await until(() => textOf(el).includes('Not connected'), 'Not connected');
    expect(textOf(el)).not.to.contain('Adele Vance');
  });

  it('names the role that is missing', async () => {
    const { el } = await show({ roles: ['Global Reader'] }, 'Global Reader');
    expect(textOf(el)).to.contain('Ask for License Administrator or User Administrator');
  });

  it('tells granted permissions from those asked for later, and asks for all on request', async () => {
    const { el } = await show({ scopes: ['User.Read'] }, 'Asked when needed');
    control(el.renderRoot, 'Ask for all of them now').click();
    await until(() => !textOf(el).includes('Asked when needed'), 'changes');
  });

  it('says so when the tenant does not answer, and asks again', async () => {
    const { el, page } = await show(
      { faults: [{ path: '**/organization**', kind: 'status', status: 400 }] },
      'Try again',
    );
    await setFaults(page.emulator, []);
    control(el.renderRoot, 'Try again').click();
    await until(() => textOf(el).includes('Adele Vance'), 'Adele Vance');
  });

  it('says when no provider is around it', async () => {
    const { el } = await show({ alone: true }, 'Not connected yet');
    await expect(el).shadowDom.to.be.accessible();
  });

  for (const parameters of [{}, { signedOut: true }, { roles: ['Global Reader' as const] }])
    it(`passes the accessibility audit with ${JSON.stringify(parameters)}`, async () => {
      const { el } = await show(parameters, 'User.Read');
      await expect(el).shadowDom.to.be.accessible();
    });

  it('finds a provider elsewhere by id, also when that joins the page later', async () => {
    const el = document.createElement('o365-connect');
    el.provider = 'elsewhere';
    document.body.append(el);
    await until(() => textOf(el).includes('Not connected yet'), 'Not connected yet');
    const page = await renderInTenant(html``, {});
    page.provider.id = 'elsewhere';
    document.body.append(page.provider);
    await until(() => textOf(el).includes('Adele Vance'), 'Adele Vance');
  });
});
