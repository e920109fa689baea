import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { startPortal, type Portal } from '../../demo/server/start-portal.js';
import { knownSkus, type EmulatorState } from '../../src/emulator/index.js';
import { Admin } from './admin.js';
import { choosePeopleWithout, type Candidate } from './choose-people.js';
import { makeWorkspace, signIn } from './first-steps.js';

const { skuId } = knownSkus.POWER_BI_STANDARD;
const planName = 'Microsoft Fabric (Free)';
const count = 2_000;

/** Writes that pass before the tenant becomes slow, so that the page is surely left in the middle. */
const quickWrites = 700;

/** A limit that only ends what fails anyway. */
const patienceMs = 30_000;

/** The sample portal, with Graph's documented quotas, left and opened again while it publishes to 2,000 people. */
describe('a publish that a reload cuts off', () => {
  let portal: Portal;
  let admin: Admin;
  let people: readonly Candidate[];
  let stateBefore: EmulatorState;

  /** People who have the license because of these publishes. */
  let written = 0;
  const format = new Intl.NumberFormat('en-US');

  before(async () => {
    portal = await startPortal({ tenant: 'contoso', users: 3_000, quota: 'documented' });
    people = await choosePeopleWithout(portal.tenant.emulator, skuId, count);
    stateBefore = portal.tenant.emulator.state();
    admin = await Admin.open(portal.url);
    await signIn(admin, portal);
    await makeWorkspace(admin, planName, people);
  });

  after(async () => {
    await admin?.close();
    await portal?.stop();
  });

  it('is found, goes on, and writes to nobody twice', async () => {
    const { emulator } = portal.tenant;
    const holders = (): number => countHolders(emulator.state()) - countHolders(stateBefore);
    emulator.faults.replace([
      {
        kind: 'delay',
        path: '/users/*/assignLicense',
        method: 'POST',
        delayMs: 2_000,
        after: quickWrites,
      },
    ]);
    const onTheirWay = (): number => emulator.faults.hits[0] ?? 0;
    await admin.press('button', 'Publish to 2,000 people', '#publish');
    await until(() => onTheirWay() > 0, 'some are written, others on their way');
    await admin.page.reload();
    expect(admin.questions, 'before the page is left').to.deep.equal(['beforeunload']);
    // Nobody told the page how these ended.
    await until(() => holders() === quickWrites + onTheirWay(), 'what was on its way took effect');
    emulator.faults.replace([]);
    expect(holders()).to.be.lessThan(count);

    await admin.sees('#publish', /Publishing Everybody was interrupted/);
    await admin.press('button', 'Review what’s left…', '#publish');
    const pending = await admin.sees('#publish', /Publish to [\d,]+ people/);
    await admin.press('button', /^Publish to [\d,]+ people$/, '#publish');
    const text = await admin.sees('#publish', /Everybody is published/);
    expect(text).not.to.match(/\d failed|not sent\./);
    written = holders();
    // Whoever may still have a request under way is not written to; the next review finds out what became of it.
    if (written < count)
      expect(pending).to.contain(
        `${format.format(count - written)} people are pending from an earlier publish`,
      );

    const state = emulator.state();
    const chosen = new Set(people.map(({ id }) => id));
    const before = new Map(stateBefore.users.map((user) => [user.id, user]));
    for (const user of state.users) {
      const held = user.licenseAssignmentStates.filter((license) => license.skuId === skuId);
      if (chosen.has(user.id)) {
        expect(held.length, user.id).to.be.at.most(1);
        expect(user.writesDone, user.id).to.equal(held.length);
        for (const license of held) expect(license).to.include({ assignedByGroup: null, state: 'Active' });
      } else {
        expect(user.writes, user.id).to.equal(0);
        expect(user.licenseAssignmentStates).to.deep.equal(before.get(user.id)?.licenseAssignmentStates);
      }
    }
  });

  it('is one publish to the activity log and to undo: everybody who got it is known to have got it here', async () => {
    const people = format.format(written);
    await admin.sees('#activity', new RegExp(`2 publishes applied ${people} changes`));
    await admin.press('button', 'Undo this publish…', '#publish');
    await admin.sees('#publish', new RegExp(`Undo for ${people} people`));
    expect(admin.errors).to.deep.equal([]);
  });
});

function countHolders({ users }: EmulatorState): number {
  return users.filter(({ assignedLicenses }) => assignedLicenses.some((held) => held.skuId === skuId)).length;
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await wait(20);
  }
}
