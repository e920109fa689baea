import { describe, it } from 'node:test';
import { expect } from 'chai';
import { counts, publish, saveFor, setScene, settle } from '../scene.js';

describe('somebody whose group gives the plan with the promised app off', () => {
  for (const route of ['direct', 'group'] as const)
    it(`is not complete: publishing on the ${route} route turns it on`, async () => {
      const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
      const { world, skuId, fresh } = scene;
      const [by = '', whole = ''] = fresh;
      const apps = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
      const app = apps[0]?.servicePlanId ?? '';
      for (const [userId, disabledPlans] of [
        [by, [app]],
        [whole, []],
      ] as const) {
        const made = await world.call('POST', '/groups', {
          body: {
            displayName: `Their own ${userId}`,
            mailEnabled: false,
            mailNickname: `own-${userId}`,
            securityEnabled: true,
            'members@odata.bind': [`${world.emulator.graph}/v1.0/users/${userId}`],
          },
        });
        const { id } = made.body as { id: string };
        await world.call('POST', `/groups/${id}/assignLicense`, {
          body: { addLicenses: [{ skuId, disabledPlans }], removeLicenses: [] },
        });
      }
      await world.clock.advance(60_000);
      const isOn = (userId: string): boolean =>
        world.emulator
          .state()
          .users.find(({ id }) => id === userId)
          ?.licenseAssignmentStates.some(
            (each) => each.skuId === skuId && !each.disabledPlans.includes(app) && each.state === 'Active',
          ) ?? false;
      expect([isOn(by), isOn(whole)]).to.deep.equal([false, true]);

      await saveFor(scene, [by, whole], { route, apps: { [app]: 'on' } });
      const { review, state } = await publish({ reviewer: world.publisher });
      expect(review.changeSet.changes.map(({ userId }) => userId)).to.include(by);
      expect(state.counts.failed + state.counts.notSent).to.equal(0);
      if (route === 'direct') {
        expect(state.counts).to.deep.equal(counts({ applied: 1 }));
        expect(review.changeSet.blocked.map(({ userId, reason }) => [userId, reason])).to.deep.equal([
          [whole, 'licensed-by-group'],
        ]);
      }
      await settle(world);
      expect(isOn(by)).to.equal(true);
      expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
    });
});
