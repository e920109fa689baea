import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { startPortal, type Portal } from '../../demo/server/start-portal.js';
import type { EmulatorState } from '../../src/emulator/index.js';
import { Admin } from './admin.js';

const officeE3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';

/** The six steps of the main job, as an administrator does them, each building on the one before. */
describe('the sample portal', () => {
  let portal: Portal;
  let admin: Admin;
  let before3: EmulatorState;

  before(async () => {
    portal = await startPortal({
      tenant: 'contoso',
      users: 1000,
      ...(process.env['RECORD_DIR'] ? { record: `${process.env['RECORD_DIR']}/portal.jsonl` } : {}),
    });
    before3 = portal.tenant.emulator.state();
    admin = await Admin.open(portal.url);
  });

  after(async () => {
    await admin?.close();
    await portal?.stop();
  });

  it('connects: signs in at the identity provider and shows tenant, domain and account', async () => {
    await admin.press('button', 'Sign in at Microsoft', '#connect');
    await admin.pressText(portal.people[0] ?? '');
    await admin.press('button', 'Accept');
    const text = await admin.sees('#connect', /Signed in as/);
    const { displayName, defaultDomain } = portal.tenant.emulator.tenant;
    expect(text).to.contain(displayName);
    expect(text).to.contain(defaultDomain);
    expect(text).to.contain(portal.people[0]);
  });

  it('keeps tokens nowhere but in the cache of MSAL', async () => {
    const kept = await admin.page.evaluate(() => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      cookies: document.cookie,
    }));
    expect(kept.local).to.deep.equal([]);
    expect(kept.cookies).to.equal('');
    for (const key of kept.session) expect(key).to.match(/msal|o365/);
  });

  it('asks for more permissions when they are needed', async () => {
    await admin.press('button', 'Ask for all of them now', '#connect');
    await admin.press('button', 'Accept');
    await admin.sees('#connect', /Assign licenses.*Granted/);
  });

  it('shows the directory: age, domains and a resource location with two connectors', async () => {
    const text = await admin.sees('#directory', /Active Directory was synchronized .* ago/);
    expect(text).to.match(/Managed/);
    expect(text).to.match(/Federated/);
    await admin.press('button', 'Ask for permission', '#directory');
    await admin.press('button', 'Accept');
    await admin.sees('#directory', /2 of 2 active/);
  });

  it('creates a workspace that survives a reload', async () => {
    await admin.press('button', 'Create a workspace', '#workspaces');
    await admin.fill('textbox', 'Name', 'Sales desk', '#workspaces');
    await admin.page.keyboard.press('Tab');
    await admin.press('checkbox', 'Office 365 E3', '#workspaces');
    await admin.sees('#workspaces', /Draft kept/);
    await admin.page.reload();
    await admin.sees('#workspaces', /Sales desk/);
    await admin.sees('#workspaces', /Office 365 E3/);
  });
});

void officeE3;
