import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  counts,
  listGrantsOfPeople,
  listMembers,
  openGroup,
  publish,
  saveFor,
  setScene,
} from '../../scene.js';
import { isWrite, Tampering } from '../../tampering.js';

describe('a refusal that says that somebody is in the group already, or not in it', () => {
  it('is looked at: who is in it still is let out', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120 });
    const { world, fresh } = scene;
    const [by = ''] = fresh;
    const groupId = await openGroup(scene, by);
    await saveFor(scene, [], { route: 'group' });
    world.emulator.faults.add({
      kind: 'status',
      status: 404,
      method: 'DELETE',
      path: '/groups/*/members/**',
      count: 1,
    });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.counts).to.deep.equal(counts({ applied: 1 }));
    expect(listMembers(world, groupId)).to.deep.equal([]);
  });

  it('leaves pending whom a write before may have let out, when it cannot be looked at', async () => {
    const tampering = new Tampering();
    const scene = await setScene({
      tenant: 'contoso',
      users: 120,
      lagMs: 20_000,
      between: tampering.between,
    });
    const { world, fresh } = scene;
    const [by = ''] = fresh;
    const groupId = await openGroup(scene, by);
    await saveFor(scene, [], { route: 'group' });
    const review = await world.publisher.review('ws');
    let writes = 0;
    // The first write takes effect unanswered and does not show, so that the next is refused; then only rubbish is read.
    tampering.tamper = (asked, pass) => {
      if (!isWrite(asked)) return writes > 1 ? Promise.resolve(Response.json({})) : undefined;
      writes += 1;
      return writes === 1 ? pass().then(() => new Response('', { status: 502 })) : undefined;
    };
    const state = await world.publisher.publish(review).done;
    expect(writes).to.equal(2);
    expect(listMembers(world, groupId)).to.deep.equal([]);
    expect(state.counts).to.deep.equal(counts({ open: 1 }));
  });

  it('does not make our own what somebody else did a moment before', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120, lagMs: 20_000 });
    const { world, fresh } = scene;
    const [by = '', other = ''] = fresh;
    const groupId = await openGroup(scene, by);
    await saveFor(scene, [by, other], { route: 'group' });
    await world.call('POST', `/groups/${groupId}/members/$ref`, {
      body: { '@odata.id': `${world.emulator.graph}/v1.0/directoryObjects/${other}` },
    });
    const { state } = await publish({ reviewer: world.publisher });
    expect(state.results.get(other)?.status).to.equal('applied');
    const memberships = (await listGrantsOfPeople(world)).filter(
      ({ entitlement }) => entitlement.kind === 'membership',
    );
    expect(memberships.map(({ holder }) => holder)).to.deep.equal([{ kind: 'user', userId: by }]);
  });
});
