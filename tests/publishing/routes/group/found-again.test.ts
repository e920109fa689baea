import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  counts,
  expectTakenBack,
  listHolders,
  listMembers,
  publish,
  saveFor,
  setScene,
} from '../../scene.js';
import { isWrite, Tampering } from '../../tampering.js';

describe('a group whose making was not answered', () => {
  it('is found again by its name when the tab is gone, is stored, and loses whoever is unsubscribed', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, skuId, fresh, holders } = scene;
    const people = fresh.slice(0, 3);
    const groupsBefore = world.emulator.state().groups.length;
    await saveFor(scene, people, { route: 'group' });
    const review = await world.publisher.review('ws');
    let isMade = false;
    tampering.tamper = (asked, pass) => {
      if (isMade) throw new TypeError('fetch failed');
      if (!isWrite(asked)) return undefined;
      isMade = true;
      return pass().then(() => {
        throw new TypeError('fetch failed');
      });
    };
    const { counts: found } = await world.publisher.publish(review).done;
    expect(found).to.deep.equal(counts({ notSent: 3 }));
    tampering.tamper = undefined;
    expect((await world.store.get('ws'))?.workspace.groupId).to.equal(undefined);
    expect(world.emulator.state().groups.length).to.equal(groupsBefore + 1);

    const publisher = world.reload();
    expect((await publish({ reviewer: publisher })).state.counts).to.deep.equal(counts({ applied: 3 }));
    expect(world.emulator.state().groups.length).to.equal(groupsBefore + 1);
    const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
    expect(listMembers(world, groupId)).to.deep.equal([...people].sort());
    expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people].sort());
    await world.clock.advance(61_000);
    await expectTakenBack(scene, publisher);
    expect(listMembers(world, groupId)).to.deep.equal([]);
  });

  it('is stored when it is found in the same publish, even when nothing else of that publish succeeds', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, fresh } = scene;
    const groupsBefore = world.emulator.state().groups.length;
    await saveFor(scene, fresh.slice(0, 3), { route: 'group' });
    const review = await world.publisher.review('ws');
    tampering.tamper = (asked, pass) => {
      if (!isWrite(asked)) return undefined;
      if (tampering.hits > 0) throw new TypeError('fetch failed');
      return pass().then(() => new Response('', { status: 504 }));
    };
    const { counts: found } = await world.publisher.publish(review).done;
    tampering.tamper = undefined;
    expect(found.applied).to.equal(0);
    expect(world.emulator.state().groups.length).to.equal(groupsBefore + 1);
    const groupId = (await world.store.get('ws'))?.workspace.groupId;
    expect(world.emulator.state().groups.map(({ id }) => id)).to.include(groupId);
  });
});
