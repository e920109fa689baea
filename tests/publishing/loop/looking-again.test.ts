import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createDesktops } from '../publishing-world.js';
import {
  counts,
  inviteColleague,
  listGrantsOfPeople,
  listHolders,
  listMembers,
  openGroup,
  publish,
  saveFor,
  setScene,
  writeByHand,
  type Scene,
} from '../scene.js';

function stateOf({ world }: Scene, userId: string) {
  return world.emulator.state().users.find(({ id }) => id === userId);
}

describe('looking again before writing', () => {
  it('claims no license that somebody assigned by hand since the review, and leaves it for good', async () => {
    const scene = await setScene({});
    const { world, skuId, fresh } = scene;
    const [by = '', other = ''] = fresh;
    await saveFor(scene, [by, other]);
    const review = await world.publisher.review('ws');
    await writeByHand(world, by, { add: [{ skuId }] });
    const before = stateOf(scene, by)?.writes;
    const { counts: found, results } = await world.publisher.publish(review).done;

    expect(found).to.deep.equal(counts({ applied: 2 }));
    expect(results.get(by)).to.deep.equal({ userId: by, status: 'applied', reason: 'already-so' });
    expect(stateOf(scene, by)?.writes).to.equal(before);
    expect((await listGrantsOfPeople(world)).map(({ holder }) => holder)).to.deep.equal([
      { kind: 'user', userId: other },
    ]);
    await world.clock.advance(61_000);
    await world.save('ws', { subscribers: [] });
    await publish({ reviewer: world.publisher });
    expect(listHolders(world, skuId)).to.include(by).and.not.to.include(other);
  });

  it('does not overwrite apps that somebody chose by hand since the review, and says so', async () => {
    const scene = await setScene({ plan: 'SPE_E3' });
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    const [app] = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
    const off = [app?.servicePlanId ?? ''];
    await saveFor(scene, [by]);
    const review = await world.publisher.review('ws');
    await writeByHand(world, by, { add: [{ skuId, disabledPlans: off }] });
    const { counts: found, results } = await world.publisher.publish(review).done;

    expect(found).to.deep.equal(counts({ notSent: 1 }));
    expect(results.get(by)).to.deep.equal({ userId: by, status: 'not-sent', reason: 'changed-since-review' });
    expect(
      stateOf(scene, by)?.assignedLicenses.find((each) => each.skuId === skuId)?.disabledPlans,
    ).to.deep.equal(off);
    expect(await listGrantsOfPeople(world)).to.deep.equal([]);
    const { warnings } = (await world.publisher.review('ws')).changeSet;
    expect(warnings.map(({ kind }) => kind)).to.deep.equal(['held-before']);
  });

  it('does not give anew what was to be changed and is gone, and gives it in the next publish', async () => {
    const scene = await setScene({ plan: 'SPE_E3' });
    const { world, skuId, fresh } = scene;
    const [by = ''] = fresh;
    const [app] = (await world.plan('SPE_E3')).apps.filter(({ switchable }) => switchable);
    await saveFor(scene, [by]);
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    await saveFor(scene, [by], { apps: { [app?.servicePlanId ?? '']: 'off' } });
    const review = await world.publisher.review('ws');
    await writeByHand(world, by, { remove: [skuId] });
    const { counts: found } = await world.publisher.publish(review).done;

    expect(found).to.deep.equal(counts({ notSent: 1 }));
    expect(listHolders(world, skuId)).not.to.include(by);
    expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(counts({ applied: 1 }));
    expect(listHolders(world, skuId)).to.include(by);
  });

  it('overwrites no country that somebody set since the review', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId } = scene;
    const nowhere = world.emulator
      .state()
      .users.find(({ usageLocation, assignedLicenses }) => !usageLocation && assignedLicenses.length === 0);
    const by = nowhere?.id ?? '';
    await saveFor(scene, [by]);
    const review = await world.publisher.review('ws', { usageLocations: { [by]: 'US' } });
    const answer = await world.call('PATCH', `/users/${by}`, { body: { usageLocation: 'IS' } });
    expect(answer.status).to.equal(204);
    const { counts: found } = await world.publisher.publish(review).done;

    expect(found).to.deep.equal(counts({ notSent: 1 }));
    expect(stateOf(scene, by)?.usageLocation).to.equal('IS');
    expect(listHolders(world, skuId)).not.to.include(by);
  });

  it('takes nothing that a colleague published meanwhile for another workspace', async () => {
    const scene = await setScene({});
    const { world, skuId, fresh } = scene;
    const [both = '', one = ''] = fresh;
    await saveFor(scene, [both, one]);
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    await saveFor(scene, []);
    const review = await world.publisher.review('ws');
    expect(review.changeSet.changes).to.have.length(2);

    await saveFor(scene, [both], { id: 'other' });
    expect((await publish({ reviewer: inviteColleague(world), id: 'other' })).state.end).to.equal(
      'completed',
    );
    const { counts: found, results } = await world.publisher.publish(review).done;

    expect(found).to.deep.equal(counts({ applied: 1, notSent: 1 }));
    expect(results.get(both)).to.include({ status: 'not-sent', reason: 'changed-since-review' });
    expect(listHolders(world, skuId)).to.include(both).and.not.to.include(one);
    await world.clock.advance(61_000);
    await publish({ reviewer: world.publisher });
    expect(
      (await listGrantsOfPeople(world)).map(({ workspaceId, holder }) => [workspaceId, holder]),
    ).to.deep.equal([['other', { kind: 'user', userId: both }]]);
  });

  it('gives a license that a colleague took since the review, so that nobody is published and has nothing', async () => {
    const scene = await setScene({});
    const { world, skuId, fresh } = scene;
    const [by = '', more = ''] = fresh;
    const colleague = inviteColleague(world);
    await saveFor(scene, [by], { id: 'other' });
    await publish({ reviewer: colleague, id: 'other' });
    await world.clock.advance(61_000);
    await saveFor(scene, [by, more]);
    const review = await world.publisher.review('ws');
    expect(review.changeSet.changes.map(({ userId }) => userId)).to.deep.equal([more]);

    await saveFor(scene, [], { id: 'other' });
    await publish({ reviewer: colleague, id: 'other' });
    const { results } = await world.publisher.publish(review).done;
    expect(results.get(by)).to.equal(undefined);
    await world.clock.advance(61_000);
    await publish({ reviewer: world.publisher });
    expect(listHolders(world, skuId)).to.include.members([by, more]);
    expect((await world.publisher.review('ws')).changeSet.changes).to.deep.equal([]);
  });

  it('claims no service that the portal gave meanwhile', async () => {
    const desktops = createDesktops();
    const { world, fresh } = await setScene({ providers: [desktops] });
    const [by = ''] = fresh;
    await world.save('ws', {
      services: [{ providerId: 'desktops', serviceId: 'standard' }],
      subscribers: [by],
    });
    const review = await world.publisher.review('ws');
    desktops.held.add(by);
    const { results } = await world.publisher.publish(review).done;

    expect(results.get(by)).to.deep.equal({ userId: by, status: 'applied', reason: 'already-so' });
    expect(await listGrantsOfPeople(world)).to.deep.equal([]);
    await world.save('ws', { subscribers: [] });
    await publish({ reviewer: world.publisher });
    expect([...desktops.held]).to.deep.equal([by]);
  });

  it('claims nobody whom somebody let into the group by hand, and puts nobody out who was', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, fresh } = scene;
    const [known = '', by = '', other = ''] = fresh;
    const groupId = await openGroup(scene, known);
    await saveFor(scene, [known, by, other], { route: 'group' });
    const review = await world.publisher.review('ws');
    const added = await world.call('POST', `/groups/${groupId}/members/$ref`, {
      body: { '@odata.id': `${world.emulator.graph}/v1.0/directoryObjects/${by}` },
    });
    expect(added.status).to.equal(204);
    const { counts: found } = await world.publisher.publish(review).done;

    expect(found).to.deep.equal(counts({ applied: 2 }));
    await world.clock.advance(61_000);
    await saveFor(scene, [known], { route: 'group' });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    expect(listMembers(world, groupId)).to.deep.equal([known, by].sort());
  });

  it('lets nobody into a group whose plans somebody changed since the review', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const [known = '', by = ''] = fresh;
    const groupId = await openGroup(scene, known);
    const powerBi = await world.plan('POWER_BI_STANDARD');
    await world.save(
      'ws',
      {
        plans: [
          { skuId, apps: {} },
          { skuId: powerBi.skuId, apps: {} },
        ],
        subscribers: [known, by],
      },
      { route: 'group' },
    );
    const review = await world.publisher.review('ws');
    const off = powerBi.apps.filter(({ switchable }) => switchable).map(({ servicePlanId }) => servicePlanId);
    const answer = await world.call('POST', `/groups/${groupId}/assignLicense`, {
      body: { addLicenses: [{ skuId: powerBi.skuId, disabledPlans: off.slice(0, 1) }], removeLicenses: [] },
    });
    expect(answer.status).to.be.below(300);
    const { counts: found, error } = await world.publisher.publish(review).done;

    expect(error?.code).to.equal('stale');
    expect(found.applied + found.failed + found.open).to.equal(0);
    expect(listMembers(world, groupId)).to.deep.equal([known]);
    const carried = world.emulator.state().groups.find(({ id }) => id === groupId)?.assignedLicenses;
    expect(carried?.find((each) => each.skuId === powerBi.skuId)?.disabledPlans).to.deep.equal(
      off.slice(0, 1),
    );
  });
});
