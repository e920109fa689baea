import { describe, it } from 'node:test';
import { expect } from 'chai';
import { counts, listHolders, publish, saveFor, setScene, settle } from '../../scene.js';

const hourMs = 60 * 60_000;

describe('what Microsoft has still to give', () => {
  it('says in the record of the publish that they are done, once they are', async () => {
    const scene = await setScene({ tenant: 'contoso', users: 120, groupLicensing: 'a-day' });
    const { world, fresh } = scene;
    const people = fresh.slice(0, 5);
    await saveFor(scene, people, { route: 'group' });
    const { run } = await publish({ reviewer: world.publisher });
    await world.clock.advance(30 * hourMs);
    await settle(world);
    const { outcomes, finished } = await world.publisher.readPublish(run.publishId);
    expect([...outcomes.values()].map(({ status }) => status)).to.deep.equal(people.map(() => 'applied'));
    expect(finished?.counts).to.deep.equal(counts({ applied: 5 }));
  });

  for (const id of ['ws', 'other'])
    it(`counts the licenses that are still to come for ${id === 'ws' ? 'the same' : 'another'} workspace`, async () => {
      const scene = await setScene({ plan: 'VISIOCLIENT', groupLicensing: 'a-day' });
      const { world, skuId, fresh } = scene;
      expect(listHolders(world, skuId)).to.deep.equal([]);
      const people = fresh.slice(0, 2);
      const [, , third = ''] = fresh;
      await saveFor(scene, people, { route: 'group' });
      await publish({ reviewer: world.publisher });
      await world.clock.advance(2 * hourMs);
      await saveFor(scene, id === 'ws' ? [...people, third] : [third], {
        id,
        route: id === 'ws' ? 'group' : 'direct',
      });
      const { changes, blocked } = (await world.publisher.review(id)).changeSet;
      expect(changes).to.deep.equal([]);
      expect(blocked.map(({ userId, reason }) => [userId, reason])).to.deep.equal([
        [third, 'no-licenses-left'],
      ]);
    });
});
