import { describe, it } from 'node:test';
import { expect } from 'chai';
import { counts, listHolders, publish, routes, saveFor, setScene, settle, undo } from '../scene.js';

describe('undoing what a publish did with a plan that has lost an app since', () => {
  for (const route of routes)
    it(`puts the apps back that it has still (${route} route)`, async () => {
      const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
      const { world, skuId, fresh } = scene;
      const people = fresh.slice(0, 2);
      const apps = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
      const sway = apps.find(({ servicePlanName }) => servicePlanName === 'SWAY')?.servicePlanId ?? '';
      const yammer =
        apps.find(({ servicePlanName }) => servicePlanName === 'YAMMER_ENTERPRISE')?.servicePlanId ?? '';
      await saveFor(scene, people, { route, apps: { [sway]: 'off', [yammer]: 'off' } });
      await publish({ reviewer: world.publisher });
      await settle(world);
      await saveFor(scene, people, { route, apps: { [sway]: 'off', [yammer]: 'on' } });
      const changing = await publish({ reviewer: world.publisher });
      expect(changing.state.counts).to.deep.equal(counts({ applied: 2 }));
      await settle(world);
      await world.changePlan({ plan: 'SPE_E3', loses: ['SWAY'] });
      const { state } = await undo(world, changing.run.publishId);
      expect(state.error).to.equal(undefined);
      expect(state.counts).to.deep.equal(counts({ applied: 2 }));
      await settle(world);
      for (const id of people) {
        const held = world.emulator.state().users.find((user) => user.id === id)?.assignedLicenses;
        expect(held?.find((each) => each.skuId === skuId)?.disabledPlans).to.deep.equal([yammer]);
      }
    });

  it('puts the plan back on the group without the app', async () => {
    const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 2);
    const sway = (await world.plan('SPE_E3')).apps.find(({ servicePlanName }) => servicePlanName === 'SWAY');
    const { skuId: flow } = await world.plan('FLOW_FREE');
    await saveFor(scene, people, { route: 'group', apps: { [sway?.servicePlanId ?? '']: 'off' } });
    await publish({ reviewer: world.publisher });
    await settle(world);
    await world.save('ws', { plans: [{ skuId: flow, apps: {} }] });
    const changing = await publish({ reviewer: world.publisher });
    expect(changing.state.counts).to.deep.equal(counts({ applied: 2 }));
    await settle(world);
    await world.changePlan({ plan: 'SPE_E3', loses: ['SWAY'] });
    const { state } = await undo(world, changing.run.publishId);
    expect(state.error).to.equal(undefined);
    expect(state.counts).to.deep.equal(counts({ applied: 2 }));
    await settle(world);
    expect(listHolders(world, skuId)).to.include.members(people);
  });
});
