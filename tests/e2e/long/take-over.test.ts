import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { startPortal, type Portal } from '../../../demo/server/start-portal.js';
import { knownSkus, type FaultRule } from '../../../src/emulator/index.js';
import type { Admin } from '../admin.js';
import { choosePeopleWithout } from '../choose-people.js';
import { makeWorkspace } from '../first-steps.js';
import { acceptStore, countWrites, listHolders, makeStore, openInTenant } from '../team-steps.js';

const { skuId } = knownSkus.POWER_BI_STANDARD;
const planName = 'Microsoft Fabric (Free)';
const count = 300;

/** Writes that pass before the tenant becomes slow, so that the page is surely stopped in the middle. */
const quickWrites = 60;

/** The time after which a colleague may take over, with some to spare: real minutes, for two browsers have real clocks. */
const replaceableMs = 180_000;

/** A limit that only ends what fails anyway. */
const patienceMs = 30_000;

const slowWrites: FaultRule = {
  kind: 'delay',
  path: '/users/*/assignLicense',
  method: 'POST',
  delayMs: 3_000,
  after: quickWrites,
};

/** When the tab of whoever publishes stops: while the tenant is slow to answer this. */
const moments: Readonly<Record<string, FaultRule>> = {
  'while it looks at the people': { kind: 'delay', path: '/users', method: 'GET', delayMs: 3_000 },
  'while it puts on record what it is about to write': {
    kind: 'delay',
    path: '/groups/*/extensions/*',
    method: 'PATCH',
    delayMs: 3_000,
    after: 3,
  },
  'with writes on their way': slowWrites,
};

/** Each pair has a tenant of its own, so that their minutes pass at once. */
describe('a colleague takes over', { concurrency: true }, () => {
  const open: { close(): Promise<void> }[] = [];

  after(async () => {
    await Promise.all(open.map((each) => each.close()));
  });

  it('from somebody whose browser was closed in the middle', async () => {
    const { portal, ada, grace, people } = await begin();
    await publishUntil(portal, ada, slowWrites);
    await ada.close();
    await takeOver(portal, grace);
    expect(listHolders(portal.tenant.emulator.state(), skuId, people)).to.have.length(count);
    expect(grace.errors).to.deep.equal([]);
  });

  for (const [what, isSlow] of Object.entries(moments))
    it(`from a tab that fell asleep ${what}, and that writes nothing when it wakes up`, async () => {
      const { portal, ada, grace, people } = await begin();
      const { emulator } = portal.tenant;
      const devtools = await ada.page.createCDPSession();
      await devtools.send('Debugger.enable');
      await publishUntil(portal, ada, isSlow);
      await devtools.send('Debugger.pause');
      await takeOver(portal, grace);
      expect(listHolders(emulator.state(), skuId, people)).to.have.length(count);
      const writes = countWrites(emulator.state(), people);
      await devtools.send('Debugger.resume');
      await ada.sees('#publish', /Someone else took over this publish/);
      expect(countWrites(emulator.state(), people)).to.deep.equal(writes);
      expect(writes.filter(({ done }) => done !== 1)).to.deep.equal([]);
      expect([...ada.errors, ...grace.errors]).to.deep.equal([]);
    });

  /** Ada publishes to all of them at a tenant that becomes slow; Grace looks at the same workspace. */
  async function begin() {
    const portal = await startPortal({ tenant: 'contoso', users: 800 });
    open.push({ close: () => portal.stop() });
    const people = await choosePeopleWithout(portal.tenant.emulator, skuId, count);
    const ada = await openInTenant(portal, 0);
    const grace = await openInTenant(portal, 4);
    open.unshift(ada, grace);
    await makeStore(ada);
    await makeWorkspace(ada, planName, people);
    await acceptStore(grace);
    await grace.pressText('Everybody', 'workspace-list >>> button');
    await grace.sees('#publish', /This affects 300 people/);
    return { portal, ada, grace, people };
  }
});

/** Presses Publish, and returns when the tenant takes its time to answer one of these requests. */
async function publishUntil({ tenant }: Portal, admin: Admin, isSlow: FaultRule): Promise<void> {
  const { faults } = tenant.emulator;
  faults.replace([isSlow]);
  await admin.press('button', 'Publish to 300 people', '#publish');
  const deadline = Date.now() + patienceMs;
  while (faults.hits[0] === 0) {
    if (Date.now() > deadline)
      throw new Error(`The publish does not get as far as that: ${await admin.reads('#publish')}`);
    await wait(20);
  }
}

/** Waits until the other one may be replaced, and publishes what is left. */
async function takeOver({ tenant }: Portal, admin: Admin): Promise<void> {
  await admin.sees('#publish', /Available to take over since/, replaceableMs);
  tenant.emulator.faults.replace([]);
  await admin.press('button', /^Take over/, '#publish');
  await admin.press('button', /^Publish to \d+ people?$/, '#publish');
  await admin.sees('#publish', /Everybody is published/, 60_000);
}
