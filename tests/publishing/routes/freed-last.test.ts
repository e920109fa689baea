import { describe, it } from 'node:test';
import { expect } from 'chai';
import { counts, listHolders, openGroup, publish, saveFor, setScene, settle } from '../scene.js';

describe('a workspace that leaves the group route while licenses are short', () => {
  it('promises nobody a license that somebody in the group frees only afterwards, or waits for it', async () => {
    const scene = await setScene({ plan: 'VISIOCLIENT', tenant: 'contoso', users: 120 });
    const { world, skuId, fresh } = scene;
    const [ours = '', byHand = '', joining = ''] = fresh;
    await world.changePlan({
      plan: 'VISIOCLIENT',
      units: { enabled: scene.holders.length + 2 },
    });
    const groupId = await openGroup(scene, ours);
    await world.call('POST', `/groups/${groupId}/members/$ref`, {
      body: { '@odata.id': `${world.emulator.graph}/v1.0/directoryObjects/${byHand}` },
    });
    await world.clock.advance(60_000);
    expect(listHolders(world, skuId)).to.include.members([ours, byHand]);
    await saveFor(scene, [ours, joining], { route: 'direct' });
    const { review, state } = await publish({ reviewer: world.publisher });
    const { changes, blocked, group } = review.changeSet;
    expect(group?.bystanders).to.deep.equal([byHand]);
    const named = [...changes.map(({ userId }) => userId), ...blocked.map(({ userId }) => userId)];
    expect(named.sort()).to.deep.equal([ours, joining].sort());
    expect(state.error).to.equal(undefined);
    expect(state.counts).to.deep.equal(counts({ applied: changes.length }));
    await settle(world);
    expect(listHolders(world, skuId)).to.include.members(changes.map(({ userId }) => userId));
    const rest = await publish({ reviewer: world.publisher });
    expect(rest.state.counts.failed + rest.state.counts.open).to.equal(0);
    await settle(world);
    expect(listHolders(world, skuId)).to.include.members([ours, joining]);
  });
});
