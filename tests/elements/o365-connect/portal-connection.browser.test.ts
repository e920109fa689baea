import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/activity-log.js';
import '../../../src/define/o365-connect.js';
import '../../../src/define/workspace-list.js';
import { roleTemplates } from '../../../src/microsoft/roles.js';
import { createWorkspace } from '../../../src/model/workspace/workspace.js';
import { appendFacts } from '../../support/append-facts.js';
import { control, textOf } from '../../support/find.js';
import { grantedFacts } from '../../support/granted-facts.js';
import { openPortal, type PortalInPage, type PortalParameters } from '../../support/in-portal.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

const at = '2026-11-29T09:00:00.000Z';

interface Shown {
  readonly connect: HTMLElement;
  readonly list: HTMLElement;
  readonly portal: PortalInPage;
  readonly page: TenantPage;
}

/** Both elements in a portal, when the one that connects shows the text. */
async function show(
  text: string,
  portalParameters: PortalParameters = {},
  parameters: TenantParameters = {},
): Promise<Shown> {
  const portal = openPortal(portalParameters);
  const page = await renderInTenant(html`<o365-connect></o365-connect><workspace-list></workspace-list>`, {
    tenant: 'contoso',
    users: 20,
    store: portal.store,
    ...parameters,
  });
  const connect = page.provider.querySelector('o365-connect');
  const list = page.provider.querySelector('workspace-list');
  if (!connect || !list) throw new Error('not rendered');
  await shows(connect, text);
  return { connect, list, portal, page };
}

function shows(element: HTMLElement, text: string): Promise<void> {
  return until(() => textOf(element).includes(text), `shows "${text}"`);
}

function press(element: HTMLElement, name: string): void {
  control(element.shadowRoot as ShadowRoot, name).click();
}

