import { after, before, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import type { Browser } from 'puppeteer-core';
import { entraAuthorize } from '../../src/portal-api/authorize/entra-authorize.js';
import type { Attempt } from './support/page.js';
import { launchBrowser, pickPerson, Portal, press } from './support/portal.js';
import { ada, portalClient, startSite, tenantId, type Site } from './support/site.js';

const revoked = JSON.stringify({ access_token: { nbf: { essential: true, value: '1604106651' } } });
const stepUp = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });

const apiId = '2f8b7e3c-4d5f-4b82-8c93-9e4f5a6b7c83';
const apiScope = `api://${apiId}/access_as_user`;

describe('tokens', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    // So short that MSAL renews at every use: it counts five minutes before the end as over.
    site = await startSite(
      (portal) => ({
        popup: { main: { kind: 'msal', options: portal({ interaction: 'popup' }) } },
        silent: { main: { kind: 'msal', options: portal({ interaction: 'popup', silentSignIn: true }) } },
      }),
      { accessTokenSeconds: 240, apis: [{ clientId: apiId, scopes: ['access_as_user'] }] },
    );
    browser = await launchBrowser();
  });

  beforeEach(() => site.identity.forgetConsents());

  after(async () => {
    await browser.close();
    await site.close();
  });

  async function openSignedIn(): Promise<Portal> {
    const portal = await Portal.open(browser, site, 'popup');
    await portal.signIn(ada.displayName);
    return portal;
  }

  async function verify(attempt: Attempt): Promise<JWTPayload> {
    if (!attempt.ok) throw new Error(`${attempt.code}: ${attempt.message}`);
    const { token } = attempt.value as { token: string };
    const { endpoints, issuer } = site.identity;
    const keys = createRemoteJWKSet(new URL(endpoints.jwksUri));
    const { payload } = await jwtVerify(token, keys, { issuer, audience: 'https://graph.microsoft.com' });
    return payload;
  }

  it('carry who, where, what for and which roles', async () => {
    const portal = await openSignedIn();
    const payload = await verify(await portal.attempt('getToken', ['User.Read']));
    expect(payload).to.deep.include({
      tid: tenantId,
      oid: ada.id,
      upn: ada.userPrincipalName,
      wids: ada.roleIds,
      scp: 'User.Read',
      appid: portalClient,
    });
    expect(payload.exp! - payload.iat!).to.equal(240);
    await portal.close();
  });

  it("are for the portal's own API where its permission is asked for, and say nothing of Graph's", async () => {
    const portal = await openSignedIn();
    const attempt = await portal.attempt('getToken', [apiScope]);
    if (!attempt.ok) throw new Error(attempt.message);
    const { token, scopes } = attempt.value as { token: string; scopes: string[] };
    expect(scopes).to.deep.equal(['access_as_user']);
    const { issuer, endpoints } = site.identity;
    const authorize = entraAuthorize({
      audience: apiId,
      issuer: issuer.replace(tenantId, '{tenantId}'),
      jwksUri: endpoints.jwksUri,
    });
    const headers = { Authorization: `Bearer ${token}` };
    expect(await authorize({ request: new Request('http://localhost/', { headers }) })).to.deep.include({
      subject: ada.id,
      directory: { tenantId, roleIds: ada.roleIds },
    });
    expect((await portal.report()).grantedScopes).to.deep.equal(['User.Read']);
    expect((await verify(await portal.attempt('getToken', ['User.Read'])))['scp']).to.equal('User.Read');
    await portal.close();
  });

  it('are for one API each, however many are asked for together', async () => {
    const portal = await openSignedIn();
    const scopes = ['User.Read.All', apiScope];
    const { popup, settled } = await portal.popup('signIn', [{ scopes }]);
    await press(popup, 'Accept');
    expect(await settled).to.deep.equal({ ok: true, value: null });
    expect(await portal.attempt('getToken', scopes)).to.include({ ok: false, code: 'setting-wrong' });
    expect((await verify(await portal.attempt('getToken', ['User.Read.All'])))['scp']).to.equal(
      'User.Read User.Read.All',
    );
    expect(await portal.attempt('getToken', [apiScope])).to.include({ ok: true });
    await portal.close();
  });

  it('are renewed silently when they end', async () => {
    const portal = await openSignedIn();
    const first = await portal.attempt('getToken', ['User.Read']);
    const second = await portal.attempt('getToken', ['User.Read']);
    expect((await verify(first)).jti).not.to.equal((await verify(second)).jti);
    await portal.close();
  });

  it('answer a claims challenge silently', async () => {
    const portal = await openSignedIn();
    const before = portal.requests.length;
    const answer = await portal.attempt('getToken', ['User.Read'], { claims: revoked });
    expect((await verify(answer)).oid).to.equal(ada.id);
    expect(portal.requests.slice(before).filter((url) => url.includes('/token'))).to.have.length(1);
    await portal.close();
  });

  it('ask for a click when a challenge needs the person, and keep the claims for it', async () => {
    const portal = await openSignedIn();
    const refused = await portal.attempt('getToken', ['User.Read'], { claims: stepUp });
    expect(refused).to.include({ ok: false, code: 'sign-in-again', claims: stepUp });

    const { popup, settled } = await portal.popup('signIn', [{ claims: stepUp }]);
    await pickPerson(popup, ada.displayName);
    expect(await settled).to.include({ ok: true });
    expect(await verify(await portal.attempt('getToken', ['User.Read']))).to.deep.include({ acrs: ['c1'] });
    await portal.close();
  });

  it('end with the sign-in: the person is asked to sign in again, and goes on', async () => {
    const portal = await openSignedIn();
    await site.identity.revokeSignIns(ada.id);
    expect(await portal.attempt('getToken', ['User.Read'])).to.include({ ok: false, code: 'sign-in-again' });
    expect(await portal.report()).to.include({ status: 'signed-in', errorCode: 'sign-in-again' });
    const { popup, settled } = await portal.popup('signIn');
    await pickPerson(popup, ada.displayName);
    expect(await settled).to.include({ ok: true });
    expect(await portal.report()).not.to.have.property('errorCode');
    expect(await portal.attempt('getToken', ['User.Read'])).to.include({ ok: true });
    await portal.close();
  });

  it('are not asked for when nobody is signed in', async () => {
    const portal = await Portal.open(browser, site, 'popup');
    expect(await portal.attempt('getToken', ['User.Read'])).to.include({ ok: false, code: 'not-signed-in' });
    expect(portal.requests.filter((url) => url.endsWith('.js'))).to.have.length(1);
    await portal.close();
  });

  it('say so when the sign-in service cannot be reached', async () => {
    const portal = await openSignedIn();
    await portal.page.setOfflineMode(true);
    expect(await portal.attempt('getToken', ['User.Read'])).to.include({ ok: false, code: 'offline' });
    await portal.close();
  });

  it('come without any click where the person is signed in at Microsoft already', async () => {
    const portal = await Portal.open(browser, site, 'silent');
    await portal.status('signed-out');
    expect(await portal.report()).not.to.have.property('errorCode');

    await portal.signIn(ada.displayName);
    const tab = await portal.context.newPage();
    await tab.goto(`${site.url}/silent`);
    await portal.ready(tab);
    await tab.waitForFunction(() => window.page.report('main').status === 'signed-in');
    expect((await portal.report('main', tab)).username).to.equal(ada.userPrincipalName);
    await portal.close();
  });
});
