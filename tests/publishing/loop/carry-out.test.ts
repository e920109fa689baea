import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { PublishRoute } from '../../../src/model/workspace/workspace.js';
import { createDesktops, startWorld, type World } from '../publishing-world.js';

async function publish(world: World, id: string, decisions = {}) {
  const review = await world.publisher.review(id, decisions);
  return { review, state: await world.publisher.publish(review).done };
}

function holders(world: World, skuId: string): string[] {
  return world.emulator
    .state()
    .users.filter(({ assignedLicenses }) => assignedLicenses.some((each) => each.skuId === skuId))
    .map(({ id }) => id)
    .sort();
}

for (const route of ['direct', 'group'] satisfies PublishRoute[])
  describe(`publishing by the ${route} route`, () => {
    it('assigns, finds nothing to do afterwards, and takes everything back', async () => {
      const desktops = createDesktops();
      const world = startWorld({ tenant: 'small', users: 20, providers: [desktops] });
      const people = (await world.people()).filter((each) => each.usageLocation).map(({ id }) => id);
      const flow = await world.plan('FLOW_FREE');
      const before = holders(world, flow.skuId);
      const fresh = people.filter((id) => !before.includes(id)).slice(0, 3);
      await world.save(
        'ws',
        {
          plans: [{ skuId: flow.skuId, apps: {} }],
          services: [{ providerId: 'desktops', serviceId: 'standard' }],
          subscribers: fresh,
        },
        { route },
      );
      const first = await publish(world, 'ws');
      expect(first.state.error).to.equal(undefined);
      expect(first.state.counts).to.deep.equal({ applied: 3, failed: 0, open: 0, notSent: 0 });
      expect(holders(world, flow.skuId)).to.deep.equal([...before, ...fresh].sort());
      expect([...desktops.held].sort()).to.deep.equal([...fresh].sort());

      await world.clock.advance(61_000);
      const again = await world.publisher.review('ws');
      expect(again.changeSet.changes).to.deep.equal([]);
      expect(again.changeSet.unchangedCount).to.equal(3);

      await world.save('ws', { subscribers: [] });
      const last = await publish(world, 'ws');
      expect(last.state.counts).to.deep.equal({ applied: 3, failed: 0, open: 0, notSent: 0 });
      await world.clock.advance(61_000);
      expect(holders(world, flow.skuId)).to.deep.equal(before);
      expect([...desktops.held]).to.deep.equal([]);
      expect(await world.team.grants.list()).to.satisfy((grants: readonly { holder: { kind: string } }[]) =>
        grants.every(({ holder }) => holder.kind === 'group'),
      );
    });

    it('is undone', async () => {
      const world = startWorld({ tenant: 'small', users: 20 });
      const people = (await world.people()).filter((each) => each.usageLocation).map(({ id }) => id);
      const flow = await world.plan('FLOW_FREE');
      const before = holders(world, flow.skuId);
      const fresh = people.filter((id) => !before.includes(id)).slice(0, 3);
      await world.save('ws', { plans: [{ skuId: flow.skuId, apps: {} }], subscribers: fresh }, { route });
      await publish(world, 'ws');
      await world.clock.advance(61_000);
      const [summary] = await world.publisher.history();
      const undo = await world.publisher.reviewUndo(summary?.head.publishId ?? '');
      const state = await world.publisher.publish(undo).done;
      expect(state.error).to.equal(undefined);
      expect(state.counts).to.deep.equal({ applied: 3, failed: 0, open: 0, notSent: 0 });
      await world.clock.advance(61_000);
      expect(holders(world, flow.skuId)).to.deep.equal(before);
      expect((await world.store.get('ws'))?.workspace.published).to.equal(undefined);
    });
  });
