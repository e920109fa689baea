import { describe, it } from 'node:test';
import { expect } from 'chai';
import { deadMs } from '../../../src/publishing/loop/settle-open.js';
import { createDesktops, startWorld, type World } from '../publishing-world.js';
import {
  counts,
  listGrantsOfPeople,
  listHolders,
  publish,
  routes,
  saveFor,
  setScene,
  settle,
} from '../scene.js';

const desktop = { providerId: 'desktops', serviceId: 'standard' };

/** Two workspaces that gave something, of which only the first is about what goes. */
async function deleteAndPublish(world: World, decisions = {}) {
  await world.save('ws', {}, { deleting: true });
  return publish({ reviewer: world.publisher, decisions });
}

describe('what no longer exists keeps nobody from the rest', () => {
  for (const route of routes)
    it(`a plan that left the tenant: the others are published, and the workspace can be deleted (${route} route)`, async () => {
      const scene = await setScene({ plan: 'VISIOCLIENT', tenant: 'contoso', users: 200 });
      const { world, skuId, fresh } = scene;
      const { skuId: flow } = await world.plan('FLOW_FREE');
      const people = fresh.filter((id) => !listHolders(world, flow).includes(id)).slice(0, 3);
      const [, , more = ''] = people;
      await world.changePlan({
        plan: 'VISIOCLIENT',
        units: { enabled: listHolders(world, skuId).length + 10 },
      });
      const plans = [skuId, flow].map((each) => ({ skuId: each, apps: {} }));
      await world.save('ws', { plans, subscribers: people.slice(0, 2) }, { route });
      const first = await publish({ reviewer: world.publisher });
      expect(first.state.counts).to.deep.equal(counts({ applied: 2 }));
      await settle(world);
      await world.changePlan({ plan: 'VISIOCLIENT', ended: true });

      // The plan that is left goes on being published, also without the one that is gone.
      await world.save('ws', { plans: plans.slice(1), subscribers: people });
      let rest = await publish({ reviewer: world.publisher });
      expect(rest.state.error).to.equal(undefined);
      expect(rest.state.counts.failed).to.equal(0);
      if (route === 'group') {
        // What a group carries that is gone keeps Microsoft from licensing anybody new in it, and cannot be taken off it.
        const { blocked } = rest.review.changeSet;
        expect(blocked.filter(({ userId }) => userId === more).map(({ reason }) => reason)).to.deep.equal([
          'plan-not-assignable',
        ]);
        await settle(world);
        await world.save('ws', {}, { route: 'direct' });
        rest = await publish({ reviewer: world.publisher });
        expect(rest.state.error).to.equal(undefined);
        expect(rest.state.counts.failed).to.equal(0);
      }
      expect(listHolders(world, flow)).to.include.members(people);
      await settle(world);

      const decisions = { forgotten: { plans: [skuId] } };
      const gone = await deleteAndPublish(world, decisions);
      expect(gone.state.error).to.equal(undefined);
      expect(gone.state.counts.failed).to.equal(0);
      await world.clock.advance(61_000);
      // What Microsoft had still to take keeps the record for a while.
      if (await world.store.get('ws')) await publish({ reviewer: world.publisher, decisions });
      for (const id of people) expect(listHolders(world, flow)).not.to.include(id);
      expect(await world.store.get('ws')).to.equal(undefined);
    });

  it('a provider that is not registered any more, or is down: reviews of this and of other workspaces work', async () => {
    for (const isDown of [false, true]) {
      const desktops = createDesktops();
      const providers = { read: desktops.read.bind(desktops) };
      const changing = {
        ...desktops,
        read: (...args: Parameters<typeof desktops.read>) => providers.read(...args),
      };
      const world = startWorld({ tenant: 'small', providers: [changing] });
      const { skuId } = await world.plan('FLOW_FREE');
      const fresh = (await world.people())
        .filter(({ id, usageLocation }) => usageLocation && !listHolders(world, skuId).includes(id))
        .map(({ id }) => id);
      const [by = '', other = ''] = fresh;
      const gone = { ...desktop, providerId: 'gone' };
      await world.save('ws', {
        plans: [{ skuId, apps: {} }],
        services: isDown ? [desktop] : [gone],
        subscribers: [by],
      });
      providers.read = () => Promise.reject(new Error('The portal is down.'));
      const { review, state } = await publish({ reviewer: world.publisher });
      expect(review.changeSet.blocked.map(({ reason, blocks }) => [reason, blocks])).to.deep.equal([
        ['service-unavailable', 'part'],
      ]);
      expect(state.counts).to.deep.equal(counts({ applied: 1 }));
      expect(listHolders(world, skuId)).to.include(by);
      await saveFor({ world, skuId }, [other], { id: 'other' });
      expect((await publish({ reviewer: world.publisher, id: 'other' })).state.counts).to.deep.equal(
        counts({ applied: 1 }),
      );
    }
  });

  it('a plan that left the tenant while Microsoft was still to give it: nobody asks for the others again and again', async () => {
    const scene = await setScene({
      plan: 'VISIOCLIENT',
      tenant: 'contoso',
      users: 200,
      groupLicensing: 'a-day',
    });
    const { world, skuId, fresh } = scene;
    const { skuId: flow } = await world.plan('FLOW_FREE');
    const [by = ''] = fresh.filter((id) => !listHolders(world, flow).includes(id));
    await world.changePlan({
      plan: 'VISIOCLIENT',
      units: { enabled: listHolders(world, skuId).length + 10 },
    });
    const plans = [skuId, flow].map((each) => ({ skuId: each, apps: {} }));
    await world.save('ws', { plans, subscribers: [by] }, { route: 'group' });
    expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(counts({ open: 1 }));
    await world.changePlan({ plan: 'VISIOCLIENT', ended: true });
    await world.clock.advance(25 * 3_600_000);
    await settle(world);
    const { changes, open, blocked } = (await world.publisher.review('ws')).changeSet;
    expect({ changes, open }).to.deep.equal({ changes: [], open: [] });
    expect(blocked.map(({ userId, reason, skuId: of }) => ({ userId, reason, of }))).to.deep.equal([
      { userId: by, reason: 'plan-not-assignable', of: skuId },
    ]);
  });

  it('a provider that goes down in a publish that is cut off: everything is reviewed and settled', async () => {
    const desktops = createDesktops();
    let isDown = false;
    const provider = {
      ...desktops,
      read: (userIds: readonly string[], serviceIds: readonly string[]) =>
        isDown ? Promise.reject(new Error('The portal is down.')) : desktops.read(userIds, serviceIds),
      async assign(assignment: { userId: string; serviceId: string }): Promise<void> {
        await desktops.assign(assignment);
        isDown = true;
        throw new Error('The portal is down.');
      },
    };
    const world = startWorld({ tenant: 'small', providers: [provider] });
    const { skuId } = await world.plan('FLOW_FREE');
    const [by = '', other = ''] = (await world.people())
      .filter(({ id, usageLocation }) => usageLocation && !listHolders(world, skuId).includes(id))
      .map(({ id }) => id);
    await world.save('ws', { services: [desktop], subscribers: [by] });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ open: 1 }));
    await world.clock.advance(deadMs);
    await saveFor({ world, skuId }, [other], { id: 'other' });
    expect((await publish({ reviewer: world.publisher, id: 'other' })).state.counts).to.deep.equal(
      counts({ applied: 1 }),
    );
    expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
    isDown = false;
    await settle(world);
    expect((await world.publisher.review('ws')).changeSet).to.deep.include({ changes: [], open: [] });
    await world.save('ws', { subscribers: [] });
    await publish({ reviewer: world.publisher });
    expect([...desktops.held]).to.deep.equal([]);
  });

  it('a service provider that is gone for good: its records can be forgotten and the workspace deleted', async () => {
    const desktops = createDesktops();
    const shared = { tenant: 'small', providers: [desktops] } as const;
    const world = startWorld(shared);
    const people = (await world.people()).slice(0, 2).map(({ id }) => id);
    await world.save('ws', { services: [desktop], subscribers: people });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    desktops.read = () => Promise.reject(new Error('No such host.'));
    const stuck = await deleteAndPublish(world);
    expect(stuck.state.error).to.equal(undefined);
    expect(await world.store.get('ws')).not.to.equal(undefined);
    const gone = await publish({
      reviewer: world.publisher,
      decisions: { forgotten: { providers: ['desktops'] } },
    });
    expect(gone.state.error).to.equal(undefined);
    expect(await listGrantsOfPeople(world)).to.deep.equal([]);
    expect(await world.store.get('ws')).to.equal(undefined);
  });

  it('a person whom somebody deleted in the directory: the service is taken all the same', async () => {
    const desktops = createDesktops();
    const world = startWorld({ tenant: 'small', providers: [desktops] });
    const [by = '', other = ''] = (await world.people())
      .filter(({ id }) => id !== world.account.objectId)
      .map(({ id }) => id);
    await world.save('ws', { services: [desktop], subscribers: [by, other] });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    expect((await world.call('DELETE', `/users/${by}`)).status).to.equal(204);
    await world.save('ws', { subscribers: [other] });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ applied: 1 }));
    expect([...desktops.held]).to.deep.equal([other]);
    await settle(world);
    expect((await listGrantsOfPeople(world)).map(({ holder }) => holder)).to.deep.equal([
      { kind: 'user', userId: other },
    ]);
    expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
  });

  for (const route of routes)
    it(`a person whom somebody deleted in the directory: what is on record ends (${route} route)`, async () => {
      const scene = await setScene({ tenant: 'contoso', users: 120 });
      const { world, fresh } = scene;
      const [by = '', other = ''] = fresh.filter((id) => id !== world.account.objectId);
      await saveFor(scene, [by, other], { route });
      await publish({ reviewer: world.publisher });
      await settle(world);
      expect((await world.call('DELETE', `/users/${by}`)).status).to.equal(204);
      await saveFor(scene, [other], { route });
      for (let times = 0; times < 3; times += 1) {
        const { state } = await publish({ reviewer: world.publisher });
        expect(state.counts.failed).to.equal(0);
        await settle(world);
      }
      expect((await listGrantsOfPeople(world)).map(({ holder }) => holder)).to.deep.equal([
        { kind: 'user', userId: other },
      ]);
    });

  it('the group itself: the workspace is published again through a new one', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 2);
    await saveFor(scene, people, { route: 'group' });
    await publish({ reviewer: world.publisher });
    await settle(world);
    const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
    await world.call('POST', `/groups/${groupId}/assignLicense`, {
      body: { addLicenses: [], removeLicenses: [skuId] },
    });
    await world.clock.advance(60_000);
    expect((await world.call('DELETE', `/groups/${groupId}`)).status).to.equal(204);
    await world.clock.advance(60_000);
    expect(listHolders(world, skuId)).to.deep.equal(scene.holders);
    for (let times = 0; times < 3; times += 1) {
      const { state } = await publish({ reviewer: world.publisher });
      expect(state.error).to.equal(undefined);
      await settle(world);
    }
    expect(listHolders(world, skuId)).to.include.members(people);
    expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
  });
});
