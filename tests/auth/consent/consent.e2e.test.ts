import { after, before, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { launchBrowser, pickPerson, Portal, press } from '../support/portal.js';
import { ada, lin, portalClient, startSite, tenantId, type Site } from '../support/site.js';

describe('consent', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    site = await startSite((portal) => ({
      popup: { main: { kind: 'msal', options: portal({ interaction: 'popup' }) } },
      redirect: { main: { kind: 'msal', options: portal() } },
    }));
    browser = await launchBrowser();
  });

  beforeEach(() => site.identity.forgetConsents());

  after(async () => {
    await browser.close();
    await site.close();
  });

  async function openSignedIn(person: typeof ada): Promise<Portal> {
    const portal = await Portal.open(browser, site, 'popup');
    await portal.signIn(person.displayName);
    return portal;
  }

  it('asks for a permission when it is first needed, from a click', async () => {
    const portal = await openSignedIn(ada);
    const scopes = ['User.Read.All'];
    expect(await portal.attempt('getToken', scopes)).to.deep.include({
      ok: false,
      code: 'consent-required',
      scopes,
    });

    const { popup, settled } = await portal.popup('signIn', [{ scopes }]);
    await press(popup, 'Accept');
    expect(await settled).to.include({ ok: true });
    expect((await portal.report()).grantedScopes).to.deep.equal(['User.Read', 'User.Read.All']);
    expect(await portal.attempt('getToken', scopes)).to.include({ ok: true });
    await portal.close();
  });

  it('names what was refused and stays signed in', async () => {
    const portal = await openSignedIn(ada);
    const scopes = ['LicenseAssignment.Read.All'];
    const { popup, settled } = await portal.popup('signIn', [{ scopes }]);
    await press(popup, 'Cancel');
    expect(await settled).to.deep.include({ ok: false, code: 'consent-required', scopes });
    expect(await portal.report()).to.deep.include({
      status: 'signed-in',
      errorCode: 'consent-required',
      errorScopes: scopes,
    });
    await portal.close();
  });

  it('tells after a redirect what was refused', async () => {
    const portal = await Portal.open(browser, site, 'redirect#/users');
    await portal.leave('signIn');
    await pickPerson(portal.page, lin.displayName);
    await press(portal.page, 'Accept');
    await portal.status('signed-in');

    const scopes = ['User.Read.All'];
    await portal.leave('signIn', { scopes });
    await press(portal.page, 'Return to the application without granting consent');
    expect(await portal.status('signed-in')).to.deep.include({
      errorCode: 'consent-required',
      errorScopes: scopes,
      username: lin.userPrincipalName,
    });
    expect(portal.page.url()).to.equal(`${site.url}/redirect#/users`);
    await portal.close();
  });

  it('keeps an administrator-only permission from somebody who is none, and offers the link', async () => {
    const portal = await openSignedIn(lin);
    const scopes = ['User.Read.All'];
    const { popup, settled } = await portal.popup('signIn', [{ scopes }]);
    await press(popup, 'Return to the application without granting consent');
    expect(await settled).to.deep.include({ ok: false, code: 'consent-required', scopes });

    const link = new URL(
      (await portal.page.evaluate(() => window.page.adminConsentUrl('main', ['User.Read.All'])))!,
    );
    expect(link.origin + link.pathname).to.equal(`${site.identity.url}/${tenantId}/v2.0/adminconsent`);
    expect(link.searchParams.get('client_id')).to.equal(portalClient);
    expect(link.searchParams.get('scope')).to.equal('https://graph.microsoft.com/User.Read.All');
    expect(link.searchParams.get('state')).to.have.length.above(30);

    // The administrator follows the link in another tab of this browser.
    const tab = await portal.context.newPage();
    await tab.goto(link.href);
    await press(tab, `Accept as ${ada.displayName}`);
    await portal.page.bringToFront();
    await portal.page.waitForFunction(() =>
      window.page.report('main').grantedScopes.includes('User.Read.All'),
    );
    expect(await portal.attempt('getToken', scopes)).to.include({ ok: true });
    expect(await portal.report()).not.to.have.property('errorCode');
    await portal.close();
  });

  it('takes the administrator back to where the link was followed', async () => {
    const portal = await openSignedIn(ada);
    await portal.visit('popup?tab=3#/licenses');
    const link = await portal.page.evaluate(() => window.page.adminConsentUrl('main', ['Domain.Read.All']));
    await portal.page.goto(link!);
    await press(portal.page, `Accept as ${ada.displayName}`);
    await portal.status('signed-in');
    expect(portal.page.url()).to.equal(`${site.url}/popup?tab=3#/licenses`);
    await portal.page.bringToFront();
    await portal.page.waitForFunction(() =>
      window.page.report('main').grantedScopes.includes('Domain.Read.All'),
    );
    await portal.close();
  });

  it('does not take an answer it did not ask for', async () => {
    const portal = await openSignedIn(ada);
    await portal.page.evaluate(() => window.page.adminConsentUrl('main', ['Domain.Read.All']));
    const tab = await portal.context.newPage();
    await tab.goto(
      `${site.url}/redirect-bridge.html?error=consent_required&error_description=no&state=o365-consent.${portalClient}.forged`,
    );
    await tab.waitForFunction(() => document.body.textContent?.includes('close this page'));
    expect(await portal.report()).not.to.have.property('errorCode');
    await portal.close();
  });
});
