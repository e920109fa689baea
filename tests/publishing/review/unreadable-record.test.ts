import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ProvisioningError } from '../../../src/model/errors.js';
import { isOpen } from '../../../src/model/holding/grant.js';
import { deadMs } from '../../../src/publishing/loop/settle-open.js';
import type { Journal } from '../../../src/store/store.js';
import { counts, listHolders, publish, routes, saveFor, setScene } from '../scene.js';
import { isWrite, Tampering } from '../tampering.js';

/** A journal of which one publish can be listed and not be read. */
function damage(journal: Journal, damagedId: string): Journal {
  return {
    ...journal,
    read: (publishId, options) =>
      publishId === damagedId
        ? Promise.reject(new ProvisioningError('record-unreadable', `The record of ${publishId} is damaged.`))
        : journal.read(publishId, options),
  };
}

describe('a publish that left something open and whose record cannot be read any more', () => {
  for (const route of routes)
    for (const isCutOff of [false, true])
      it(`keeps nobody from reviewing and publishing (${route} route${isCutOff ? ', cut off' : ''})`, async () => {
        const tampering = new Tampering();
        const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
        const { world, skuId, fresh } = scene;
        const people = fresh.slice(0, 3);
        const [, , , other = ''] = fresh;
        await saveFor(scene, people, { route });
        let isFull = false;
        let hasLeft = false;
        const tab = world.reload({
          aroundJournal: (journal) => ({
            ...journal,
            append: (publishId, entries, hold) =>
              isFull
                ? Promise.reject(new ProvisioningError('storage-full', 'There is no room.'))
                : journal.append(publishId, entries, hold),
          }),
        });
        const review = await tab.review('ws');
        tampering.tamper = (asked, pass) => {
          const isLast = asked.some(({ method, path }) =>
            route === 'direct'
              ? path.includes('assignLicense')
              : method === 'PATCH' && /^\/groups\/[^(]/.test(path),
          );
          // Then nobody can see what became of it.
          if (hasLeft) return Promise.resolve(Response.json({ hello: 'world' }));
          if (!isWrite(asked) || !isLast) return undefined;
          hasLeft = true;
          isFull = isCutOff;
          return pass().then(() => new Response('', { status: 502 }));
        };
        const run = tab.publish(review);
        await run.done;
        expect((await world.team.grants.list()).filter(isOpen)).to.have.length(3);
        tampering.tamper = undefined;
        const isFinished = (await world.publisher.history()).some(({ finished }) => finished);
        expect(isFinished).to.equal(!isCutOff);
        await world.clock.advance(deadMs);

        const publisher = world.reload({ aroundJournal: (journal) => damage(journal, run.publishId) });
        await saveFor(scene, [other], { id: 'other' });
        const others = await publish({ reviewer: publisher, id: 'other' });
        expect(others.state.error).to.equal(undefined);
        expect(others.state.counts).to.deep.equal(counts({ applied: 1 }));
        for (let times = 0; times < 2; times += 1) {
          const { state } = await publish({ reviewer: publisher });
          expect(state.error).to.equal(undefined);
          await world.clock.advance(61_000);
        }
        expect(listHolders(world, skuId)).to.include.members([...people, other]);
        await saveFor(scene, [], { route });
        for (let times = 0; times < 3; times += 1) {
          const { state } = await publish({ reviewer: publisher });
          expect(state.error).to.equal(undefined);
          await world.clock.advance(61_000);
        }
        for (const id of people) expect(listHolders(world, skuId)).not.to.include(id);
      });
});
