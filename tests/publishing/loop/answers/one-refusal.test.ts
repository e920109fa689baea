import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createDesktops } from '../../publishing-world.js';
import { counts, listHolders, listMembers, publish, saveFor, setScene } from '../../scene.js';

describe('one person whom nobody may change', () => {
  it('fails alone; everybody else gets the license', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 500 });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 200);
    // First in line, so that nothing has succeeded before.
    const [refused = ''] = people;
    world.emulator.addAdministrativeUnit({ displayName: 'Board', restricted: true, members: [refused] });
    await saveFor(scene, people);
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.error).to.equal(undefined);
    expect(state.end).to.equal('completed');
    expect(state.counts).to.deep.equal(counts({ applied: 199, failed: 1 }));
    const result = state.results.get(refused);
    expect(result?.status === 'failed' && result.error.code).to.equal('role-required');
    expect(listHolders(world, skuId)).to.include.members(people.slice(1)).and.not.to.include(refused);
  });

  it('keeps nobody back either when nineteen such people come first in line', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 500 });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 200);
    const refused = people.slice(0, 19);
    world.emulator.addAdministrativeUnit({ displayName: 'Board', restricted: true, members: refused });
    await saveFor(scene, people);
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ applied: 181, failed: 19 }));
    expect(listHolders(world, skuId)).to.include.members(people.slice(19));
  });

  it('does not keep those from the group who travel in the same request', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 500 });
    const { world, skuId, fresh } = scene;
    const people = fresh.slice(0, 200);
    await saveFor(scene, people, { route: 'group' });
    // Twenty people travel in one; then the one among them is refused again.
    world.emulator.faults.add({
      kind: 'status',
      status: 403,
      method: 'PATCH',
      path: '/groups/*',
      after: 3,
      count: 1,
    });
    world.emulator.faults.add({
      kind: 'status',
      status: 403,
      method: 'PATCH',
      path: '/groups/*',
      after: 12,
      count: 1,
    });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.error).to.equal(undefined);
    expect(state.counts).to.deep.equal(counts({ applied: 199, failed: 1 }));
    const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
    expect(listMembers(world, groupId)).to.have.length(199);
    expect(listHolders(world, skuId).filter((id) => people.includes(id))).to.have.length(199);
  });

  it('in a group fails alone when people are let out', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 200 });
    const { world, fresh } = scene;
    const people = fresh.slice(0, 50);
    await saveFor(scene, people, { route: 'group' });
    await publish({ reviewer: world.publisher });
    await world.clock.advance(61_000);
    await saveFor(scene, [], { route: 'group' });
    world.emulator.faults.add({
      kind: 'status',
      status: 403,
      method: 'DELETE',
      path: '/groups/**',
      count: 1,
    });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.error).to.equal(undefined);
    expect(state.counts).to.deep.equal(counts({ applied: 49, failed: 1 }));
    const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
    expect(listMembers(world, groupId)).to.have.length(1);
  });

  it('fails alone for a service', async () => {
    const desktops = createDesktops();
    const refused = new Set<string>();
    const choosy = {
      ...desktops,
      async assign(assignment: { userId: string; serviceId: string }): Promise<void> {
        if (refused.has(assignment.userId)) throw new Error('Not for this person.');
        await desktops.assign(assignment);
      },
    };
    const { world } = await setScene({ tenant: 'contoso', users: 120, providers: [choosy] });
    const people = (await world.people()).slice(0, 60).map(({ id }) => id);
    refused.add(people[0] ?? '');
    await world.save('ws', {
      services: [{ providerId: 'desktops', serviceId: 'standard' }],
      subscribers: people,
    });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ applied: 59, failed: 1 }));
    expect([...desktops.held].sort()).to.deep.equal(people.slice(1).sort());
  });

  it('ends a kind of step early only when all of the first are refused alike', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 500, roles: ['Global Reader'] });
    const { world, fresh } = scene;
    await saveFor(scene, fresh.slice(0, 200));
    const review = await world.publisher.review('ws');
    const calls = world.calls();
    const { counts: found } = await world.publisher.publish(review).done;
    expect(found.applied).to.equal(0);
    expect(found.failed).to.be.at.least(20);
    expect(found.failed + found.notSent).to.equal(200);
    expect(world.calls() - calls).to.be.below(30);
  });
});
