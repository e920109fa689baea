import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { startPortal, type Portal } from '../../demo/server/start-portal.js';
import { placeFromText, type Place } from '../../src/model/address/place.js';
import { Admin } from './admin.js';

const section = 'provisioning-console';

/** The sample portal in one element, with a router of its own, and what a browser does with addresses. */
describe('addresses of the console', () => {
  let portal: Portal;
  let admin: Admin;

  const placeOf = (page: Page): Place | undefined =>
    placeFromText(new URL(page.url()).searchParams.get('place'));

  const seesPlace = async (text: RegExp): Promise<Place | undefined> => {
    await admin.page.waitForFunction((pattern) => new RegExp(pattern).test(location.search), {}, text.source);
    return placeOf(admin.page);
  };

  /** Opens another browser tab as a person does; gives where that is, and the tab of the console that it shows. */
  async function openElsewhere(open: () => Promise<unknown>): Promise<readonly [Place | undefined, string]> {
    const browser = admin.page.browser();
    const before = new Set(browser.targets());
    await open();
    const target = await browser.waitForTarget((each) => !before.has(each));
    const page = await target.page();
    if (!page) throw new Error('No page in the new tab.');
    const tab = await page.waitForSelector(`${section} >>> [role="tab"][aria-selected="true"]`);
    const name = await tab?.evaluate((element) => element.textContent?.trim());
    const place = placeOf(page);
    await page.close();
    return [place, name ?? ''];
  }

  before(async () => {
    portal = await startPortal({ tenant: 'contoso', users: 60 });
    admin = await Admin.open(`${portal.url}/console.html?place=workspaces`);
  });

  after(async () => {
    await admin?.close();
    await portal?.stop();
  });

  it('is the same after signing in at Microsoft', async () => {
    await admin.press('button', 'Sign in with Microsoft', section);
    await admin.pressText(portal.people[0] ?? '');
    await admin.press('button', 'Accept');
    await admin.sees(section, /No workspaces yet/);
    expect(placeOf(admin.page)).to.deep.equal({ tab: 'workspaces' });
  });

  it('names the workspace that is made, and opens it again after a reload', async () => {
    await admin.press('button', 'Create a workspace', section);
    const place = await seesPlace(/place=workspaces\/workspace\//);
    await admin.press('button', 'Request permission', section);
    await admin.press('button', 'Accept');
    await admin.fill('textbox', 'Name', 'Sales desk', section);
    await admin.page.keyboard.press('Tab');
    await admin.sees(section, /Draft saved/);
    await admin.page.reload();
    await admin.find('textbox', 'Name', section);
    expect(await admin.reads(section)).to.contain('Sales desk');
    expect(placeOf(admin.page)).to.deep.equal(place);
  });

  it('names whose details are open, and goes back and forward', async () => {
    await admin.press('tab', 'User list', section);
    await admin.press('button', 'Request permission', section);
    await admin.press('button', 'Accept');
    await admin.sees(section, /of 60 people/);
    const row = await admin.page.waitForSelector(`${section} >>> [data-row] .name a`);
    const name = (await row?.evaluate((element) => element.textContent?.trim())) ?? '';
    await row?.click();
    const place = await seesPlace(/place=users\/user\//);
    await admin.find('region', `Details of ${name}`, section);
    await admin.page.reload();
    await admin.find('region', `Details of ${name}`, section);
    await admin.page.goBack();
    await seesPlace(/place=users$/);
    await admin.page.waitForFunction(
      () =>
        !document
          .querySelector('provisioning-console')
          ?.shadowRoot?.querySelector('user-list[user-id]:not([user-id=""])'),
    );
    await admin.page.goForward();
    await admin.find('region', `Details of ${name}`, section);
    expect(placeOf(admin.page)).to.deep.equal(place);
    await admin.page.keyboard.press('Escape');
  });

  it('opens tabs, workspaces and users in another browser tab: with Ctrl, the middle button, the keyboard', async () => {
    const { page } = admin;
    const here = page.url();
    const tab = await admin.find('tab', 'License usage', section);
    expect(await openElsewhere(() => tab.click({ button: 'middle' }))).to.deep.equal([
      { tab: 'usage' },
      'License usage',
    ]);
    const withControl = async (press: () => Promise<unknown>): Promise<void> => {
      await page.keyboard.down('Control');
      await press();
      await page.keyboard.up('Control');
    };
    const user = await page.waitForSelector(`${section} >>> [data-row] .name a`);
    const userId = await user?.evaluate((element) => element.closest('[data-row]')?.getAttribute('data-row'));
    expect(await openElsewhere(() => withControl(async () => user?.click()))).to.deep.equal([
      { tab: 'users', userId },
      'User list',
    ]);
    await user?.focus();
    expect(await openElsewhere(() => withControl(() => page.keyboard.press('Enter')))).to.deep.equal([
      { tab: 'users', userId },
      'User list',
    ]);
    expect(page.url()).to.equal(here);
    await admin.press('tab', 'Workspaces', section);
    const workspace = await admin.find('link', 'Sales desk', section);
    const opened = await openElsewhere(() => workspace.click({ button: 'middle' }));
    expect(opened).to.deep.equal([placeOf(page), 'Workspaces']);
    expect(opened[0]?.workspaceId).to.be.a('string');
  });

  it('says that what an address names is gone, and leads back', async () => {
    await admin.page.goto(`${portal.url}/console.html?place=users/user/nobody`);
    await admin.sees(section, /This person isn’t in the directory/);
    await admin.press('button', 'Back to user list', section);
    await seesPlace(/place=users$/);
    await admin.page.goto(`${portal.url}/console.html?place=no/place`);
    await admin.sees(section, /Connect the directory/);
  });

  it('had no error in the page', () => {
    expect(admin.errors).to.deep.equal([]);
  });
});
