import { describe, it } from 'node:test';
import { expect } from 'chai';
import { inviteColleague, listHolders, saveFor, setScene } from '../../scene.js';

describe('what one administrator confirmed', () => {
  it('is not published by another one', async () => {
    const scene = await setScene({});
    const { world, skuId, fresh, holders } = scene;
    await saveFor(scene, fresh.slice(0, 2));
    const review = await world.publisher.review('ws');
    const { error, counts } = await inviteColleague(world).publish(review).done;
    expect(error?.code).to.equal('account-changed');
    expect(counts.applied).to.equal(0);
    expect(listHolders(world, skuId)).to.deep.equal([...holders]);
  });
});
