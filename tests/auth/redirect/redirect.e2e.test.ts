import { after, before, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { launchBrowser, pickPerson, Portal, press } from '../support/portal.js';
import { ada, lin, startSite, tenantId, type Site } from '../support/site.js';

describe('signing in by redirect', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    site = await startSite((portal) => ({
      redirect: { main: { kind: 'msal', options: portal() }, second: { kind: 'msal', options: portal() } },
    }));
    browser = await launchBrowser();
  });

  beforeEach(() => site.identity.forgetConsents());

  after(async () => {
    await browser.close();
    await site.close();
  });

  it('does not load MSAL on a page where nobody is signed in', async () => {
    const portal = await Portal.open(browser, site, 'redirect');
    expect((await portal.report()).status).to.equal('signed-out');
    const scripts = portal.requests.filter((url) => url.endsWith('.js'));
    expect(scripts).to.deep.equal([`${site.url}/page.js`]);
    await portal.close();
  });

  it('comes back to the deep link, signed in, for every provider on the page', async () => {
    const portal = await Portal.open(browser, site, 'redirect?tab=2#/users/deep?x=1');
    await portal.leave('signIn');
    await pickPerson(portal.page, ada.displayName);
    await press(portal.page, 'Accept');
    const report = await portal.status('signed-in');
    expect(report).to.deep.include({ username: ada.userPrincipalName, tenantId, roleIds: ada.roleIds });
    expect(report.grantedScopes).to.deep.equal(['User.Read']);
    expect((await portal.status('signed-in', 'second')).username).to.equal(ada.userPrincipalName);
    expect(portal.page.url()).to.equal(`${site.url}/redirect?tab=2#/users/deep?x=1`);
    await portal.close();
  });

  it('stays signed in over a reload, signs out, and signs in as somebody else', async () => {
    const portal = await Portal.open(browser, site, 'redirect#/here');
    await portal.leave('signIn');
    await pickPerson(portal.page, ada.displayName);
    await press(portal.page, 'Accept');
    await portal.status('signed-in');
    await portal.reload();
    await portal.status('signed-in');
    await portal.leave('signOut');
    await portal.page.waitForNavigation();
    await portal.status('signed-out');
    expect(portal.page.url()).to.equal(`${site.url}/redirect#/here`);
    await portal.leave('signIn');
    await pickPerson(portal.page, lin.displayName);
    await press(portal.page, 'Accept');
    expect((await portal.status('signed-in')).username).to.equal(lin.userPrincipalName);
    await portal.close();
  });

  it('does not wait for a sign-in from which the person went back', async () => {
    const portal = await Portal.open(browser, site, 'redirect');
    await portal.leave('signIn');
    await portal.page.waitForSelector('::-p-xpath(//h1[.="Pick an account"])');
    await portal.page.goBack();
    await portal.status('signed-out');
    await portal.leave('signIn');
    await pickPerson(portal.page, ada.displayName);
    await press(portal.page, 'Accept');
    await portal.status('signed-in');
    await portal.close();
  });

  it('writes nothing about the person anywhere but in the cache of MSAL', async () => {
    const portal = await Portal.open(browser, site, 'redirect');
    await portal.leave('signIn', { scopes: ['LicenseAssignment.Read.All'] });
    await pickPerson(portal.page, ada.displayName);
    await press(portal.page, 'Accept');
    await portal.status('signed-in');
    const stored = await portal.page.evaluate(() => ({
      session: Object.keys(sessionStorage).filter((key) => !key.startsWith('msal.')),
      local: Object.entries(localStorage).map(([key, value]) => `${key}=${String(value)}`),
      cookies: document.cookie,
    }));
    expect(stored.session).to.deep.equal([]);
    expect(stored.local.join(), 'local storage').not.to.match(/ada@|eyJ/);
    expect(stored.cookies).to.equal('');
    await portal.close();
  });
});
