import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../src/define/o365-connect.js';
import type { O365Connect } from '../../src/define/o365-connect.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, setFaults, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';

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

/** Takes what the page writes to the clipboard, until the test ends. */
function catchClipboard(): string[] {
  const written: string[] = [];
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: (text: string) => Promise.resolve(void written.push(text)) },
  });
  return written;
}

describe('<o365-connect>', () => {
  afterEach(() => {
    document.body.replaceChildren();
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('shows the tenant, its domains and the account', async () => {
    const { el, page } = await show({ tenant: 'contoso' }, 'Connected');
    await until(() => textOf(el).includes('Organization'), 'Organization');
    const { displayName, defaultDomain, tenantId } = page.emulator.tenant;
    for (const fact of [
      displayName,
      defaultDomain,
      tenantId,
      'Ingrid Halvorsen',
      'Worldwide',
      'Global Administrator',
      'contoso.onmicrosoft.com and legacy.contoso.com',
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
    control(el.renderRoot, 'Sign in with Microsoft').click();
    await until(() => textOf(el).includes('Ingrid Halvorsen'), 'Ingrid Halvorsen');
  });

  it('asks the tenant nothing before somebody signed in', async () => {
    const { page } = await show({ signedOut: true }, 'Not connected');
    expect(page.emulator.state().requests).to.deep.equal({});
  });

  it('clears the tenant from the screen after disconnecting', async () => {
    const { el } = await show({}, 'Ingrid Halvorsen');
    control(el.renderRoot, 'Disconnect').click();
    await until(() => textOf(el).includes('Not connected'), 'Not connected');
    expect(textOf(el)).not.to.contain('Ingrid Halvorsen');
  });

  it('names the role that is missing', async () => {
    const { el } = await show({ roles: ['Global Reader'] }, 'Global Reader');
    expect(textOf(el)).to.contain('Publishing requires License Administrator or User Administrator');
  });

  it('claims nothing about the role while no token has told it', async () => {
    const { el } = await show(
      {
        prepare: ({ auth }) => {
          const { state } = auth;
          if (state.status !== 'signed-in') throw new Error('not signed in');
          const { roleIds: _told, ...account } = state.account;
          Object.defineProperty(auth, 'state', { value: { status: 'signed-in', account } });
        },
      },
      'Not known yet',
    );
    expect(textOf(el)).not.to.contain('you can still prepare everything');
  });

  it('tells granted permissions from those asked for later, and asks for all on request', async () => {
    const { el } = await show({ scopes: ['User.Read'] }, 'At your first publish');
    control(el.renderRoot, 'Request all permissions now').click();
    await until(() => !textOf(el).includes('At your first publish'), 'changes');
    expect(textOf(el).match(/Granted/g)).to.have.length(5);
  });

  it('says which permissions somebody else has to allow, once asking for them was refused', async () => {
    const { el } = await show({ scopes: ['User.Read'], consenting: false }, 'At your first publish');
    control(el.renderRoot, 'Request all permissions now').click();
    await until(() => textOf(el).includes('Needs administrator approval'), 'the refusal');
    const rows = [...el.renderRoot.querySelectorAll('[part="permissions"] > li')];
    const isRefused = (row: Element): boolean =>
      row.textContent?.includes('Needs administrator approval') ?? false;
    expect(rows.map(isRefused)).to.deep.equal([false, true, true, true, true]);
  });

  it('copies the link with which a colleague allows what is missing', async () => {
    const { el, page } = await show({ scopes: ['User.Read'] }, 'Copy the consent link');
    const written = catchClipboard();
    control(el.renderRoot, 'Copy the consent link').click();
    await until(() => textOf(el).includes('Copied'), 'says so');
    expect(written).to.deep.equal([
      page.auth.adminConsentUrl([
        'User.Read',
        'LicenseAssignment.Read.All',
        'Organization.Read.All',
        'Domain.Read.All',
        'User.Read.All',
        'LicenseAssignment.ReadWrite.All',
      ]),
    ]);
  });

  it('shows the text to copy by hand where the browser does not let the page write', async () => {
    const { el, page } = await show({}, 'Ingrid Halvorsen');
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => Promise.reject(new DOMException('Not allowed', 'NotAllowedError')) },
    });
    control(el.renderRoot, 'Copy the tenant ID').click();
    await until(() => textOf(el).split(page.emulator.tenant.tenantId).length === 3, 'the id once more');
  });

  it('offers to sign in again when Microsoft wants to see the person', async () => {
    let ended = true;
    const { el } = await show(
      {
        failToken: () =>
          ended ? new ProvisioningError('sign-in-again', 'The session has ended.') : undefined,
      },
      'Sign in',
    );
    await until(() => textOf(el).includes('Microsoft requires you to sign in again'), 'tells');
    expect(textOf(el).match(/Microsoft requires you/g), 'once').to.have.length(1);
    expect(el.renderRoot.querySelector('[part="status"]')?.textContent).to.contain('Sign in again');
    expect(textOf(el)).to.contain('Switch account').and.to.contain('Disconnect');
    ended = false;
    control(el.renderRoot, /^Sign in/).click();
    await until(() => textOf(el).includes('Ingrid Halvorsen'), 'connected again');
  });

  it('switches to another account, and shows that one', async () => {
    const otherPerson = {
      name: 'Lee Gu',
      username: 'lee@x.example',
    };
    const { el } = await show({ otherPerson }, 'Ingrid Halvorsen');
    control(el.renderRoot, 'Switch account').click();
    await until(() => textOf(el).includes('lee@x.example'), 'the other account');
    expect(textOf(el)).not.to.contain('Ingrid Halvorsen');
  });

  it('is used with the keyboard alone: connect, copy the id, ask for permissions, disconnect', async () => {
    const { el } = await show({ signedOut: true, scopes: ['User.Read'] }, 'Not connected');
    const written = catchClipboard();
    const reach = async (name: string): Promise<void> => {
      await until(() => textOf(el).includes(name) || name.startsWith('Copy'), name);
      const target = control(el.renderRoot, name);
      for (let presses = 0; (el.renderRoot as ShadowRoot).activeElement !== target; presses += 1) {
        if (presses > 12) throw new Error(`The tab key does not reach ${name}`);
        await sendKeys({ press: 'Tab' });
      }
    };
    await reach('Sign in with Microsoft');
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(el).includes('Ingrid Halvorsen'), 'connected');
    await reach('Copy the tenant ID');
    await sendKeys({ press: 'Space' });
    await until(() => textOf(el).includes('Copied'), 'copied');
    expect(written).to.have.length(1);
    await reach('Request all permissions now');
    await sendKeys({ press: 'Enter' });
    await until(() => !textOf(el).includes('At your first publish'), 'granted');
    await reach('Disconnect');
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(el).includes('Not connected'), 'disconnected');
  });

  it('says so when the tenant does not answer, and asks again', async () => {
    const { el, page } = await show(
      { faults: [{ path: '/organization', kind: 'status', status: 400 }] },
      'Try again',
    );
    await setFaults(page.emulator, []);
    control(el.renderRoot, 'Try again').click();
    await until(() => textOf(el).includes('Ingrid Halvorsen'), 'Ingrid Halvorsen');
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

  it('shows the tenant also when it joins a page that has read it long since', async () => {
    const { page } = await show({}, 'Ingrid Halvorsen');
    const late = document.createElement('o365-connect');
    page.provider.append(late);
    await until(() => textOf(late).includes('Ingrid Halvorsen'), 'the late one');
  });

  it('finds a provider elsewhere by id, also when that joins the page later', async () => {
    const el = document.createElement('o365-connect');
    el.provider = 'elsewhere';
    document.body.append(el);
    await until(() => textOf(el).includes('Not connected yet'), 'Not connected yet');
    const page = await renderInTenant(html``, {});
    page.provider.id = 'elsewhere';
    document.body.append(page.provider);
    await until(() => textOf(el).includes('Ingrid Halvorsen'), 'Ingrid Halvorsen');
  });
});
