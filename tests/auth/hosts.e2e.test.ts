import { after, before, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { launchBrowser, pickPerson, Portal, press } from './support/portal.js';
import { ada, lin, otherClient, startSite, type Site } from './support/site.js';

describe('several providers, and instances of the host', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    site = await startSite((portal, url) => ({
      two: {
        main: { kind: 'msal', options: portal({ interaction: 'popup' }) },
        other: { kind: 'msal', options: portal({ interaction: 'popup', clientId: otherClient }) },
      },
      host: {
        main: {
          kind: 'host',
          options: portal(),
          host: { interaction: 'popup', redirectUri: `${url}/redirect-bridge.html` },
        },
      },
      'host-redirect': { main: { kind: 'host', options: portal(), host: {} } },
      'host-own-redirect': {
        main: { kind: 'host', options: portal(), host: { hostHandlesRedirects: true } },
      },
      // The page is its own redirect URI, without a bridge.
      redirect: { main: { kind: 'msal', options: portal({ redirectUri: `${url}/redirect` }) } },
    }));
    browser = await launchBrowser();
  });

  beforeEach(() => site.identity.forgetConsents());

  after(async () => {
    await browser.close();
    await site.close();
  });

  it('keeps the accounts of two client ids apart', async () => {
    const portal = await Portal.open(browser, site, 'two');
    await portal.signIn(ada.displayName);
    expect((await portal.report('other')).status).to.equal('signed-out');

    await portal.signIn(lin.displayName, { switchAccount: true }, 'other');
    await portal.reload();
    expect((await portal.status('signed-in', 'main')).username).to.equal(ada.userPrincipalName);
    expect((await portal.status('signed-in', 'other')).username).to.equal(lin.userPrincipalName);

    const out = await portal.popup('signOut', [], 'other');
    expect(await out.settled).to.include({ ok: true });
    expect((await portal.report('other')).status).to.equal('signed-out');
    expect((await portal.report('main')).username).to.equal(ada.userPrincipalName);
    await portal.close();
  });

  it('signs in through an instance that the host brought', async () => {
    const portal = await Portal.open(browser, site, 'host');
    await portal.status('signed-out');
    await portal.signIn(ada.displayName);
    expect((await portal.report()).username).to.equal(ada.userPrincipalName);
    expect(await portal.page.evaluate(() => window.page.hostAccounts())).to.deep.equal([
      ada.userPrincipalName,
    ]);
    expect(await portal.attempt('getToken', ['User.Read'])).to.include({ ok: true });
    await portal.close();
  });

  for (const page of ['host-redirect', 'host-own-redirect']) {
    it(`handles a redirect of the host's instance (${page})`, async () => {
      const portal = await Portal.open(browser, site, `${page}#/deep`);
      await portal.leave('signIn');
      await pickPerson(portal.page, ada.displayName);
      await press(portal.page, 'Accept');
      expect((await portal.status('signed-in')).username).to.equal(ada.userPrincipalName);
      expect(portal.page.url()).to.equal(`${site.url}/${page}#/deep`);
      await portal.close();
    });
  }

  it('works without a bridge page, and leaves no trace in the URL', async () => {
    const portal = await Portal.open(browser, site, 'redirect?x=1#/deep');
    await portal.leave('signIn');
    await pickPerson(portal.page, ada.displayName);
    await press(portal.page, 'Accept');
    await portal.status('signed-in');
    expect(portal.page.url()).to.equal(`${site.url}/redirect?x=1#/deep`);
    await portal.leave('signOut');
    await portal.page.waitForNavigation();
    await portal.status('signed-out');
    expect(portal.page.url()).to.equal(`${site.url}/redirect`);
    await portal.close();
  });
});
