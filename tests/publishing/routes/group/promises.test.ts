import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { PartNumber } from '../../../../src/emulator/index.js';
import { startWorld, type World } from '../../publishing-world.js';
import { counts, listHolders, listMembers, publish, saveFor, setScene, settle } from '../../scene.js';

async function listPlans(world: World, partNumbers: readonly PartNumber[]) {
  const plans = await Promise.all(partNumbers.map((partNumber) => world.plan(partNumber)));
  return plans.map(({ skuId }) => ({ skuId, apps: {} }));
}

/** People with a country and without any license. */
function findBare(world: World, count: number): string[] {
  return world.emulator
    .state()
    .users.filter(({ usageLocation, assignedLicenses }) => usageLocation && assignedLicenses.length === 0)
    .slice(0, count)
    .map(({ id }) => id);
}

describe('what the review of the group route promises', () => {
  for (const partNumber of ['WORKPLACE_ANALYTICS', 'MCOMEETADV'] as const)
    it(`is no add-on (${partNumber}) whose prerequisite is not in the same group, although the people hold it otherwise`, async () => {
      const world = startWorld({ tenant: 'contoso', users: 200 });
      const [addOn, suite] = await listPlans(world, [partNumber, 'SPE_E3']);
      if (!addOn || !suite) throw new Error('no plans');
      const held = world.emulator
        .state()
        .users.filter(
          ({ usageLocation, licenseAssignmentStates: states }) =>
            usageLocation &&
            states.some(({ skuId, assignedByGroup }) => skuId === suite.skuId && assignedByGroup === null) &&
            !states.some(({ skuId }) => skuId === addOn.skuId),
        )
        .slice(0, 2)
        .map(({ id }) => id);
      expect(held).to.have.length(2);
      await world.save('ws', { plans: [addOn], subscribers: held }, { route: 'group' });
      const { review, state } = await publish({ reviewer: world.publisher });

      expect(review.changeSet.blocked.map(({ userId, reason }) => [userId, reason]).sort()).to.deep.equal(
        held.map((id) => [id, 'prerequisite-missing']).sort(),
      );
      expect(review.changeSet.group?.add ?? []).to.deep.equal([]);
      expect(state.error).to.equal(undefined);
      expect(state.counts.failed).to.equal(0);
      expect(listHolders(world, addOn.skuId)).not.to.include.members(held);

      await world.save('ws', { plans: [addOn, suite] });
      const whole = await publish({ reviewer: world.publisher });
      expect(whole.review.changeSet.blocked).to.deep.equal([]);
      expect(whole.state.counts.failed + whole.state.counts.notSent).to.equal(0);
      expect(listHolders(world, addOn.skuId)).to.include.members(held);
    });

  for (const [from, to] of [
    ['direct', 'group'],
    ['group', 'direct'],
  ] as const)
    it(`holds when route (${from} to ${to}) and plan change in one publish`, async () => {
      const world = startWorld({ tenant: 'contoso', users: 200 });
      const people = findBare(world, 5);
      const [flow, powerBi] = await listPlans(world, ['FLOW_FREE', 'POWER_BI_STANDARD']);
      if (!flow || !powerBi) throw new Error('no plans');
      await world.save('ws', { plans: [flow], subscribers: people }, { route: from });
      expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(
        counts({ applied: 5 }),
      );
      await world.clock.advance(61_000);
      await world.save('ws', { plans: [powerBi] }, { route: to });
      const { review, state } = await publish({ reviewer: world.publisher });
      expect(review.changeSet.blocked).to.deep.equal([]);
      expect(state.error).to.equal(undefined);
      expect(state.counts).to.deep.equal(counts({ applied: 5 }));
      await settle(world);
      expect(listHolders(world, flow.skuId)).not.to.include.members(people);
      for (const id of people) expect(listHolders(world, flow.skuId)).not.to.include(id);
      expect(listHolders(world, powerBi.skuId)).to.include.members(people);
      const again = (await world.publisher.review('ws')).changeSet;
      expect(again.changes).to.deep.equal([]);
      expect(again.open).to.deep.equal([]);
    });

  it('is who gets the last licenses: those first by name, whom Microsoft serves whatever its own order', async () => {
    for (const seed of [1, 2, 3]) {
      const scene = await setScene({ tenant: 'contoso', users: 200, seed });
      const { world } = scene;
      const { skuId } = await world.plan('VISIOCLIENT');
      await world.changePlan({
        plan: 'VISIOCLIENT',
        units: { enabled: listHolders(world, skuId).length + 3 },
      });
      const held = listHolders(world, skuId);
      const people = (await world.people())
        .filter(({ id, usageLocation }) => usageLocation && !held.includes(id))
        .sort((a, b) => (a.displayName < b.displayName ? -1 : 1))
        .slice(0, 8)
        .map(({ id }) => id);
      await saveFor({ world, skuId }, [...people].reverse(), { route: 'group' });
      const { review, state } = await publish({ reviewer: world.publisher });
      const promised = people.slice(0, 3);
      expect(review.changeSet.changes.map(({ userId }) => userId)).to.deep.equal(promised);
      expect(state.counts).to.deep.equal(counts({ applied: 3 }));
      const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
      expect(listMembers(world, groupId)).to.deep.equal([...promised].sort());
      expect(listHolders(world, skuId)).to.deep.equal([...held, ...promised].sort());
    }
  });

  it('is held when somebody took licenses since: nobody joins for whom none is left, and nobody fails', async () => {
    const scene = await setScene({ plan: 'VISIOCLIENT' });
    const { world, skuId, fresh } = scene;
    const [first = '', second = '', thief = ''] = fresh;
    await saveFor(scene, [first, second], { route: 'group' });
    const review = await world.publisher.review('ws');
    expect(review.changeSet.changes).to.have.length(2);
    const taken = await world.call('POST', `/users/${thief}/assignLicense`, {
      body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
    });
    expect(taken.status).to.equal(200);
    const { counts: found, results } = await world.publisher.publish(review).done;
    expect(found).to.deep.equal(counts({ applied: 1, notSent: 1 }));
    expect(results.get(second)).to.include({ status: 'not-sent', reason: 'changed-since-review' });
    const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
    expect(listMembers(world, groupId)).to.deep.equal([first]);
    expect(listHolders(world, skuId)).to.deep.equal([first, thief].sort());
  });

  it('waits for the licenses that people free who have no change of their own', async () => {
    const world = startWorld({ tenant: 'contoso', users: 200, lagMs: 5_000 });
    const { skuId: visio } = await world.plan('VISIOCLIENT');
    const { skuId: project } = await world.plan('PROJECTPROFESSIONAL');
    const [inside = '', left = '', ...joining] = findBare(world, 4);
    const spare = (partNumber: PartNumber, skuId: string, more: number): void =>
      world.emulator.changePlan({
        plan: partNumber,
        units: { enabled: listHolders(world, skuId).length + more },
      });
    spare('VISIOCLIENT', visio, 2);
    spare('PROJECTPROFESSIONAL', project, 4);
    const plan = (skuId: string) => ({ skuId, apps: {} });
    await world.save('ws', { plans: [plan(visio)], subscribers: [inside, left] }, { route: 'group' });
    expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(counts({ applied: 2 }));
    await settle(world);
    // The group carries another plan from now on; both in it free a license, one of whom is left out.
    await world.save('ws', { plans: [plan(project)], subscribers: [inside, left] });
    await world.save('other', { plans: [plan(visio)], subscribers: joining });
    const { review, state } = await publish({ reviewer: world.publisher, decisions: { leftOut: [left] } });
    expect(review.changeSet.group?.bystanders).to.deep.equal([left]);
    expect(review.changeSet.licenses.find(({ skuId }) => skuId === visio)).to.include({ freed: 2 });
    expect(review.changeSet.licenses.find(({ skuId }) => skuId === project)).to.include({ added: 2 });
    expect(state.counts).to.deep.equal(counts({ applied: 1 }));
    await settle(world);
    expect((await publish({ reviewer: world.publisher, id: 'other' })).state.counts).to.deep.equal(
      counts({ applied: 2 }),
    );
  });

  for (const seed of [1, 2, 3, 4])
    it(`is that nobody leaves a group whose license another workspace relies on, read late as it may be (${seed})`, async () => {
      const lag = { lagMs: 45_000, staleReads: true, seed };
      const scene = await setScene({ tenant: 'contoso', users: 120, ...lag });
      const { world, skuId, fresh } = scene;
      const [by = ''] = fresh;
      await saveFor(scene, [by], { route: 'group' });
      const first = await publish({ reviewer: world.publisher });
      expect(first.state.counts).to.deep.equal(counts({ applied: 1 }));
      await saveFor(scene, [by], { id: 'other' });
      const other = await publish({ reviewer: world.publisher, id: 'other' });
      expect(other.review.changeSet.changes).to.deep.equal([]);
      await saveFor(scene, []);
      await publish({ reviewer: world.publisher });
      await settle(world);
      expect(listHolders(world, skuId)).to.include(by);
    });

  it('counts a plan that was just taken off the group as gone, although it is still read there', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120, lagMs: 20_000 });
    const { world, skuId } = scene;
    await saveFor(scene, [], { route: 'group' });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    await world.save('ws', { plans: [] }, { route: 'direct' });
    await publish({ reviewer: world.publisher });
    await saveFor(scene, [], { route: 'group' });
    const again = await publish({ reviewer: world.publisher });
    expect(again.review.changeSet.group?.before).to.deep.equal([]);
    const given = (await world.team.grants.list()).map(({ entitlement }) => entitlement);
    expect(given).to.deep.equal([{ kind: 'plan', skuId }]);
  });
});
