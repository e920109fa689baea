import { after, before, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { launchBrowser, pickPerson, Portal, press } from '../support/portal.js';
import { ada, lin, startSite, type Site } from '../support/site.js';

describe('signing in by popup', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    site = await startSite((portal) => ({
      popup: { main: { kind: 'msal', options: portal({ interaction: 'popup' }) } },
      twice: {
        main: { kind: 'msal', options: portal({ interaction: 'popup' }) },
        second: { kind: 'msal', options: portal({ interaction: 'popup' }) },
      },
      memory: { main: { kind: 'msal', options: portal({ interaction: 'popup', cache: 'memory' }) } },
    }));
    browser = await launchBrowser();
  });

  beforeEach(() => site.identity.forgetConsents());

  after(async () => {
    await browser.close();
    await site.close();
  });

  it('signs in, out and in again on one page', async () => {
    const portal = await Portal.open(browser, site, 'popup#/here');
    await portal.signIn(ada.displayName);
    expect(await portal.report()).to.include({ status: 'signed-in', username: ada.userPrincipalName });

    const { settled } = await portal.popup('signOut');
    expect(await settled).to.deep.equal({ ok: true, value: null });
    expect((await portal.report()).status).to.equal('signed-out');

    await portal.signIn(lin.displayName);
    expect(await portal.report()).to.include({ status: 'signed-in', username: lin.userPrincipalName });
    expect(portal.page.url()).to.equal(`${site.url}/popup#/here`);
    await portal.close();
  });

  it('ends waiting when the popup is closed, and the next attempt works', async () => {
    const portal = await Portal.open(browser, site, 'popup');
    const { popup, settled } = await portal.popup('signIn');
    await portal.status('signing-in');
    await popup.close();
    const attempt = await settled;
    expect(attempt).to.include({ ok: false, code: 'sign-in-cancelled' });
    expect(await portal.report()).to.include({ status: 'signed-out', errorCode: 'sign-in-cancelled' });

    await portal.signIn(ada.displayName);
    expect((await portal.report()).status).to.equal('signed-in');
    await portal.close();
  });

  it('tells a cancelled sign-in from a failed one', async () => {
    const portal = await Portal.open(browser, site, 'popup');
    const { popup, settled } = await portal.popup('signIn');
    await press(popup, 'Cancel');
    expect(await settled).to.include({ ok: false, code: 'sign-in-cancelled' });
    await portal.close();
  });

  it('lets the person pick another account and keeps the first one usable', async () => {
    const portal = await Portal.open(browser, site, 'popup');
    await portal.signIn(ada.displayName);
    await portal.signIn(lin.displayName, { switchAccount: true });
    expect((await portal.report()).username).to.equal(lin.userPrincipalName);
    expect(await portal.attempt('getToken', ['User.Read'])).to.include({ ok: true });

    const { popup, settled } = await portal.popup('signIn', [{ switchAccount: true }]);
    await pickPerson(popup, ada.displayName);
    expect(await settled).to.include({ ok: true });
    expect((await portal.report()).username).to.equal(ada.userPrincipalName);
    await portal.close();
  });

  it('runs a second request after the first, and does not ask again for what the first brought', async () => {
    const portal = await Portal.open(browser, site, 'popup');
    const scopes = ['LicenseAssignment.Read.All'];
    const { popup, settled } = await portal.popup('signIn', [{ scopes }]);
    const second = portal.attempt('signIn', { scopes });
    await pickPerson(popup, ada.displayName);
    await press(popup, 'Accept');
    expect(await settled).to.include({ ok: true });
    expect(await second).to.include({ ok: true });
    expect((await portal.report()).grantedScopes).to.deep.equal(['LicenseAssignment.Read.All', 'User.Read']);
    await portal.close();
  });

  it('signs every provider of the same client id in and out', async () => {
    const portal = await Portal.open(browser, site, 'twice');
    await portal.signIn(ada.displayName);
    expect((await portal.status('signed-in', 'second')).username).to.equal(ada.userPrincipalName);
    const { settled } = await portal.popup('signOut', [], 'second');
    await settled;
    await portal.status('signed-out', 'main');
    await portal.close();
  });

  for (const path of ['popup', 'memory']) {
    it(`signs out after a popup for more permissions was closed (${path})`, async () => {
      const portal = await Portal.open(browser, site, path);
      await portal.signIn(ada.displayName);
      const more = await portal.popup('signIn', [{ scopes: ['User.Read.All'] }]);
      expect((await portal.report()).status).to.equal('signed-in');
      await more.popup.close();
      expect(await more.settled).to.include({ ok: false, code: 'sign-in-cancelled' });
      expect(await portal.attempt('signOut')).to.include({ ok: true });
      expect((await portal.report()).status).to.equal('signed-out');
      await portal.close();
    });
  }

  it('keeps tokens in memory only, when told so', async () => {
    const portal = await Portal.open(browser, site, 'memory');
    await portal.signIn(ada.displayName);
    expect(await portal.attempt('getToken', ['User.Read'])).to.include({ ok: true });
    const stored = await portal.page.evaluate(() =>
      JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
    );
    expect(stored).not.to.include(ada.userPrincipalName).and.not.to.match(/eyJ/);
    await portal.reload();
    expect((await portal.report()).status).to.equal('signed-out');
    await portal.close();
  });
});
