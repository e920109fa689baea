import { it } from 'node:test';
import { expect } from 'chai';
import { createEnterpriseAppsProvider } from '../../../../src/catalog/enterprise-apps.js';
import type { ServiceProvider } from '../../../../src/catalog/service-provider.js';
import { startWorld } from '../../publishing-world.js';

for (const lagMs of [0, 20_000])
  it(`takes a service back that it gave a moment ago (reads lag ${lagMs} ms)`, async () => {
    const apps: { provider?: ServiceProvider } = {};
    const open = (): ServiceProvider => {
      if (!apps.provider) throw new Error('no provider');
      return apps.provider;
    };
    const world = startWorld({
      tenant: 'small',
      lagMs,
      providers: [
        {
          id: 'enterprise-apps',
          name: 'Enterprise applications',
          list: (options) => open().list(options),
          read: (userIds, serviceIds, options) => open().read(userIds, serviceIds, options),
          assign: (assignment, options) => open().assign(assignment, options),
          unassign: (assignment, options) => open().unassign(assignment, options),
        },
      ],
    });
    apps.provider = createEnterpriseAppsProvider(world.graph);
    const serviceId = (await open().list()).find(({ name }) => name === 'Workday')?.id ?? '';
    const holders = (): string[] =>
      world.emulator
        .state()
        .appRoleAssignments.filter(({ resourceId }) => resourceId === serviceId)
        .map(({ principalId }) => principalId);
    const user = (await world.people()).map(({ id }) => id).find((id) => !holders().includes(id)) ?? '';
    await world.save('ws', { services: [{ providerId: 'enterprise-apps', serviceId }], subscribers: [user] });
    await world.publisher.publish(await world.publisher.review('ws')).done;
    expect(holders()).to.include(user);
    await world.save('ws', { subscribers: [] });
    const { counts } = await world.publisher.publish(await world.publisher.review('ws')).done;
    expect(counts).to.deep.equal({ applied: 1, failed: 0, open: 0, notSent: 0 });
    expect(holders()).not.to.include(user);
  });
