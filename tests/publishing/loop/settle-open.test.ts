import { describe, it } from 'node:test';
import { expect } from 'chai';
import { deadMs } from '../../../src/publishing/loop/settle-open.js';
import { saveFor, setScene, writeByHand } from '../scene.js';
import { isWrite, Tampering } from '../tampering.js';

describe('a write of two plans that never arrived', () => {
  for (const [which, index] of [
    ['first', 0],
    ['second', 1],
  ] as const)
    it(`has failed, although somebody assigns the ${which} plan by hand meanwhile`, async () => {
      const tampering = new Tampering();
      const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
      const { world, skuId, fresh } = scene;
      const [userId = ''] = fresh;
      const { skuId: other } = await world.plan('POWER_BI_PRO');
      await saveFor(scene, [userId], { route: 'direct' });
      const plans = [skuId, other].map((id) => ({ skuId: id, apps: {} }));
      await world.save('ws', { plans });
      tampering.tamper = (asked) =>
        isWrite(asked) ? Promise.resolve(new Response('', { status: 502 })) : undefined;
      const run = world.publisher.publish(await world.publisher.review('ws'));
      expect((await run.done).counts.open).to.equal(1);
      tampering.tamper = undefined;

      await world.clock.advance(deadMs);
      await world.publisher.review('ws');
      await writeByHand(world, userId, { add: [{ skuId: [skuId, other][index] ?? '' }] });
      await world.clock.advance(61_000);
      await world.publisher.review('ws');
      const { outcomes } = await world.publisher.readPublish(run.publishId);
      expect(outcomes.get(userId)).to.include({ status: 'failed', code: 'timeout' });
    });
});
