import { describe, it } from 'node:test';
import { expect } from 'chai';
import { counts, listGrantsOfPeople, listHolders, publish, saveFor, setScene, settle } from '../scene.js';

describe('a workspace that changes its route', () => {
  for (const [from, to] of [
    ['direct', 'group'],
    ['group', 'direct'],
  ] as const) {
    it(`from ${from} to ${to} takes one publish, during which everybody keeps the license`, async () => {
      const seen: string[][] = [];
      const scene = await setScene({
        tenant: 'contoso',
        users: 120,
        onRequest: () => {
          if (seen.length > 0) seen.push(listHolders(scene.world, scene.skuId));
        },
      });
      const { world, skuId, fresh } = scene;
      const people = fresh.slice(0, 8);
      await saveFor(scene, people, { route: from });
      await publish({ reviewer: world.publisher });
      await settle(world);
      const before = listHolders(world, skuId);
      expect(before).to.include.members(people);
      await saveFor(scene, people, { route: to });
      seen.push(before);
      const { state } = await publish({ reviewer: world.publisher });
      expect(state.counts).to.deep.equal(counts({ applied: 8 }));
      for (const holders of seen) expect(holders).to.deep.equal(before);

      await settle(world);
      const { changes, open, group } = (await world.publisher.review('ws')).changeSet;
      expect({ changes, open }).to.deep.equal({ changes: [], open: [] });
      expect(group?.add ?? []).to.deep.equal([]);
      expect(group?.remove ?? []).to.deep.equal([]);
      const sources = world.emulator
        .state()
        .users.filter(({ id }) => people.includes(id))
        .flatMap(({ licenseAssignmentStates: states }) => states.filter((each) => each.skuId === skuId));
      expect(sources).to.have.length(8);
      for (const { assignedByGroup } of sources) expect(assignedByGroup === null).to.equal(to === 'direct');
      await saveFor(scene, [], { route: to });
      await publish({ reviewer: world.publisher });
      await settle(world);
      expect(listHolders(world, skuId)).to.deep.equal(scene.holders);
      expect(await listGrantsOfPeople(world)).to.deep.equal([]);
    });

    it(`from ${from} to ${to} takes nothing from whoever is left out`, async () => {
      const scene = await setScene({ tenant: 'contoso', users: 120 });
      const { world, skuId, fresh } = scene;
      const people = fresh.slice(0, 4);
      const [left = '', ...others] = people;
      await saveFor(scene, people, { route: from });
      await publish({ reviewer: world.publisher });
      await settle(world);
      await saveFor(scene, people, { route: to });
      const decisions = { leftOut: [left] };
      const { state, review } = await publish({ reviewer: world.publisher, decisions });
      expect(review.changeSet.leftOut).to.deep.equal([left]);
      expect(state.counts).to.deep.equal(counts({ applied: 3 }));
      await settle(world);
      expect(listHolders(world, skuId)).to.include.members(people);
      // Until somebody lets them come too.
      const rest = await publish({ reviewer: world.publisher });
      expect(rest.review.changeSet.changes.map(({ userId }) => userId)).to.deep.equal([left]);
      expect(rest.state.counts).to.deep.equal(counts({ applied: 1 }));
      await settle(world);
      expect(listHolders(world, skuId)).to.include.members([left, ...others]);
      expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
    });
  }

  for (const lagMs of [0, 20_000])
    it(`finds nothing to do in a second publish of the group route that follows at once (reads lag ${lagMs} ms)`, async () => {
      const scene = await setScene({ tenant: 'contoso', users: 120, lagMs });
      const { world, fresh } = scene;
      await saveFor(scene, fresh.slice(0, 25), { route: 'group' });
      const { state } = await publish({ reviewer: world.publisher });
      expect(state.counts).to.deep.equal(counts({ applied: 25 }));
      const again = await publish({ reviewer: world.publisher });
      expect(again.review.changeSet.changes).to.deep.equal([]);
      expect(again.review.changeSet.group?.add).to.deep.equal([]);
      expect(again.review.changeSet.notes).to.deep.equal([]);
      expect(again.state.end).to.equal('completed');
    });
});
