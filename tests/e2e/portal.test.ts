import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { startPortal, type Portal } from '../../demo/server/start-portal.js';
import type { EmulatorState } from '../../src/emulator/index.js';
import { Admin } from './admin.js';
import { choosePeople, type Candidate } from './choose-people.js';

const officeE3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';

let failed = false;

/** A step that builds on the ones before: when one fails, the rest fails at once and says why. */
function step(name: string, run: () => Promise<void> | void): void {
  it(name, async () => {
    if (failed) throw new Error('A step before this one failed.');
    failed = true;
    await run();
    failed = false;
  });
}

/** The six steps of the main job, as an administrator does them, each building on the one before. */
describe('the sample portal', () => {
  let portal: Portal;
  let admin: Admin;
  let stateBefore: EmulatorState;
  /** 24 people without any obstacle and, last, one without a usage location. */
  let people: readonly Candidate[];

  before(async () => {
    portal = await startPortal({
      tenant: 'contoso',
      users: 1000,
      ...(process.env['RECORD_DIR'] ? { record: `${process.env['RECORD_DIR']}/portal.jsonl` } : {}),
    });
    stateBefore = portal.tenant.emulator.state();
    people = await choosePeople(portal.tenant.emulator);
    admin = await Admin.open(portal.url);
  });

  after(async () => {
    await admin?.close();
    await portal?.stop();
  });

  step('connects: signs in at the identity provider and shows tenant, domain and account', async () => {
    await admin.press('button', 'Sign in with Microsoft', '#connect');
    await admin.pressText(portal.people[0] ?? '');
    await admin.press('button', 'Accept');
    const text = await admin.sees('#connect', /Signed in as/);
    const { displayName, defaultDomain } = portal.tenant.emulator.tenant;
    expect(text).to.contain(displayName);
    expect(text).to.contain(defaultDomain);
    expect(text).to.contain(portal.people[0]);
  });

  step('keeps tokens nowhere but in the cache of MSAL', async () => {
    const kept = await admin.page.evaluate(() => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      cookies: document.cookie,
    }));
    expect(kept.local).to.deep.equal([]);
    expect(kept.cookies).to.equal('');
    for (const key of kept.session) expect(key).to.match(/msal|o365/);
  });

  step('asks for more permissions when they are needed', async () => {
    await admin.press('button', 'Request all permissions now', '#connect');
    await admin.press('button', 'Accept');
    await admin.sees('#connect', /Assign licenses.*Granted/);
  });

  step('shows the directory: age, domains and a resource location with two connectors', async () => {
    const text = await admin.sees('#directory', /Active Directory was synchronized .* ago/);
    expect(text).to.match(/Managed/);
    expect(text).to.match(/Federated/);
    await admin.press('button', 'Request permission', '#directory');
    await admin.press('button', 'Accept');
    await admin.sees('#directory', /2 of 2 active/);
  });

  step(
    'creates a workspace with a plan, one app off, an enterprise application and a desktop of the portal; it survives a reload',
    async () => {
      await admin.press('button', 'Create a workspace', '#workspaces');
      await admin.fill('textbox', 'Name', 'Sales desk', '#workspaces');
      await admin.page.keyboard.press('Tab');
      await admin.press('checkbox', 'Office 365 E3', '#workspaces');
      await admin.pressText('Apps in this plan', '#workspaces >>> summary');
      await admin.fill('searchbox', 'Find an app in Office 365 E3', 'Sway', '#workspaces');
      await admin.find('group', 'Sway: on, off, or leave as is', '#workspaces');
      await admin.press('radio', 'Off', '#workspaces');
      await admin.press('button', 'Request permission', '#workspaces');
      await admin.press('button', 'Accept');
      await admin.press('checkbox', 'Salesforce', '#workspaces');
      await admin.sees('workspace-editor', /Salesforce \(Standard User\) added/);
      await admin.press('checkbox', 'Virtual desktops', '#workspaces');
      await admin.choose('Option for Virtual desktops', 'Power, 4 vCPU', '#workspaces');
      await admin.sees('workspace-editor', /Virtual desktops \(Power, 4 vCPU\) added/);
      await admin.sees('workspace-editor', /Draft saved/);
      await admin.page.reload();
      const text = await admin.sees('workspace-editor', /1 app set in Office 365 E3/);
      expect(text).to.match(/Sales desk/);
      expect(text).to.match(/Salesforce \(Standard User\) added/);
      expect(text).to.match(/Virtual desktops \(Power, 4 vCPU\) added/);
    },
  );

  step('subscribes 25 people found by typing', async () => {
    const search = await admin.find('combobox', 'Name, email, or department', '#subscribe');
    for (const [index, { userPrincipalName }] of people.entries()) {
      await search.evaluate((field) => (field as HTMLInputElement).select());
      await search.type(userPrincipalName);
      await admin.findOption(userPrincipalName, '#subscribe');
      await admin.page.keyboard.press('Enter');
      await admin.sees('#subscribe', new RegExp(`${index + 1} after the next publish`));
    }
    await admin.page.keyboard.press('Escape');
  });

  step('shows the plan with one user blocked, and offers the fix', async () => {
    await admin.press('button', 'Review and publish', '#subscribe');
    const text = await admin.sees('#publish', /This affects 24 people\. 1 person is blocked/);
    expect(text).to.match(/No usage location/);
    expect(text).to.match(/Office 365 E3 \d+ of 60 \+24 \d+ of 60/);
  });

  step('asks for what publishing needs, and keeps nobody waiting for it', async () => {
    await admin.press('button', /^Set 1 to .+$/, '#publish');
    await admin.press('button', 'Publish to 25 people', '#publish');
    await admin.sees('#publish', /AppRoleAssignment\.ReadWrite\.All.*User\.ReadWrite\.All/);
    await admin.press('button', 'Request permission', '#publish');
    await admin.press('button', 'Accept');
    // What was decided before the page was left is still decided.
    await admin.sees('#publish', /This affects 25 people\./);
  });

  step('publishes with progress, and accounts for every user', async () => {
    await admin.press('button', 'Publish to 25 people', '#publish');
    const text = await admin.sees('#publish', /Sales desk is published/);
    expect(text).to.match(/Published to all 25 people/);
    expect(text).to.match(/Undo this publish/);
  });

  step('left the tenant as the workspace says', () => {
    const state = portal.tenant.emulator.state();
    const users = new Map(state.users.map((user) => [user.id, user]));
    for (const { id } of people) {
      const user = users.get(id);
      const license = user?.licenseAssignmentStates.find(({ skuId }) => skuId === officeE3);
      expect(license, id).to.include({ assignedByGroup: null, state: 'Active' });
      expect(license?.disabledPlans).to.have.length(1);
      expect(user?.usageLocation).to.match(/^[A-Z]{2}$/);
      expect(state.appRoleAssignments.filter(({ principalId }) => principalId === id)).to.have.length(1);
    }
    const consumed = (at: EmulatorState): number =>
      at.skus.find(({ skuId }) => skuId === officeE3)?.consumedUnits ?? 0;
    expect(consumed(state) - consumed(stateBefore)).to.equal(25);
    const others = state.users.filter(({ id }) => !people.some((person) => person.id === id));
    const before = new Map(stateBefore.users.map((user) => [user.id, user.assignedLicenses]));
    for (const { id, assignedLicenses } of others) expect(assignedLicenses).to.deep.equal(before.get(id));
  });

  step('gave everybody a desktop at the portal itself', () => {
    const given = portal.desktops();
    expect(given.map(({ userId }) => userId)).to.have.members(people.map(({ id }) => id));
    for (const { poolId, sizeId } of given)
      expect({ poolId, sizeId }).to.deep.equal({ poolId: 'windows', sizeId: 'power' });
  });

  step('tracks the new state without a reload', async () => {
    const consumed = portal.tenant.emulator
      .state()
      .skus.find(({ skuId }) => skuId === officeE3)?.consumedUnits;
    await admin.sees('#usage', new RegExp(`Office 365 E3 [^%]*? 60 ${consumed} ${60 - (consumed ?? 0)} `));
    const [first] = people;
    await admin.fill('searchbox', 'Search', first?.userPrincipalName ?? '', '#users');
    await admin.sees('#users', /Direct/);
  });

  step('reads back after a reload who has a desktop, and finds nothing to do', async () => {
    await admin.page.reload();
    await admin.sees('#publish', /Nothing to change/);
  });

  step('takes the desktop and the license from whom one takes out, and from nobody else', async () => {
    const [leaver] = people;
    if (!leaver) throw new Error('nobody to take out');
    await admin.fill('searchbox', 'Search subscribers', leaver.userPrincipalName, '#subscribe');
    await admin.press('button', /^Remove .+$/, '#subscribe');
    await admin.sees('#subscribe', /24 after the next publish/);
    await admin.press('button', 'Review and publish', '#subscribe');
    await admin.sees('#publish', /1 person loses their last license/);
    await admin.pressAll('checkbox', /^I’ve checked this/, '#publish');
    await admin.press('button', 'Publish to 1 person', '#publish');
    await admin.sees('#publish', /Sales desk is published/);
    expect(portal.desktops().map(({ userId }) => userId)).to.have.members(
      people.slice(1).map(({ id }) => id),
    );
    const { users, appRoleAssignments } = portal.tenant.emulator.state();
    expect(users.find(({ id }) => id === leaver.id)?.assignedLicenses).to.deep.equal([]);
    expect(appRoleAssignments.some(({ principalId }) => principalId === leaver.id)).to.equal(false);
  });

  step('finds whom a CSV file names, in the column that says so', async () => {
    const [back] = people;
    const folder = await mkdtemp(join(tmpdir(), 'o365-list-'));
    const file = join(folder, 'season.csv');
    await writeFile(file, `Name;User principal name\r\n"One; two";${back?.userPrincipalName ?? ''}\r\n`);
    await admin.press('radio', 'From a list', '#subscribe');
    await admin.upload('#subscribe', file);
    const text = await admin.sees('#subscribe', /1 person can be added/);
    expect(text).to.contain('season.csv 1 row, column User principal name');
    await rm(folder, { recursive: true });
  });

  step('had no error in the page', () => {
    expect(admin.errors).to.deep.equal([]);
  });
});
