import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { ReclaimItem } from '../../../../src/model/publish/change-set.js';
import { startWorld, type World } from '../../publishing-world.js';

const assignLicense = { method: 'POST', path: '/users/*/assignLicense' } as const;

/** Somebody with two direct licenses, the first of a plan that no other needs, and a review that takes them. */
async function begin(items: (skuIds: readonly string[]) => readonly Omit<ReclaimItem, 'userId'>[]) {
  const world = startWorld({ tenant: 'contoso', users: 300, lagMs: 8_000 });
  const first = (await world.plan('POWER_BI_PRO')).skuId;
  const person = (await world.people()).find(({ licenses, usageLocation }) => {
    const direct = licenses.filter((each) => each.assignedByGroup === null && each.state === 'Active');
    return (
      usageLocation &&
      licenses.length === 2 &&
      direct.length === 2 &&
      direct.some(({ skuId }) => skuId === first)
    );
  });
  if (!person) throw new Error('Nobody holds the plan and another one.');
  const { id: userId, licenses } = person;
  const held = [first, ...licenses.map(({ skuId }) => skuId).filter((skuId) => skuId !== first)];
  const review = await world.publisher.reviewReclaim(items(held).map((item) => ({ userId, ...item })));
  expect(review.changeSet.blocked).to.deep.equal([]);
  return { world, userId, review, held };
}

const licensesOf = (world: World, userId: string): string[] =>
  world.emulator
    .state()
    .users.filter(({ id }) => id === userId)
    .flatMap(({ assignedLicenses }) => assignedLicenses.map(({ skuId }) => skuId));

describe('a license that is gone when its removal is sent again', () => {
  for (const [what, items] of [
    ['alone', ([first = '']) => [{ skuId: first }]],
    ['with another', ([first = '', second = '']) => [{ skuId: first }, { skuId: second }]],
  ] as const satisfies [string, Parameters<typeof begin>[0]][])
    it(`counts as taken, ${what}, though reads show it still`, async () => {
      const { world, userId, review, held } = await begin(items);
      world.emulator.faults.add({ kind: 'drop-after', ...assignLicense, count: 1 });
      const { counts } = await world.publisher.publish(review).done;
      expect(counts).to.deep.equal({ applied: 1, failed: 0, open: 0, notSent: 0 });
      const taken = items(held).map(({ skuId }) => skuId);
      expect(licensesOf(world, userId)).to.have.members(held.filter((skuId) => !taken.includes(skuId)));
    });

  it('counts as taken in a swap, and what was given in its place as given', async () => {
    const world = startWorld({ tenant: 'contoso', users: 300, lagMs: 8_000 });
    const free = await world.plan('FLOW_FREE');
    const skuId = (await world.plan('POWER_BI_PRO')).skuId;
    const person = (await world.people()).find(
      ({ licenses, usageLocation }) =>
        usageLocation &&
        licenses.some((each) => each.skuId === skuId && each.assignedByGroup === null) &&
        !licenses.some((each) => each.skuId === free.skuId),
    );
    const userId = person?.id ?? '';
    const review = await world.publisher.reviewReclaim([{ userId, skuId, insteadSkuId: free.skuId }]);
    world.emulator.faults.add({ kind: 'drop-after', ...assignLicense, count: 1 });
    const { counts } = await world.publisher.publish(review).done;
    expect(counts).to.deep.equal({ applied: 1, failed: 0, open: 0, notSent: 0 });
    expect(licensesOf(world, userId)).to.include(free.skuId).and.not.to.include(skuId);
  });
});