describe('<o365-connect> in a portal with an API', () => {
  afterEach(() => document.body.replaceChildren());

  it('offers to connect the tenant, and works with it from then on', async () => {
    const { connect, list, portal } = await show('Connect contoso.com to this portal?');
    await expect(connect).shadowDom.to.be.accessible();
    expect(textOf(connect)).to.contain('Not connected');
    await shows(list, 'First, connect contoso.com to this portal.');
    expect(textOf(list), 'asked once').not.to.contain('Not now');
    press(list, 'Go to connection');
    expect(connect.shadowRoot?.activeElement?.textContent?.trim()).to.equal('Connect');
    expect(portal.asked, 'nothing of the store').to.deep.equal(['GET /connection']);
    press(connect, 'Connect');
    await shows(connect, 'Organization');
    await until(() => portal.asked.some((asked) => asked.endsWith('/workspaces')), 'workspaces are read');
    expect(textOf(list)).not.to.contain('Connect contoso.com');
  });

  it('asks wherever it stands; without it, the uppermost element does', async () => {
    const { store } = openPortal();
    const page = await renderInTenant(
      html`<workspace-list></workspace-list><activity-log></activity-log><o365-connect></o365-connect>`,
      { tenant: 'contoso', users: 20, store },
    );
    const [list, log, connect] = [...page.provider.children] as [HTMLElement, HTMLElement, HTMLElement];
    await shows(connect, 'Connect contoso.com to this portal?');
    await shows(list, 'First, connect contoso.com');
    await shows(log, 'First, connect contoso.com');
    connect.remove();
    await shows(list, 'Connect contoso.com to this portal?');
    expect(textOf(log)).to.contain('First, connect contoso.com');
  });

  it('leaves it at that for whoever says "Not now"', async () => {
    const { connect, list, portal } = await show('Connect contoso.com to this portal?');
    press(connect, 'Not now');
    await shows(connect, 'contoso.com isn’t connected to this portal');
    await shows(list, 'contoso.com isn’t connected to this portal');
    expect(textOf(list)).not.to.contain('Connect contoso.com');
    expect(portal.asked).to.deep.equal(['GET /connection']);
    press(connect, 'Connect contoso.com');
    await shows(connect, 'Organization');
  });

  it('says who can connect it to whoever cannot', async () => {
    const { connect } = await show('contoso.com isn’t connected', {
      roleIds: [roleTemplates['License Administrator']],
    });
    expect(textOf(connect)).to.contain('Global Administrator');
    expect(textOf(connect)).not.to.contain('Not now');
  });

  it('says what is missing in the registration where a token says no roles', async () => {
    const { connect } = await show('contoso.com isn’t connected', { roleIds: undefined });
    expect(textOf(connect)).to.contain('groupMembershipClaims');
  });

  it('reads nothing of a tenant that the portal is not connected to', async () => {
    const { connect, list, portal, page } = await show('; this portal is connected to fabrikam.com', {
      elsewhere: 'fabrikam.com',
    });
    await shows(list, 'contoso.com isn’t connected to this portal');
    expect(textOf(list), 'told in full once').not.to.contain('fabrikam.com');
    await expect(connect).shadowDom.to.be.accessible();
    expect(textOf(connect)).to.contain('You’re signed in to contoso.com');
    expect(page.emulator.state().requests).to.deep.equal({});
    expect(portal.asked).to.deep.equal(['GET /connection']);
    expect(page.provider.graph).to.equal(undefined);
  });

  it('lets whoever is in another tenant sign in with another account', async () => {
    const { connect, page } = await show('connected to fabrikam.com', { elsewhere: 'fabrikam.com' });
    let asked: unknown;
    page.auth.signIn = (options) => {
      asked = options;
      return Promise.resolve();
    };
    press(connect, 'Sign in with another account');
    await until(() => asked !== undefined, 'asks to sign in');
    expect(asked).to.deep.equal({ switchAccount: true });
  });

  it('disconnects after asking, and says what stays', async () => {
    const { connect, portal } = await show(
      'Organization',
      { connected: true },
      {
        prepare: async ({ store }) => {
          const workspace = createWorkspace('w1', 'Sales', { at, by: 'ada' });
          await store.workspaces.put({ ...workspace, groupId: 'g1' }, { etag: null });
        },
      },
    );
    expect(textOf(connect)).to.contain('Sign out');
    press(connect, 'Disconnect contoso.com…');
    expect(connect.shadowRoot?.querySelector('dialog')?.open).to.equal(true);
    await expect(connect).shadowDom.to.be.accessible();
    press(connect, 'Keep it connected');
    expect(portal.asked.filter((asked) => asked.startsWith('DELETE'))).to.deep.equal([]);
    press(connect, 'Disconnect contoso.com…');
    press(connect, 'Disconnect contoso.com');
    await shows(connect, 'contoso.com is disconnected from this portal');
    expect(textOf(connect)).to.contain('The group of the workspace “Sales”');
    press(connect, 'Done');
    await shows(connect, 'contoso.com isn’t connected to this portal');
  });

  it('offers that to nobody who may not do it', async () => {
    const { connect } = await show('Organization', {
      connected: true,
      roleIds: [roleTemplates['License Administrator']],
    });
    expect(textOf(connect)).to.contain('Sign out');
    expect(textOf(connect)).not.to.contain('Disconnect');
  });

  it('stays connected while workspaces assign something', async () => {
    const { connect } = await show(
      'Organization',
      { connected: true },
      {
        prepare: ({ store }) => appendFacts(store, 'p1', grantedFacts),
      },
    );
    press(connect, 'Disconnect contoso.com…');
    press(connect, 'Disconnect contoso.com');
    await until(
      () => connect.shadowRoot?.querySelector('dialog [role="alert"]') !== null,
      'says that something is still assigned',
    );
    expect(textOf(connect)).to.contain('still-granted');
    press(connect, 'Keep it connected');
    await until(() => !textOf(connect).includes('still-granted'), 'forgets it');
    expect(textOf(connect)).to.contain('Connected');
  });

  it('tries again where the portal could not say how it stands', async () => {
    let isGone = true;
    const { store } = openPortal({ connected: true });
    const { connect } = await show(
      'Try again',
      {},
      {
        store: (context) => {
          const opened = store(context);
          const { connection } = opened;
          if (!connection) throw new Error('No connection.');
          const read: typeof connection.read = (options) =>
            isGone ? Promise.reject(new Error('gone')) : connection.read(options);
          return { ...opened, connection: { ...connection, read } };
        },
      },
    );
    isGone = false;
    press(connect, 'Try again');
    await shows(connect, 'Organization');
  });
});
