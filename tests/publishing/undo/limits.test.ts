import { describe, it } from 'node:test';
import { expect } from 'chai';
import { entitlementToKey, toPlan } from '../../../src/model/holding/entitlement.js';
import {
  counts,
  listGrantsOfPeople,
  listHolders,
  publish,
  routes,
  saveFor,
  setScene,
  settle,
  undo,
  writeByHand,
} from '../scene.js';
import { isWrite, Tampering } from '../tampering.js';

describe('undoing a publish', () => {
  it('that only recorded who gave what ends these records and takes nothing', async () => {
    const scene = await setScene({});
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    await writeByHand(world, by, { add: [{ skuId }] });
    await saveFor(scene, [by]);
    const { run, state } = await publish({
      reviewer: world.publisher,
      decisions: { adopted: { [by]: [entitlementToKey(toPlan(skuId))] } },
    });
    expect(state.counts).to.deep.equal(counts({}));
    expect(await listGrantsOfPeople(world)).to.have.length(1);
    await world.clock.advance(61_000);
    const undone = await undo(scene.world, run.publishId);
    expect(undone.state.end).to.equal('completed');
    expect(await listGrantsOfPeople(world)).to.deep.equal([]);
    expect(listHolders(world, skuId)).to.include(by);
    expect((await world.store.get('ws'))?.workspace.published).to.equal(undefined);
  });

  it('leaves no license that we gave to nobody, however publishes that only recorded are undone', async () => {
    const scene = await setScene({});
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    await saveFor(scene, [by]);
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    await saveFor(scene, [by], { id: 'other' });
    const adopting = await publish({ reviewer: world.publisher, id: 'other' });
    await saveFor(scene, []);
    const dropping = await publish({ reviewer: world.publisher });
    const restoring = await undo(world, dropping.run.publishId);
    await undo(world, adopting.run.publishId);
    await undo(world, restoring.run.publishId);
    expect(listHolders(world, skuId)).to.include(by);
    expect((await listGrantsOfPeople(world)).map(({ workspaceId }) => workspaceId)).to.deep.equal(['ws']);
  });

  it('waits for what Microsoft has still to take: who is pending is named, and the undo stands only without them', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120, groupLicensing: 'a-day' });
    const { world, fresh } = scene;
    const [by = ''] = fresh;
    await saveFor(scene, [by], { route: 'group' });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(25 * 3_600_000);
    await settle(world);
    await saveFor(scene, [], { route: 'group' });
    const { run, state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ open: 1 }));
    const { changes, open } = (await world.publisher.reviewUndo(run.publishId)).changeSet;
    expect({ changes, open: open.map(({ userId }) => userId) }).to.deep.equal({ changes: [], open: [by] });
    await undo(world, run.publishId);
    expect((await world.store.get('ws'))?.workspace.published?.subscribers).to.deep.equal([]);

    await world.clock.advance(25 * 3_600_000);
    await settle(world);
    const undone = await undo(world, run.publishId);
    expect(undone.review.changeSet.changes.map(({ userId }) => userId)).to.deep.equal([by]);
    expect((await world.store.get('ws'))?.workspace.published?.subscribers).to.deep.equal([by]);
  });

  it('takes back what only the review of the undo finds out to have been given', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    await saveFor(scene, [by]);
    const review = await world.publisher.review('ws');
    let isLost = false;
    // The write takes effect, and from then on nothing is answered.
    tampering.tamper = (asked, pass) => {
      isLost ||= isWrite(asked);
      return isLost ? pass().then(() => new Response('', { status: 502 })) : undefined;
    };
    const run = world.publisher.publish(review);
    expect((await run.done).counts).to.deep.equal(counts({ open: 1 }));
    tampering.tamper = undefined;
    const undone = await undo(world, run.publishId);
    expect(undone.state.counts).to.deep.equal(counts({ applied: 1 }));
    expect(listHolders(world, skuId)).not.to.include(by);
  });

  it('leaves what was published between it and the publish that went on with it', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const [by = '', refused = ''] = fresh;
    world.emulator.addAdministrativeUnit({ displayName: 'Board', restricted: true, members: [refused] });
    await saveFor(scene, [by], { id: 'other' });
    await publish({ reviewer: world.publisher, id: 'other' });
    await settle(world, world.publisher, 'other');
    // It comes to stand for what the other one gave; then the other one lets go of it.
    await saveFor(scene, [by, refused]);
    const { run } = await publish({ reviewer: world.publisher });
    await saveFor(scene, [], { id: 'other' });
    await publish({ reviewer: world.publisher, id: 'other' });
    await world.clock.advance(61_000);
    const rest = world.publisher.publish(await world.publisher.reviewRest(run.publishId));
    expect((await rest.done).counts).to.deep.equal(counts({ failed: 1 }));
    await undo(world, rest.publishId);
    expect(listHolders(world, skuId)).to.include(by);
    expect(
      (await listGrantsOfPeople(world)).map(({ holder, workspaceId }) => ({ holder, workspaceId })),
    ).to.deep.equal([{ holder: { kind: 'user', userId: by }, workspaceId: 'ws' }]);
  });

  for (const route of routes)
    it(`leaves what a later publish did for the same people on the ${route} route, and undoes the rest`, async () => {
      const scene = await setScene({ tenant: 'contoso', users: 120 });
      const { world, skuId, fresh } = scene;
      const powerBi = (await world.plan('POWER_BI_STANDARD')).skuId;
      const bare = fresh.filter((id) => !listHolders(world, powerBi).includes(id));
      const [both = '', one = ''] = bare;
      const plans = [skuId, powerBi].map((each) => ({ skuId: each, apps: {} }));
      await world.save('ws', { plans, subscribers: [both, one] }, { route });
      const first = await publish({ reviewer: world.publisher });
      expect(first.state.counts).to.deep.equal(counts({ applied: 2 }));
      await settle(world);
      await world.save('other', { plans: plans.slice(0, 1), subscribers: [both] });
      const later = await publish({ reviewer: world.publisher, id: 'other' });
      expect(later.state.counts.failed).to.equal(0);
      await settle(world);
      const undone = await undo(scene.world, first.run.publishId);
      expect(undone.state.error).to.equal(undefined);
      expect(undone.state.counts.failed).to.equal(0);
      await settle(world);
      expect(listHolders(world, skuId)).to.include(both).and.not.to.include(one);
      expect(listHolders(world, powerBi)).not.to.include(one);
    });

  for (const route of routes)
    it(`takes nothing that later publishes of the same workspace took and gave again (${route} route)`, async () => {
      const scene = await setScene({ tenant: 'contoso', users: 120 });
      const { world, skuId, fresh } = scene;
      const [again = '', once = ''] = fresh;
      const published = [];
      for (const subscribers of [[again, once], [once], [again, once]]) {
        await saveFor(scene, subscribers, { route });
        published.push(await publish({ reviewer: world.publisher }));
        await settle(world);
      }
      const { state } = await undo(world, published[0]?.run.publishId ?? '');
      expect(state.counts).to.deep.equal(counts({ applied: 1 }));
      await settle(world);
      expect(listHolders(world, skuId)).to.include(again).and.not.to.include(once);
    });

  it('lets nobody back into a group that gives more than the publish took', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const powerBi = (await world.plan('POWER_BI_STANDARD')).skuId;
    const by = fresh.find((id) => !listHolders(world, powerBi).includes(id)) ?? '';
    await saveFor(scene, [by], { route: 'group' });
    await publish({ reviewer: world.publisher });
    await settle(world);
    await saveFor(scene, [], { route: 'group' });
    const taking = await publish({ reviewer: world.publisher });
    await settle(world);
    const plans = [skuId, powerBi].map((each) => ({ skuId: each, apps: {} }));
    await world.save('ws', { plans, subscribers: [] }, { route: 'group' });
    await publish({ reviewer: world.publisher });
    await settle(world);
    const { changeSet } = await world.publisher.reviewUndo(taking.run.publishId);
    expect(changeSet.changes).to.deep.equal([]);
    expect(changeSet.blocked.map((block) => [block.userId, block.reason, block.skuId])).to.deep.equal([
      [by, 'changed-since', powerBi],
    ]);
  });

  it('lets nobody back into a group that gives nothing any longer of what the publish took', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, fresh, skuId } = scene;
    const powerBi = (await world.plan('POWER_BI_STANDARD')).skuId;
    const [by = '', other = ''] = fresh.filter((id) => !listHolders(world, powerBi).includes(id));
    await saveFor(scene, [by, other], { route: 'group' });
    await publish({ reviewer: world.publisher });
    await settle(world);
    await saveFor(scene, [other], { route: 'group' });
    const taking = await publish({ reviewer: world.publisher });
    await settle(world);
    await world.save(
      'ws',
      { plans: [{ skuId: powerBi, apps: {} }], subscribers: [other] },
      { route: 'group' },
    );
    await publish({ reviewer: world.publisher });
    await settle(world);
    const { changeSet } = await world.publisher.reviewUndo(taking.run.publishId);
    expect(changeSet.changes).to.deep.equal([]);
    const blocked = changeSet.blocked.map((block) => [block.userId, block.reason, block.skuId]);
    expect(blocked).to.deep.include([by, 'changed-since', skuId]);
  });

  it('gives a plan back that has lost an app since, without naming that app', async () => {
    const scene = await setScene({ plan: 'SPE_E3', tenant: 'contoso', users: 200 });
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    const apps = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
    const lostApp = apps.find(({ servicePlanName }) => servicePlanName === 'SWAY');
    const kept = apps.find(({ servicePlanName }) => servicePlanName === 'YAMMER_ENTERPRISE');
    const off = [lostApp, kept].map((app) => app?.servicePlanId ?? '');
    await saveFor(scene, [by], { apps: Object.fromEntries(off.map((id) => [id, 'off'])) });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    await saveFor(scene, []);
    const taking = await publish({ reviewer: world.publisher });
    expect(taking.state.counts).to.deep.equal(counts({ applied: 1 }));
    await world.clock.advance(61_000);
    await world.changePlan({ plan: 'SPE_E3', loses: ['SWAY'] });
    const { state } = await undo(scene.world, taking.run.publishId);
    expect(state.counts).to.deep.equal(counts({ applied: 1 }));
    const held = world.emulator.state().users.find(({ id }) => id === by)?.assignedLicenses;
    expect(held?.find((each) => each.skuId === skuId)?.disabledPlans).to.deep.equal([kept?.servicePlanId]);
  });

  for (const route of routes)
    it(`that fails for everybody on the ${route} route does not count, and can be done again`, async () => {
      const scene = await setScene({ tenant: 'contoso', users: 120 });
      const { world, skuId, fresh, holders } = scene;
      const people = fresh.slice(0, 3);
      await saveFor(scene, people, { route });
      const first = await publish({ reviewer: world.publisher });
      await settle(world);
      const path = route === 'direct' ? '/users/*/assignLicense' : '/groups/**';
      const refuse = (method: 'POST' | 'DELETE') =>
        world.emulator.faults.add({ kind: 'status', status: 403, path, method });
      refuse('POST');
      refuse('DELETE');
      const failed = await undo(scene.world, first.run.publishId);
      expect(failed.state.counts.applied).to.equal(0);
      expect(failed.state.counts.failed).to.equal(3);
      world.emulator.faults.replace([]);
      expect((await world.store.get('ws'))?.workspace.published?.subscribers).to.deep.equal(people);
      expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people].sort());

      await world.clock.advance(61_000);
      const again = await undo(scene.world, first.run.publishId);
      expect(again.state.counts).to.deep.equal(counts({ applied: 3 }));
      await settle(world);
      expect(listHolders(world, skuId)).to.deep.equal([...holders]);
      expect((await world.store.get('ws'))?.workspace.published).to.equal(undefined);
    });

  it('names what Microsoft must refuse before anything is sent', async () => {
    const scene = await setScene({ plan: 'VISIOCLIENT', tenant: 'contoso', users: 200 });
    const { world, skuId, fresh } = scene;
    const more = (by: number) => ({
      plan: 'VISIOCLIENT',
      units: { enabled: listHolders(world, skuId).length + by },
    });
    await world.changePlan(more(2));
    const [first = '', second = '', thief = ''] = fresh;
    await saveFor(scene, [first, second]);
    await publish({ reviewer: world.publisher });
    await settle(world);
    await saveFor(scene, []);
    const taking = await publish({ reviewer: world.publisher });
    await settle(world);
    const reasons = async () =>
      (await world.publisher.reviewUndo(taking.run.publishId)).changeSet.blocked.map(({ userId, reason }) => [
        userId,
        reason,
      ]);
    expect(await reasons()).to.deep.equal([]);
    await writeByHand(world, thief, { add: [{ skuId }] });
    expect(await reasons()).to.deep.equal([[second, 'no-licenses-left']]);
    await world.changePlan({ plan: 'VISIOCLIENT', units: { suspended: 100 } });
    expect((await reasons()).sort()).to.deep.equal(
      [
        [first, 'plan-suspended'],
        [second, 'plan-suspended'],
      ].sort(),
    );
    await world.changePlan({ plan: 'VISIOCLIENT', ended: true });
    expect((await reasons()).sort()).to.deep.equal(
      [
        [first, 'plan-not-assignable'],
        [second, 'plan-not-assignable'],
      ].sort(),
    );
  });
});
