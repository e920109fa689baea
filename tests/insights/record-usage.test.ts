import { describe, it } from 'node:test';
import { expect } from 'chai';
import { forecastRunOut, listPlans, recordUsage } from '../../src/engine.js';
import { dayMs } from '../../src/model/days.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { startWorld } from '../publishing/publishing-world.js';

describe('usage recorded from Node on a schedule', () => {
  it('keeps a snapshot a day, whatever ran in between, and forecasts from them', async () => {
    const world = startWorld({ tenant: 'contoso', users: 1000 });
    const openStore = memoryStore();
    const open = () => openStore({ tenantId: world.emulator.tenant.tenantId, by: 'nightly-job' }).insights;
    const plan = await world.plan('POWER_BI_PRO');
    const begun = world.clock.now();
    const holders = [...world.emulator.state().users]
      .filter(({ licenseAssignmentStates }) =>
        licenseAssignmentStates.every(({ skuId }) => skuId !== plan.skuId),
      )
      .filter(({ usageLocation }) => usageLocation);
    expect(await open().listSnapshots()).to.deep.equal([]);
    for (let day = 0; day < 16; day += 1) {
      const { id = '' } = holders[day] ?? {};
      const answer = await world.call('POST', `/users/${id}/assignLicense`, {
        body: { addLicenses: [{ skuId: plan.skuId, disabledPlans: [] }], removeLicenses: [] },
      });
      expect(answer.status).to.equal(200);
      // Each run is a process of its own, so it opens the store anew; twice on one day.
      for (const hours of [2, 14])
        await recordUsage(
          open(),
          await listPlans(world.graph),
          new Date(begun + day * dayMs + hours * 3_600_000),
        );
    }
    const snapshots = await open().listSnapshots();
    expect(snapshots).to.have.length(new Set(snapshots.map(({ date }) => date)).size);
    expect(snapshots.length).to.be.within(16, 17);
    const counts = snapshots.map(
      ({ plans }) => plans.find(({ skuId }) => skuId === plan.skuId)?.assigned ?? 0,
    );
    expect(counts.at(-1)).to.equal(plan.consumedUnits + 16);
    const [forecast] = forecastRunOut(snapshots, new Date(begun + 16 * dayMs));
    expect(forecast?.skuId).to.equal(plan.skuId);
    expect(forecast?.perWeek).to.be.closeTo(7, 1);
  });
});
