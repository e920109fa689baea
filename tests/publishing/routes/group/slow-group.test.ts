import { describe, it } from 'node:test';
import { expect } from 'chai';
import { counts, listHolders, publish, saveFor, setScene, settle, type Scene } from '../../scene.js';

const hourMs = 60 * 60_000;

/** What the review says of the people, checked against the tenant. */
async function expectTrue({ world, skuId }: Scene, people: readonly string[], when: string): Promise<void> {
  const { changes, open, unchangedCount } = (await world.publisher.review('ws')).changeSet;
  const licensed = listHolders(world, skuId).filter((id) => people.includes(id));
  expect(changes, when).to.deep.equal([]);
  expect(
    open.map(({ userId, waitsFor }) => [userId, waitsFor]),
    when,
  ).to.deep.equal(
    people
      .filter((id) => !licensed.includes(id))
      .sort()
      .map((id) => [id, 'microsoft']),
  );
  expect(unchangedCount, when).to.equal(licensed.length);
}

describe('a group that Microsoft goes through at its own pace', () => {
  it('has somebody as applied only when the tenant has licensed the person, at every moment', async () => {
    const scene = await setScene({
      tenant: 'contoso',
      users: 400,
      groupLicensing: { startMs: 120_000, memberMs: 2_000 },
    });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 300);
    await saveFor(scene, people, { route: 'group' });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    const untrue: string[] = [];
    let moments = 0;
    run.subscribe(() => {
      moments += 1;
      const licensed = new Set(listHolders(world, skuId));
      for (const { userId, status } of run.state.results.values())
        if (status === 'applied' && !licensed.has(userId)) untrue.push(userId);
    });
    const { counts: found } = await run.done;
    expect(untrue).to.deep.equal([]);
    expect(moments).to.be.above(10);
    expect(found.applied).to.be.above(0);
    expect(found.open).to.be.above(0);
    expect(found).to.deep.equal(counts({ applied: found.applied, open: 300 - found.applied }));
    expect(listHolders(world, skuId).filter((id) => people.includes(id)).length).to.be.at.least(
      found.applied,
    );
  });
});

describe('a group that somebody leaves a moment after joining, where some reads are old', () => {
  for (const seed of [1, 2, 3, 4, 5, 6])
    it(`has somebody as applied only when the tenant has taken the license (tenant ${seed})`, async () => {
      const scene = await setScene({ tenant: 'contoso', users: 120, seed, lagMs: 45_000, staleReads: true });
      const { world, skuId, fresh } = scene;
      const people = fresh.slice(0, 5);
      await saveFor(scene, people, { route: 'group' });
      await publish({ reviewer: world.publisher });
      await saveFor(scene, [], { route: 'group' });
      const { state } = await publish({ reviewer: world.publisher });
      const applied = [...state.results.values()].filter(({ status }) => status === 'applied');
      expect(state.counts.failed).to.equal(0);
      for (const { userId } of applied) expect(listHolders(world, skuId)).not.to.include(userId);

      // And back again: who was licensed before must not be taken for licensed now.
      await world.clock.advance(70_000);
      await saveFor(scene, people, { route: 'group' });
      await publish({ reviewer: world.publisher });
      await world.clock.advance(70_000);
      await saveFor(scene, [], { route: 'group' });
      await publish({ reviewer: world.publisher });
      await saveFor(scene, people, { route: 'group' });
      const again = await publish({ reviewer: world.publisher });
      for (const { userId, status } of again.state.results.values())
        if (status === 'applied') expect(listHolders(world, skuId)).to.include(userId);
    });
});

describe('a group for which Microsoft needs a day', () => {
  it('leaves everybody open who has no license yet, and is right whenever one looks', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120, groupLicensing: 'a-day' });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 30);
    await saveFor(scene, people, { route: 'group' });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ open: 30 }));
    for (const { status, ...more } of state.results.values())
      expect({ status, ...more }).to.deep.include({ status: 'open', reason: 'waits-for-microsoft' });
    expect(listHolders(world, skuId)).not.to.include.members([...people]);
    for (let hour = 0; hour < 30; hour += 5) {
      await expectTrue(scene, people, `after ${hour} hours`);
      await world.clock.advance(5 * hourMs);
    }
    expect(listHolders(world, skuId)).to.include.members([...people]);
    await expectTrue(scene, people, 'in the end');
  });

  it('leaves whoever joined open when the publish is cancelled meanwhile, not unsent, and finds them done later', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120, groupLicensing: 'a-day' });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 30);
    await saveFor(scene, people, { route: 'group' });
    const run = world.publisher.publish(await world.publisher.review('ws'));
    run.subscribe(() => {
      if (run.state.assigning) run.cancel();
    });
    const { counts: found } = await run.done;
    expect(found).to.deep.equal(counts({ open: 30 }));
    await world.clock.advance(30 * hourMs);
    await expectTrue(scene, people, 'in the end');
    expect(listHolders(world, skuId)).to.include.members([...people]);
  });

  it('keeps those who were let out open until nothing is left, and then ends what is on record of them', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120, groupLicensing: 'a-day' });
    const { world, skuId, fresh, holders } = scene;
    const people = fresh.slice(0, 5);
    await saveFor(scene, people, { route: 'group' });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(30 * hourMs);
    await saveFor(scene, [], { route: 'group' });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ open: 5 }));
    const { changes, open } = (await world.publisher.review('ws')).changeSet;
    expect(changes).to.deep.equal([]);
    expect(open.map(({ userId }) => userId)).to.deep.equal([...people].sort());
    await world.clock.advance(30 * hourMs);
    await settle(world);
    expect(listHolders(world, skuId)).to.deep.equal([...holders]);
    expect((await world.publisher.review('ws')).changeSet.open).to.deep.equal([]);
    expect((await world.team.grants.list()).filter(({ holder }) => holder.kind === 'user')).to.deep.equal([]);
  });

  it('does not count for another workspace what somebody is about to lose with the group', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120, groupLicensing: 'a-day' });
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    await saveFor(scene, [by], { route: 'group' });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(25 * hourMs);
    await settle(world);
    await saveFor(scene, [], { route: 'group' });
    expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(counts({ open: 1 }));
    await saveFor(scene, [by], { id: 'other' });
    const { state } = await publish({ reviewer: world.publisher, id: 'other' });
    expect(state.counts).to.deep.equal(counts({ applied: 1 }));
    await world.clock.advance(25 * hourMs);
    expect(listHolders(world, skuId)).to.include(by);
  });
});
