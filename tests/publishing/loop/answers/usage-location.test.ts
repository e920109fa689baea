import { describe, it } from 'node:test';
import { expect } from 'chai';
import { publish, saveFor, setScene, settle } from '../../scene.js';

describe('a country in which the plan is not sold', () => {
  for (const route of ['direct', 'group'] as const)
    it(`is not called a missing one, neither in the result nor in the next review (${route} route)`, async () => {
      const scene = await setScene({ plan: 'VISIOCLIENT', tenant: 'contoso', users: 200 });
      const { world, skuId, fresh } = scene;
      const [by = ''] = fresh;
      const country = world.emulator.state().users.find(({ id }) => id === by)?.usageLocation ?? '';
      await world.changePlan({ plan: 'VISIOCLIENT', notSoldIn: [country] });
      await saveFor(scene, [by], { route });
      const { state } = await publish({ reviewer: world.publisher });
      const result = state.results.get(by);
      expect(result?.status).to.equal('failed');
      expect(result?.status === 'failed' && result.error.code).not.to.equal('usage-location-missing');
      await settle(world);
      const { blocked } = (await world.publisher.review('ws')).changeSet;
      expect(blocked.map(({ reason }) => reason)).not.to.include('usage-location-missing');
      expect(blocked.flatMap(({ remedies }) => remedies)).not.to.include('set-usage-location');
      expect(
        world.emulator
          .state()
          .users.find(({ id }) => id === by)
          ?.assignedLicenses.map((each) => each.skuId),
      ).not.to.include(skuId);
    });

  it('is a missing one where there is none', async () => {
    const scene = await setScene({ plan: 'VISIOCLIENT', tenant: 'contoso', users: 200 });
    const { world } = scene;
    const by = world.emulator.state().users.find(({ usageLocation }) => !usageLocation)?.id ?? '';
    await saveFor(scene, [by]);
    const { blocked } = (await world.publisher.review('ws')).changeSet;
    expect(blocked.map(({ userId, reason }) => [userId, reason])).to.deep.equal([
      [by, 'usage-location-missing'],
    ]);
  });
});
