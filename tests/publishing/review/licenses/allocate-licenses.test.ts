import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Plan } from '../../../../src/model/plan/plan.js';
import {
  allocateLicenses,
  countLicenses,
  type LicenseUser,
} from '../../../../src/publishing/review/licenses/allocate-licenses.js';
import { createPlan } from '../../sample-plans.js';

const skuIds = ['a', 'b', 'c'] as const;

interface Person extends LicenseUser {
  readonly name: string;
}

const person = (name: string, needs: string[], frees: string[] = []): Person => ({ name, needs, frees });
const tenantOf = (free: Readonly<Record<string, number>>): ReadonlyMap<string, Plan> =>
  new Map(
    Object.entries(free).map(([skuId, count]) => [
      skuId,
      createPlan(skuId, [], { total: 10, consumed: 10 - count }),
    ]),
  );
const describeAllocation = (people: readonly Person[], free: Readonly<Record<string, number>>) => {
  const { served, unserved } = allocateLicenses(people, tenantOf(free));
  return {
    waves: served.map(({ item, wave }) => `${item.name} ${wave}`),
    lacking: unserved.map(({ item, lacking }) => `${item.name} ${lacking.join()}`),
  };
};

describe('allocateLicenses', () => {
  it('serves who comes first, and says what the others lack', () => {
    const people = [person('ann', ['a']), person('bob', ['a', 'b']), person('cleo', ['b'])];
    expect(describeAllocation(people, { a: 1, b: 1 })).to.deep.equal({
      waves: ['ann 0', 'cleo 0'],
      lacking: ['bob a,b'],
    });
  });

  it('lets those who only give back go first, and those who need it wait one wave', () => {
    const people = [person('ann', ['a']), person('bob', [], ['a'])];
    expect(describeAllocation(people, { a: 0 })).to.deep.equal({ waves: ['bob 0', 'ann 1'], lacking: [] });
  });

  it('follows a chain of swaps as far as it goes', () => {
    const people = [person('ann', ['c'], ['b']), person('bob', ['b'], ['a']), person('cleo', ['a'])];
    expect(describeAllocation(people, { a: 0, b: 0, c: 1 })).to.deep.equal({
      waves: ['ann 0', 'bob 1', 'cleo 2'],
      lacking: [],
    });
  });

  it('gives nothing to two who wait for each other', () => {
    const people = [person('ann', ['a'], ['b']), person('bob', ['b'], ['a'])];
    expect(describeAllocation(people, { a: 0, b: 0 })).to.deep.equal({
      waves: [],
      lacking: ['ann a', 'bob b'],
    });
  });

  it('mends what was assigned beyond what was bought before it hands out again', () => {
    const people = [person('ann', ['a']), person('bob', [], ['a']), person('cleo', [], ['a'])];
    expect(describeAllocation(people, { a: -1 })).to.deep.equal({
      waves: ['bob 0', 'cleo 0', 'ann 1'],
      lacking: [],
    });
    expect(describeAllocation(people, { a: -2 }).lacking).to.deep.equal(['ann a']);
  });

  it('never oversells whatever the order within a wave, and leaves no license that somebody waits for', () => {
    const anyPerson = fc
      .record({ needs: fc.subarray([...skuIds]), frees: fc.subarray([...skuIds]) })
      .map(({ needs, frees }): LicenseUser => ({
        needs,
        frees: frees.filter((skuId) => !needs.includes(skuId)),
      }));
    const anyFree = fc.record({ a: fc.integer({ min: -2, max: 4 }), b: fc.nat(3), c: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 14 }), anyFree, (people, free) => {
        const plans = tenantOf(free);
        const { served, unserved } = allocateLicenses(people, plans);
        expect(served.length + unserved.length).to.equal(people.length);
        expect(new Set([...served, ...unserved].map(({ item }) => item)).size).to.equal(people.length);

        const left: Record<string, number> = { ...free };
        const count = (ids: readonly string[], by: number): void => {
          for (const skuId of ids) left[skuId] = (left[skuId] ?? 0) + by;
        };
        const waves = served.map(({ wave }) => wave);
        expect(waves).to.deep.equal([...waves].sort((x, y) => x - y));
        for (const now of new Set(waves)) {
          const wave = served.filter((each) => each.wave === now).map(({ item }) => item);
          // At worst everybody takes before anybody gives back.
          for (const { needs } of wave) {
            count(needs, -1);
            for (const skuId of needs) expect(left[skuId], `${skuId} in wave ${now}`).to.be.at.least(0);
          }
          for (const { frees } of wave) count(frees, 1);
        }
        for (const { item, lacking } of unserved) {
          expect(lacking).to.have.length.above(0);
          expect(lacking).to.deep.equal(item.needs.filter((skuId) => (left[skuId] ?? 0) < 1));
        }
        // Of those who need and free the same, nobody is served before who came first.
        const alike = (x: LicenseUser, y: LicenseUser): boolean => x.needs.join() === y.needs.join();
        for (const { item } of unserved)
          for (const { item: lucky } of served)
            if (alike(item, lucky)) expect(people.indexOf(lucky)).to.be.below(people.indexOf(item));

        for (const counts of countLicenses(
          skuIds,
          plans,
          served.map(({ item }) => item),
          unserved,
        )) {
          const { skuId } = counts;
          expect(counts.assignedAfter).to.equal(10 - left[skuId]!);
          expect(counts.assignedAfter).to.equal(counts.assignedBefore + counts.added - counts.freed);
          expect(counts.availableAfter).to.equal(Math.max(0, left[skuId]!));
          expect(counts.short).to.equal(unserved.filter(({ lacking }) => lacking.includes(skuId)).length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
