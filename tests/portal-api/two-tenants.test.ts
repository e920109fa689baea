import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/index.js';
import { createPortalApi, type PortalApi } from '../../src/portal-api/create-portal-api.js';
import { portalStore } from '../../src/store/portal/portal-store.js';
import { listHolders, saveFor, setScene, type Scene } from '../publishing/scene.js';
import {
  authorizeByHeader,
  fetchFrom,
  openTestPortal,
  portalUrl,
  type TestPortal,
} from '../support/portal-team.js';

describe('two tenants that publish through one portal at once', () => {
  let portal: TestPortal;
  let api: PortalApi;
  before(async () => {
    portal = await openTestPortal();
    api = createPortalApi({ database: portal.database, authorize: authorizeByHeader });
  });
  after(async () => {
    await api.close();
    await portal.close();
  });

  function open(seed: number): Promise<Scene> {
    const clock = new VirtualClock({ auto: true });
    return setScene({
      tenant: 'contoso',
      users: 600,
      seed,
      clock,
      openStore: (context) =>
        portalStore({
          url: portalUrl,
          headers: () => ({ Authorization: `${context.by} ${context.tenantId}` }),
          fetch: fetchFrom(api),
          clock,
        })(context),
    });
  }

  it('neither wait for nor see each other', async () => {
    const scenes = await Promise.all([open(1), open(2)]);
    const ids = scenes.map(({ world }) => world.account.tenantId);
    expect(new Set(ids).size).to.equal(2);
    const published = await Promise.all(
      scenes.map(async (scene) => {
        const wanted = scene.fresh.slice(0, 300);
        await saveFor(scene, wanted);
        const { counts } = await scene.world.publisher.publish(await scene.world.publisher.review('ws')).done;
        return { scene, wanted, counts };
      }),
    );
    for (const { scene, wanted, counts } of published) {
      const { world, skuId } = scene;
      expect(counts).to.include({ applied: wanted.length, failed: 0, open: 0, notSent: 0 });
      expect(listHolders(world, skuId)).to.include.members(wanted);
      const grants = await world.team.grants.list();
      const holders = grants.map(({ holder }) => (holder.kind === 'user' ? holder.userId : holder.groupId));
      expect(holders).to.have.members(wanted);
      const { publishes } = await world.team.journal.list();
      expect(publishes).to.have.length(1);
    }
  });
});
