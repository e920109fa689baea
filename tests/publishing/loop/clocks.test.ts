import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createCatalog } from '../../../src/catalog/catalog.js';
import type { Clock } from '../../../src/graph/pace/clock.js';
import { createPublisher, type Publisher } from '../../../src/publishing/publisher.js';
import type { World } from '../publishing-world.js';
import {
  counts,
  listGrantsOfPeople,
  listHolders,
  publish,
  saveFor,
  setScene,
  writeByHand,
} from '../scene.js';

const dayMs = 24 * 60 * 60_000;
const policy = { requireSynced: false, allowGuests: true, allowDisabled: true };

/** A machine whose clocks go as the test says. */
function openOn(world: World, clock: Partial<Clock>): Publisher {
  const { graph, team, account } = world;
  return createPublisher({
    settings: () => ({ graph, store: team, catalog: createCatalog([]), policy }),
    account,
    clock: {
      now: () => world.clock.now(),
      counted: () => world.clock.counted(),
      sleep: (ms, signal) => world.clock.sleep(ms, signal),
      ...clock,
    },
  });
}

describe('clocks that are wrong', () => {
  for (const aheadMs of [dayMs, -dayMs])
    it(`of who published (${aheadMs > 0 ? 'ahead' : 'behind'} by a day) hide nothing later from others`, async () => {
      const scene = await setScene({});
      const { world, skuId, fresh } = scene;
      const [by = ''] = fresh;
      await saveFor(scene, [by]);
      const wrong = openOn(world, { now: () => world.clock.now() + aheadMs });
      expect((await publish({ reviewer: wrong })).state.counts).to.deep.equal(counts({ applied: 1 }));
      await world.clock.advance(61_000);
      await writeByHand(world, by, { remove: [skuId] });
      const { changes } = (await world.publisher.review('ws')).changeSet;
      expect(changes.map(({ userId }) => userId)).to.deep.equal([by]);
      await publish({ reviewer: world.publisher });
      expect(listHolders(world, skuId)).to.include(by);
    });

  it('that were ahead and were put right hide nothing later on the same machine, its own counts included', async () => {
    const scene = await setScene({ plan: 'VISIOCLIENT' });
    const { world, skuId, fresh } = scene;
    const [by = '', other = '', third = ''] = fresh;
    let aheadMs = dayMs;
    const machine = openOn(world, { now: () => world.clock.now() + aheadMs });
    await saveFor(scene, [by, other]);
    expect((await publish({ reviewer: machine })).state.counts).to.deep.equal(counts({ applied: 2 }));
    aheadMs = 0;
    await writeByHand(world, by, { remove: [skuId] });
    await writeByHand(world, other, { remove: [skuId] });
    await saveFor(scene, [third], { id: 'other' });
    expect((await machine.review('ws')).changeSet.changes).to.have.length(2);
    expect((await machine.review('other')).changeSet.changes).to.have.length(1);
  });

  it('that stood still while the machine slept make nothing younger: what was written before the sleep is looked up', async () => {
    const scene = await setScene({ plan: 'VISIOCLIENT' });
    const { world, skuId, fresh } = scene;
    const [by = '', other = '', third = ''] = fresh;
    const laptop = openOn(world, { counted: () => 0 });
    await saveFor(scene, [by, other]);
    await publish({ reviewer: laptop });
    await world.clock.advance(120_000);
    await writeByHand(world, by, { remove: [skuId] });
    await writeByHand(world, other, { remove: [skuId] });
    await saveFor(scene, [third], { id: 'other' });
    expect((await laptop.review('other')).changeSet.licenses[0]).to.include({ assignedBefore: 0 });
    expect((await laptop.review('ws')).changeSet.changes).to.have.length(2);
  });

  it('keep no record of a license alive that somebody took by hand', async () => {
    const scene = await setScene({});
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    await saveFor(scene, [by]);
    await publish({ reviewer: openOn(world, { now: () => world.clock.now() + dayMs }) });
    await writeByHand(world, by, { remove: [skuId] });
    await saveFor(scene, []);
    await world.clock.advance(61_000);
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    await publish({ reviewer: world.publisher });
    expect(await listGrantsOfPeople(world)).to.deep.equal([]);
  });

  it('settle what a machine left open whose clock was ahead', async () => {
    const scene = await setScene({});
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    await saveFor(scene, [by]);
    const wrong = openOn(world, { now: () => world.clock.now() + dayMs });
    const review = await wrong.review('ws');
    world.emulator.faults.add({ kind: 'status', status: 502, path: '/users/*/assignLicense' });
    expect((await wrong.publish(review).done).counts).to.deep.equal(counts({ open: 1 }));
    world.emulator.faults.replace([]);
    for (let looks = 0; looks < 3; looks += 1) {
      await world.clock.advance(61_000);
      await world.publisher.review('ws');
    }
    expect(await listGrantsOfPeople(world)).to.deep.equal([]);
    expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(counts({ applied: 1 }));
    expect(listHolders(world, skuId)).to.include(by);
  });
});
