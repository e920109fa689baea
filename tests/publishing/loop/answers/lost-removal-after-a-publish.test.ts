import { describe, it } from 'node:test';
import { expect } from 'chai';
import { listGrantsOfPeople, listHolders, publish, routes, saveFor, setScene, settle } from '../../scene.js';
import { isWrite, Tampering } from '../../tampering.js';

describe('a removal that is lost on its way, seconds after the license was assigned, while reads lag', () => {
  for (const route of routes)
    it(`is not taken for done because an old read does not show the license (${route} route)`, async () => {
      const tampering = new Tampering();
      const scene = await setScene({ lagMs: 45_000, between: tampering.between });
      const { world, skuId, fresh, holders } = scene;
      await saveFor(scene, fresh.slice(0, 1), { route });
      await publish({ reviewer: world.publisher });

      let isLost = false;
      tampering.tamper = (asked) => {
        if (!isWrite(asked) || isLost) return undefined;
        isLost = true;
        return Promise.resolve(new Response('', { status: 502 }));
      };
      await saveFor(scene, [], { route });
      const { counts, error } = await world.publisher.publish(await world.publisher.review('ws')).done;
      expect(error).to.equal(undefined);
      expect(isLost).to.equal(true);
      if (counts.applied > 0) expect(listHolders(world, skuId)).to.deep.equal([...holders]);
      else expect(await listGrantsOfPeople(world)).to.have.length(1);

      tampering.tamper = undefined;
      await settle(world);
      await publish({ reviewer: world.publisher });
      await settle(world);
      expect(listHolders(world, skuId)).to.deep.equal([...holders]);
    });
});
