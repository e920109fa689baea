import { describe, it } from 'node:test';
import { expect } from 'chai';
import { counts, listHolders, publish, routes, saveFor } from '../../publishing/scene.js';
import { findOpenHolders } from './open-holders.js';
import { setTwoMachines } from './two-machines.js';

for (const lagMs of [0, 20_000])
  describe(`two administrators without a server, where reads lag ${lagMs} ms`, () => {
    for (const route of routes)
      it(`take back what the other one gave (${route} route)`, async () => {
        const scene = await setTwoMachines({ lagMs });
        const { world, colleague, skuId, fresh, holders } = scene;
        const people = fresh.slice(0, 45);
        await saveFor(scene, people, { route });
        const given = await publish({ reviewer: world.publisher });
        expect(given.state.counts).to.deep.equal(counts({ applied: 45 }));
        await world.clock.sleep(120_000);
        const stored = await colleague.store.workspaces.get('ws');
        expect([...(stored?.workspace.published?.subscribers ?? [])].sort()).to.deep.equal(
          [...people].sort(),
        );
        const draft = { ...stored!.workspace.draft, subscribers: people.slice(0, 2) };
        await colleague.store.workspaces.put({ ...stored!.workspace, draft }, { etag: stored!.etag });
        const taken = await publish({ reviewer: colleague.publisher });
        expect(taken.state.counts).to.deep.equal(counts({ applied: 43 }));
        await world.clock.sleep(120_000);
        expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people.slice(0, 2)].sort());
        const left = (await world.team.grants.list()).filter(({ holder }) => holder.kind === 'user');
        expect(left.map(({ state }) => state)).to.deep.equal(['given', 'given']);
        expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
      });

    for (const route of routes)
      it(`settle what was left open by the other one, whose page is gone (${route} route)`, async () => {
        const scene = await setTwoMachines({ lagMs });
        const { world, colleague, skuId, fresh, holders } = scene;
        const people = fresh.slice(0, 45);
        await saveFor(scene, people, { route });
        const graph = world.createGraph();
        const crashing = world.reload({ graph, together: true });
        const run = crashing.publish(await crashing.review('ws'));
        let writes = 0;
        // The page is gone in the middle: after its first writes nothing more leaves it.
        run.subscribe(() => {
          writes += 1;
          if (writes === 2) graph.dispose();
        });
        await world.clock.sleep(200_000);
        // It may move for a while, and may be free after all.
        let over = await colleague.publisher.watchLease();
        for (let looks = 0; over && !over.isReplaceable && looks < 60; looks += 1) {
          await world.clock.sleep(10_000);
          over = await colleague.publisher.watchLease();
        }
        if (over) expect(over.isReplaceable).to.equal(true);
        const again = colleague.publisher.publish(
          await colleague.publisher.review('ws'),
          over ? { over } : {},
        );
        await again.done;
        await world.clock.sleep(200_000);
        const last = await publish({ reviewer: colleague.publisher });
        expect(last.state.counts.failed).to.equal(0);
        await world.clock.sleep(200_000);
        expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people].sort());
        expect(findOpenHolders(await colleague.store.grants.list())).to.deep.equal([]);
        const stored = await colleague.store.workspaces.get('ws');
        const draft = { ...stored!.workspace.draft, subscribers: [] };
        await colleague.store.workspaces.put({ ...stored!.workspace, draft }, { etag: stored!.etag });
        await publish({ reviewer: colleague.publisher });
        await world.clock.sleep(120_000);
        expect(listHolders(world, skuId)).to.deep.equal([...holders]);
      });

    it('publish one after the other, whoever is first', async () => {
      const scene = await setTwoMachines({ lagMs });
      const { world, colleague, fresh } = scene;
      await saveFor(scene, fresh.slice(0, 3));
      await world.clock.sleep(60_000);
      const reviews = [await world.publisher.review('ws'), await colleague.publisher.review('ws')] as const;
      const runs = [world.publisher.publish(reviews[0]), colleague.publisher.publish(reviews[1])];
      const results = (await Promise.all(runs.map(({ done }) => done))).map(({ error, results: all }) => [
        error?.code,
        ...[...all.values()].map((each) => ('reason' in each ? each.reason : each.status)),
      ]);
      // Whoever comes second is refused, or finds that it is done.
      const written = results.filter((each) => each.includes('applied'));
      expect(written).to.deep.equal([[undefined, 'applied', 'applied', 'applied']]);
    });
  });

describe('two administrators who publish one right after the other', () => {
  for (const route of routes)
    it(`see at once what the other one did after them (${route} route)`, async () => {
      const scene = await setTwoMachines();
      const { world, colleague, fresh, holders } = scene;
      const people = fresh.slice(0, 45);
      const subscribe = async (subscribers: readonly string[]): Promise<void> => {
        const stored = await colleague.store.workspaces.get('ws');
        const draft = { ...stored!.workspace.draft, subscribers };
        await colleague.store.workspaces.put({ ...stored!.workspace, draft }, { etag: stored!.etag });
      };
      await saveFor(scene, people, { route });
      await publish({ reviewer: world.publisher });
      await subscribe([]);
      await publish({ reviewer: colleague.publisher });
      await subscribe(people);
      const again = (await world.publisher.review('ws')).changeSet;
      expect(again.changes.map(({ userId }) => userId).sort()).to.deep.equal([...people].sort());
      expect(again.licenses[0]).to.include({ assignedBefore: holders.length });
      expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(
        counts({ applied: 45 }),
      );
      // And the other way around: what was taken there is given here.
      const settled = (await colleague.publisher.review('ws')).changeSet;
      expect(settled.changes).to.deep.equal([]);
    });
});

describe('an administrator who publishes to many people without a server', () => {
  for (const route of routes)
    it(`is not held up by what is put on record first (${route} route)`, async () => {
      const scene = await setTwoMachines({ users: 1_000 });
      const { world, skuId, fresh, holders } = scene;
      const people = fresh.slice(0, 400);
      await saveFor(scene, people, { route });
      const { state } = await publish({ reviewer: world.publisher });
      expect(state.counts).to.deep.equal(counts({ applied: 400 }));
      expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people].sort());
    });
});
