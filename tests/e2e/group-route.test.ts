import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { startPortal, type Portal } from '../../demo/server/start-portal.js';
import { Admin } from './admin.js';
import { choosePeople, type Candidate } from './choose-people.js';
import { makeWorkspace, signIn } from './first-steps.js';

const officeE3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';

describe('publishing through a group in the sample portal', () => {
  let portal: Portal;
  let admin: Admin;
  let people: readonly Candidate[];

  before(async () => {
    portal = await startPortal({
      tenant: 'contoso',
      users: 1000,
      ...(process.env['RECORD_DIR'] ? { record: `${process.env['RECORD_DIR']}/group-route.jsonl` } : {}),
    });
    people = (await choosePeople(portal.tenant.emulator)).slice(0, 24);
    admin = await Admin.open(portal.url);
  });

  after(async () => {
    await admin?.close();
    await portal?.stop();
  });

  /** Who of them has the plan through the workspace's group, and who has it directly. */
  function listSources(): { readonly group: number; readonly direct: number } {
    const { users } = portal.tenant.emulator.state();
    const sources = users
      .filter(({ id }) => people.some((person) => person.id === id))
      .flatMap(({ licenseAssignmentStates }) => licenseAssignmentStates)
      .filter(({ skuId, state }) => skuId === officeE3 && state === 'Active');
    const direct = sources.filter(({ assignedByGroup }) => assignedByGroup === null).length;
    return { group: sources.length - direct, direct };
  }

  it('asks once for what it takes, licenses a pasted list of people, and takes that back', async () => {
    await signIn(admin, portal);
    await makeWorkspace(admin, 'Office 365 E3', people);
    await admin.press('radio', 'Through a group', '#publish');
    await admin.sees('workspace-list', /Through a group, created at the first publish/);
    await admin.press('button', 'Publish to 24 people', '#publish');
    await admin.sees('#publish', /This requires Group\.ReadWrite\.All and LicenseAssignment\.ReadWrite\.All/);
    await admin.press('button', 'Request permission', '#publish');
    await admin.press('button', 'Accept');
    await admin.sees('#publish', /Review: .* This affects 24 people/);
    await admin.press('button', 'Publish to 24 people', '#publish');
    // No permission more: those that were granted contain what the group's members take.
    await admin.sees('#publish', /is published.*Published to all 24 people/);
    expect(listSources()).to.deep.equal({ group: 24, direct: 0 });

    await admin.press('button', /^Undo this publish/, '#publish');
    await admin.sees('#publish', /Review: undo the publish .* 24 mailboxes will be lost/);
    await admin.pressAll('checkbox', /checked/, '#publish');
    await admin.press('button', 'Undo for 24 people', '#publish');
    // What came a moment ago may not show everywhere yet: for a minute nobody can tell that it is gone again.
    await admin.sees('#publish', /is undone.*Undone for all 24 people/, 90_000);
    // Microsoft takes the licenses of who left soon after.
    const until = Date.now() + 30_000;
    while (listSources().group > 0 && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(listSources()).to.deep.equal({ group: 0, direct: 0 });
    expect(admin.errors).to.deep.equal([]);
  });
});
