import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Publisher } from '../../../src/publishing/publisher.js';
import type { World } from '../publishing-world.js';
import { counts, inviteColleague, publish, routes, saveFor, setScene } from '../scene.js';

const whoReviews: Readonly<Record<string, (world: World) => Publisher>> = {
  'the same page': ({ publisher }) => publisher,
  'a page that was loaded anew': (world) => world.reload(),
  'a colleague': inviteColleague,
};

describe('what was published a moment ago', () => {
  for (const route of routes)
    for (const [who, createReviewer] of Object.entries(whoReviews)) {
      it(`is counted in a review by ${who}, although Microsoft's counts lag (${route} route)`, async () => {
        const scene = await setScene({ plan: 'VISIOCLIENT', lagMs: 20_000 });
        const { world, fresh } = scene;
        const [first = '', second = '', third = ''] = fresh;
        await saveFor(scene, [first], { route });
        const { state } = await publish({ reviewer: world.publisher });
        expect(state.counts).to.deep.equal(counts({ applied: 1 }));
        await saveFor(scene, [second, third], { id: 'other' });
        const { changes, blocked, licenses } = (await createReviewer(world).review('other')).changeSet;
        expect(changes.map(({ userId }) => userId)).to.deep.equal([second]);
        expect(blocked.map(({ userId, reason }) => [userId, reason])).to.deep.equal([
          [third, 'no-licenses-left'],
        ]);
        expect(licenses).to.have.length(1);
        expect(licenses[0]).to.include({ assignedBefore: 1, assignedAfter: 2, availableAfter: 0, short: 1 });
      });

      it(`is counted once by ${who} when Microsoft's counts show it (${route} route)`, async () => {
        const scene = await setScene({ plan: 'VISIOCLIENT' });
        const { world, fresh } = scene;
        const [first = '', second = ''] = fresh;
        await saveFor(scene, [first], { route });
        await publish({ reviewer: world.publisher });
        await saveFor(scene, [second], { id: 'other' });
        const { changes, licenses } = (await createReviewer(world).review('other')).changeSet;
        expect(changes.map(({ userId }) => userId)).to.deep.equal([second]);
        expect(licenses[0]).to.include({ assignedBefore: 1, assignedAfter: 2 });
      });
    }

  it('frees licenses in the next review at once', async () => {
    const scene = await setScene({ plan: 'VISIOCLIENT', lagMs: 20_000 });
    const { world, fresh } = scene;
    const [first = '', second = '', third = ''] = fresh;
    await saveFor(scene, [first, second]);
    await publish({ reviewer: world.publisher });
    await world.clock.advance(120_000);
    await saveFor(scene, [second]);
    expect((await publish({ reviewer: world.publisher })).state.counts).to.deep.equal(counts({ applied: 1 }));
    await saveFor(scene, [third], { id: 'other' });
    const { state } = await publish({ reviewer: world.publisher, id: 'other' });
    expect(state.counts).to.deep.equal(counts({ applied: 1 }));
  });
});
