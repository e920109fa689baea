import { describe, it } from 'node:test';
import { expect } from 'chai';
import { deadMs } from '../../../src/publishing/loop/settle-open.js';
import { Power } from '../power.js';
import { listHolders, publish, saveFor, setScene, writeByHand } from '../scene.js';
import { isWrite, Tampering } from '../tampering.js';

describe('a write of two plans that never arrived', () => {
  for (const [which, index] of [
    ['first', 0],
    ['second', 1],
  ] as const)
    it(`has failed, although somebody assigns the ${which} plan by hand meanwhile`, async () => {
      const tampering = new Tampering();
      const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
      const { world, skuId, fresh } = scene;
      const [userId = ''] = fresh;
      const { skuId: other } = await world.plan('POWER_BI_PRO');
      await saveFor(scene, [userId], { route: 'direct' });
      const plans = [skuId, other].map((id) => ({ skuId: id, apps: {} }));
      await world.save('ws', { plans });
      tampering.tamper = (asked) =>
        isWrite(asked) ? Promise.resolve(new Response('', { status: 502 })) : undefined;
      const run = world.publisher.publish(await world.publisher.review('ws'));
      expect((await run.done).counts.open).to.equal(1);
      tampering.tamper = undefined;

      await world.clock.advance(deadMs);
      await world.publisher.review('ws');
      await writeByHand(world, userId, { add: [{ skuId: [skuId, other][index] ?? '' }] });
      await world.clock.advance(61_000);
      await world.publisher.review('ws');
      const { outcomes } = await world.publisher.readPublish(run.publishId);
      expect(outcomes.get(userId)).to.include({ status: 'failed', code: 'timeout' });
    });
});

describe('a publish that was cut off before its first write', () => {
  it('is not believed about the apps of a plan that somebody assigned meanwhile: the next publish sets them', async () => {
    const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const { skuId: other } = await world.plan('FLOW_FREE');
    const userId = fresh.find((id) => !listHolders(world, other).includes(id)) ?? '';
    const { apps } = await world.plan('SPE_E3');
    const off = apps.find(({ switchable }) => switchable)?.servicePlanId ?? '';
    await saveFor(scene, [userId]);
    await world.save('ws', {
      plans: [
        { skuId, apps: { [off]: 'off' } },
        { skuId: other, apps: {} },
      ],
    });
    const power = new Power();
    const publisher = world.reload({ aroundJournal: (journal) => power.guard(journal) });
    const gone = power.failAt({ at: 'journal', number: 1, through: true });
    const run = publisher.publish(await publisher.review('ws'));
    await Promise.race([run.done, gone]);
    await writeByHand(world, userId, { add: [{ skuId }] });

    await world.clock.advance(deadMs);
    const { state } = await publish({ reviewer: world.reload() });
    expect(state.counts.applied).to.equal(1);
    const user = world.emulator.state().users.find(({ id }) => id === userId);
    const license = user?.licenseAssignmentStates.find((each) => each.skuId === skuId);
    expect(license?.disabledPlans).to.deep.equal([off]);
  });
});

describe('a publish that was cut off, of which a request may still be sent again', () => {
  it('keeps its people pending until that cannot be any more, although what it wrote shows', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    await saveFor(scene, [by]);
    const power = new Power();
    const publisher = world.reload({ aroundJournal: (journal) => power.guard(journal) });
    // The tab is gone when the answer to its one write is put on record.
    const gone = power.failAt({ at: 'journal', number: 2, through: false });
    const run = publisher.publish(await publisher.review('ws'));
    await Promise.race([run.done, gone]);
    expect(listHolders(world, skuId)).to.include(by);
    await saveFor(scene, []);
    const next = world.reload();
    const early = (await next.review('ws')).changeSet;
    expect(early.changes).to.deep.equal([]);
    expect(early.open.map(({ userId }) => userId)).to.deep.equal([by]);
    await world.clock.advance(deadMs);
    expect((await next.review('ws')).changeSet.changes.map(({ userId }) => userId)).to.deep.equal([by]);
  });
});
