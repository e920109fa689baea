import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { startPortal, type Portal } from '../../demo/server/start-portal.js';
import { knownSkus } from '../../src/emulator/index.js';
import type { Admin } from './admin.js';
import { choosePeopleWithout, type Candidate } from './choose-people.js';
import { addSubscribers, makeWorkspace } from './first-steps.js';
import { countWrites, listHolders, teamPlaces } from './team-steps.js';

const { skuId } = knownSkus.POWER_BI_STANDARD;
const planName = 'Microsoft Fabric (Free)';

for (const { what, open, begin, join, sharesHistory } of teamPlaces)
  describe(`two administrators at two browsers, whose workspaces are ${what}`, () => {
    let portal: Portal;
    let ada: Admin;
    let grace: Admin;
    let people: readonly Candidate[];

    before(async () => {
      portal = await startPortal({ tenant: 'contoso', users: 200 });
      people = await choosePeopleWithout(portal.tenant.emulator, skuId, 3);
      ada = await open(portal, 0);
      grace = await open(portal, 4);
    });

    after(async () => {
      await ada?.close();
      await grace?.close();
      await portal?.stop();
    });

    it('have the same workspaces, and one takes back what the other one gave', async () => {
      await begin(ada);
      await makeWorkspace(ada, planName, people);
      await ada.press('button', 'Publish to 3 people', '#publish');
      await ada.sees('#publish', /is published/, 60_000);
      expect(listHolders(portal.tenant.emulator.state(), skuId, people)).to.have.length(3);

      await join(grace);
      await grace.sees('#workspaces', /Everybody/);
      await grace.pressText('Everybody', 'workspace-list >>> button');
      if (!sharesHistory) await grace.sees('#publish', /from another computer/);
      for (const { displayName } of people)
        await grace.press('button', `Remove ${displayName}`, '#subscribe');
      await grace.press('button', 'Review and publish', '#subscribe');
      await grace.press('button', 'Publish to 3 people', '#publish');
      await grace.sees('#publish', /is published/, 60_000);
      expect(listHolders(portal.tenant.emulator.state(), skuId, people)).to.deep.equal([]);
      expect([...ada.errors, ...grace.errors]).to.deep.equal([]);
    });

    it('press Publish within the same second, and everybody is written once', async () => {
      const { emulator } = portal.tenant;
      await addSubscribers(grace, people);
      for (const admin of [ada, grace]) {
        await admin.page.reload();
        await admin.sees('#publish', /This affects 3 people/);
      }
      const before = countWrites(emulator.state(), people);
      await Promise.all(
        [ada, grace].map((admin) => admin.press('button', 'Publish to 3 people', '#publish')),
      );
      await Promise.race([ada, grace].map((admin) => admin.sees('#publish', /is published/, 60_000)));

      expect(listHolders(emulator.state(), skuId, people)).to.have.length(3);
      expect(countWrites(emulator.state(), people)).to.deep.equal(
        before.map(({ asked, done }) => ({ asked: asked + 1, done: done + 1 })),
      );
      // Whoever was second is told so, or finds that it is done.
      for (const admin of [ada, grace])
        await admin.sees('#publish', /Everybody is published|Someone is already publishing|changed since/);
      expect([...ada.errors, ...grace.errors]).to.deep.equal([]);
    });
  });
