import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  counts,
  listGrantsOfPeople,
  listHolders,
  publish,
  routes,
  saveFor,
  setScene,
  settle,
} from '../../scene.js';
import { isWrite, Tampering } from '../../tampering.js';

describe('200 removals whose answers are lost while reads lag', () => {
  for (const route of routes)
    for (const lagMs of [10_000, 45_000, 90_000])
      it(`leave nobody as failed, and nobody with the license (${route} route, ${lagMs / 1000} s)`, async () => {
        const tampering = new Tampering();
        const scene = await setScene({ tenant: 'contoso', users: 300, lagMs, between: tampering.between });
        const { world, skuId, fresh, holders } = scene;
        const people = fresh.slice(0, 200);
        await saveFor(scene, people, { route });
        // A new group is not known everywhere at once.
        for (let times = 0; times < 2; times += 1) {
          await publish({ reviewer: world.publisher });
          await settle(world);
        }
        expect(listHolders(world, skuId)).to.include.members(people);
        await saveFor(scene, [], { route });
        const review = await world.publisher.review('ws');
        expect(review.changeSet.changes).to.have.length(200);
        let number = 0;
        tampering.tamper = (asked, pass) => {
          if (!isWrite(asked)) return undefined;
          number += 1;
          return number % 3 === 0 ? undefined : pass().then(() => new Response('', { status: 502 }));
        };
        const { counts: found, error } = await world.publisher.publish(review).done;
        tampering.tamper = undefined;
        expect(error).to.equal(undefined);
        expect(found).to.deep.equal(counts({ applied: found.applied, open: 200 - found.applied }));
        if (lagMs < 45_000) expect(found.applied).to.equal(200);

        await settle(world);
        expect(listHolders(world, skuId)).to.deep.equal([...holders]);
        const { changes, open } = (await world.publisher.review('ws')).changeSet;
        expect({ changes, open }).to.deep.equal({ changes: [], open: [] });
        expect(await listGrantsOfPeople(world)).to.deep.equal([]);
      });
});
