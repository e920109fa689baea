import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { launchBrowser, pickPerson, Portal, press } from './support/portal.js';
import { ada, startSite, type Site } from './support/site.js';

describe('a page with a strict policy', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    site = await startSite((portal) => ({
      popup: { main: { kind: 'msal', options: portal({ interaction: 'popup', silentSignIn: true }) } },
    }));
    site.contentSecurityPolicy = [
      "default-src 'none'",
      "script-src 'self' 'nonce-settings'",
      `connect-src ${site.identity.url}`,
      `frame-src 'self' ${site.identity.url}`,
      "frame-ancestors 'self'",
      'img-src data:',
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');
    browser = await launchBrowser();
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  it('signs in by popup and in a hidden frame without a violation', async () => {
    const portal = await Portal.open(browser, site, 'popup');
    const violations: string[] = [];
    portal.page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text());
    });
    await portal.status('signed-out');
    const { popup, settled } = await portal.popup('signIn');
    await pickPerson(popup, ada.displayName);
    await press(popup, 'Accept');
    expect(await settled).to.include({ ok: true });
    await portal.page.evaluate(() => sessionStorage.clear());
    await portal.reload();
    expect((await portal.status('signed-in')).username).to.equal(ada.userPrincipalName);
    expect(violations).to.deep.equal([]);
    await portal.close();
  });
});
