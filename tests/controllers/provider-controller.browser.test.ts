import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { ProviderController } from '../../src/controllers/provider-controller.js';
import { DrawnHost, showInTenant } from '../support/drawn-host.js';
import { renderInTenant, setFaults, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';

const create = (host: DrawnHost): ProviderController => new ProviderController(host);

/** The account whose services the element has, if any. */
const accountOf = ({ session }: ProviderController): string | undefined => session?.account.username;

interface Shown {
  readonly host: DrawnHost;
  readonly shared: ProviderController;
}

/** An element that says where its provider stands. */
function make(): Shown {
  const host = new DrawnHost();
  const shared = create(host);
  host.draw = () => [shared.status, accountOf(shared)].filter(Boolean).join(' ');
  return { host, shared };
}

async function show(
  parameters: TenantParameters = {},
  status = 'signed-in',
): Promise<Shown & { readonly page: TenantPage }> {
  const shown = make();
  const page = await showInTenant(shown.host, parameters);
  await until(() => shown.host.text.startsWith(status), status);
  return { ...shown, page };
}

const usernameOf = ({ emulator }: TenantPage): string => emulator.tenant.administrator.userPrincipalName;

describe('ProviderController', () => {
  afterEach(() => document.body.replaceChildren());

  it('waits while there is no provider around the element', async () => {
    const { host, shared } = make();
    document.body.append(host);
    await host.updateComplete;
    expect(host.text).to.equal('waiting');
    expect([shared.wait, shared.signInError]).to.deep.equal([undefined, undefined]);
    expect([shared.can('publish'), shared.nameFormerPlan('E3')]).to.deep.equal([true, 'E3']);
  });

  it('shows who is signed in around it, and follows signing out and in', async () => {
    const { host, shared, page } = await show();
    expect(host.text).to.equal(`signed-in ${usernameOf(page)}`);
    await shared.signOut();
    await until(() => host.text === 'signed-out', 'signed out');
    await shared.signIn();
    await until(() => host.text === `signed-in ${usernameOf(page)}`, 'signed in');
  });

  it('has nothing of the account before once another one is signed in', async () => {
    const otherPerson = { name: 'Alex', username: 'alex@contoso.example' };
    const { host, shared, page } = await show({ otherPerson });
    const before = shared.session;
    await page.auth.signIn({ switchAccount: true });
    await until(() => host.text === 'signed-in alex@contoso.example', 'the other account');
    expect(shared.session?.graph.cache).not.to.equal(before?.graph.cache);
  });

  it('finds the provider that its attribute names, also one that comes later', async () => {
    const { host } = make();
    host.provider = 'main';
    document.body.append(host);
    await host.updateComplete;
    expect(host.text).to.equal('waiting');
    const page = await renderInTenant(html``, {
      prepare: ({ provider }) => void (provider.id = 'main'),
    });
    await until(() => host.text === `signed-in ${usernameOf(page)}`, 'the provider');
  });

  it('follows its attribute to another provider', async () => {
    const { host, page } = await show();
    const other = await renderInTenant(html``, {
      signedOut: true,
      prepare: ({ provider }) => void (provider.id = 'other'),
    });
    host.provider = 'other';
    await until(() => host.text === 'signed-out', 'the other provider');
    await page.auth.signOut();
    await page.auth.signIn();
    await host.updateComplete;
    expect(host.text).to.equal('signed-out');
    await other.auth.signIn();
    await until(() => host.text.startsWith('signed-in'), 'signed in there');
  });

  it('says what the portal lets the administrator do', async () => {
    const { shared } = await show({ can: (action, id) => action !== 'publish' || id === 'sales' });
    expect([
      shared.can('edit'),
      shared.can('publish', 'sales'),
      shared.can('publish', 'finance'),
    ]).to.deep.equal([true, true, false]);
  });

  it('says why signing in did not work, until it did', async () => {
    const { host, shared } = await show({ scopes: ['User.Read'], consenting: false });
    await shared.signIn({ scopes: ['User.Read.All'] });
    await host.updateComplete;
    expect(shared.signInError?.code).to.equal('consent-required');
    await shared.signIn();
    expect(shared.signInError).to.equal(undefined);
  });

  it('is drawn anew while Microsoft makes us wait', async () => {
    const { host, shared, page } = await show();
    const waits: unknown[] = [];
    host.draw = () => {
      if (shared.wait) waits.push(shared.wait);
      return shared.status;
    };
    await setFaults(page.emulator, [
      { kind: 'status', status: 429, path: '/organization', retryAfterSeconds: 1, count: 1 },
    ]);
    await shared.withSession(({ graph }) => graph.cache.ask(graph.tenant, new AbortController().signal));
    expect(waits).not.to.have.length(0);
    await until(() => shared.wait === undefined, 'no more waiting');
  });

  it('knows and hears nothing once it is off the page, and is connected again when it is back', async () => {
    const { host, shared, page } = await show();
    host.remove();
    expect([shared.status, shared.auth, accountOf(shared)]).to.deep.equal(['waiting', undefined, undefined]);
    await host.updateComplete;
    const { updates } = host;
    await page.auth.signOut();
    await page.auth.signIn();
    await host.updateComplete;
    expect(host.updates).to.equal(updates);
    page.provider.append(host);
    await until(() => host.text === `signed-in ${usernameOf(page)}`, 'signed in');
  });
});
