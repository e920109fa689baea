import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { confirmAll, startWorld } from '../../publishing-world.js';

const userCount = 30;
const someUsers = fc.subarray(Array.from({ length: userCount }, (_, index) => index));

/** Who had the licenses, who is to have them, and whose requests Microsoft takes long over. */
const anySwap = fc.record({ before: someUsers, after: someUsers, slow: someUsers });

describe('law 6: who needs a license that another gives back gets it after that', () => {
  it('lets no write meet a plan without licenses, however long each takes', async () => {
    let waited = 0;
    await fc.assert(
      fc.asyncProperty(anySwap, async ({ before, after, slow }) => {
        const world = startWorld({ users: 60 });
        const { skuId, prepaidUnits } = await world.plan('VISIOCLIENT');
        const everybody = (await world.people()).map(({ id }) => id);
        const people = everybody.slice(0, userCount);
        const plans = [{ skuId, apps: {} }];
        const publish = async (users: readonly number[]) => {
          await world.save('ws', { subscribers: users.map((index) => people[index]!), plans });
          const review = await world.publisher.review('ws', confirmAll(everybody));
          const { counts, results } = await world.publisher.publish(review).done;
          const failures = [...results.values()].filter(({ status }) => status !== 'applied');
          expect(failures).to.deep.equal([]);
          expect(counts.applied).to.equal(review.changeSet.changes.length);
          await world.clock.advance(61_000);
          return review.changeSet;
        };
        await publish(before);
        for (const index of slow) {
          const path = `/users/${people[index]}/assignLicense`;
          world.emulator.faults.add({ kind: 'delay', method: 'POST', path, delayMs: 20_000 });
        }
        const changeSet = await publish(after);
        waited += changeSet.changes.filter(({ wave }) => wave > 0).length;
        const holders = world.emulator
          .state()
          .users.filter((user) => user.assignedLicenses.some((license) => license.skuId === skuId));
        expect(holders.length).to.be.at.most(prepaidUnits.enabled + prepaidUnits.warning);
        const short = new Set(changeSet.blocked.map(({ userId }) => userId));
        for (const index of after)
          if (!short.has(people[index]!)) expect(holders.map(({ id }) => id)).to.include(people[index]);
        if (changeSet.blocked.some(({ reason }) => reason === 'no-licenses-left'))
          expect(holders.length).to.equal(prepaidUnits.enabled + prepaidUnits.warning);
      }),
      { numRuns: 20, endOnFailure: true },
    );
    expect(waited, 'users who waited for a license that got free').to.be.above(0);
  });
});
