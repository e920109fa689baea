import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { startPortal, type Portal } from '../../demo/server/start-portal.js';
import { knownSkus, type EmulatorState } from '../../src/emulator/index.js';
import { Admin } from './admin.js';
import { choosePeopleWithout, type Candidate } from './choose-people.js';

const { skuId } = knownSkus.POWER_BI_STANDARD;
const planName = 'Microsoft Fabric (Free)';

/** Two administrators at two browsers, whose workspaces are in the tenant: there is no server of the portal's. */
describe('two administrators at two browsers', () => {
  let portal: Portal;
  let ada: Admin;
  let grace: Admin;
  let people: readonly Candidate[];

  before(async () => {
    portal = await startPortal({ tenant: 'contoso', users: 200 });
    people = await choosePeopleWithout(portal.tenant.emulator, skuId, 3);
    ada = await Admin.open(portal.url);
    grace = await Admin.open(portal.url);
    await begin(ada, portal, 0);
    await begin(grace, portal, 4);
  });

  after(async () => {
    await ada?.close();
    await grace?.close();
    await portal?.stop();
  });

  it('have the same workspaces, and one takes back what the other one gave', async () => {
    await allow(ada);
    await ada.press('button', 'Make a new group', 'workspace-list');
    await makeWorkspace(ada, people);
    await ada.press('button', 'Publish to 3 users', '#publish');
    await ada.sees('#publish', /is published/, 60_000);
    expect(listHolders(portal.tenant.emulator.state(), people)).to.have.length(3);

    await allow(grace);
    await grace.press('button', 'Use these workspaces: the group Office 365 workspaces', 'workspace-list');
    await grace.sees('#workspaces', /Everybody.*3 people|Everybody.*3 subscribers|Everybody/);
    await grace.pressText('Everybody', 'workspace-list >>> button');
    await grace.sees('#publish', /from another computer/);
    for (const { displayName } of people)
      await grace.press('button', `Take ${displayName} out`, '#subscribe');
    await grace.press('button', 'Review and publish', '#subscribe');
    await grace.press('button', 'Publish to 3 users', '#publish');
    await grace.sees('#publish', /is published/, 60_000);
    expect(listHolders(portal.tenant.emulator.state(), people)).to.deep.equal([]);
    expect([...ada.errors, ...grace.errors]).to.deep.equal([]);
  });
});

async function begin(admin: Admin, { people }: Portal, person: number): Promise<void> {
  await admin.page.select('#store', 'tenant');
  await admin.press('button', 'Sign in at Microsoft', '#connect');
  await admin.pressText(people[person] ?? '');
  await admin.press('button', 'Accept');
  await admin.press('button', 'Ask for all of them now', '#connect');
  await admin.press('button', 'Accept');
  await admin.sees('#connect', /Assign licenses.*Granted/);
}

/** The store takes permissions of its own. */
async function allow(admin: Admin): Promise<void> {
  await admin.press('button', 'Ask for permission', 'workspace-list');
  await admin.press('button', 'Accept');
}

/** A workspace of one plan whose subscribers are pasted as a list. */
async function makeWorkspace(admin: Admin, people: readonly Candidate[]): Promise<void> {
  await admin.press('button', 'Create a workspace', '#workspaces');
  await admin.fill('textbox', 'Name', 'Everybody', '#workspaces');
  await admin.page.keyboard.press('Tab');
  await admin.press('checkbox', planName, '#workspaces');
  await admin.press('radio', 'Paste or file', '#subscribe');
  const names = people.map(({ userPrincipalName }) => userPrincipalName).join('\n');
  await admin.fill('textbox', 'User names, mail addresses or ids, one per line', names, '#subscribe');
  await admin.press('button', 'Check the list', '#subscribe');
  await admin.press('button', 'Add 3 subscribers', '#subscribe');
  await admin.press('button', 'Review and publish', '#subscribe');
  await admin.sees('#publish', /3 users change\./);
}

function listHolders({ users }: EmulatorState, people: readonly Candidate[]): readonly string[] {
  const ids = new Set(people.map(({ id }) => id));
  return users
    .filter(
      ({ id, assignedLicenses }) => ids.has(id) && assignedLicenses.some((held) => held.skuId === skuId),
    )
    .map(({ id }) => id);
}
