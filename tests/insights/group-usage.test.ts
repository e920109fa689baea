import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { groupUsage } from '../../src/insights/group-usage.js';
import { makeLicense, makeUser } from './waste-fixture.js';

const skuIds = new Set(['small', 'big']);

describe('usage by department or country', () => {
  const sales = { department: 'Sales', usageLocation: 'US' };

  it('counts people and licenses, those with most first', () => {
    const users = [
      makeUser('a', { ...sales, licenses: [makeLicense('small')] }),
      makeUser('b', { department: 'IT', licenses: [makeLicense('small'), makeLicense('big')] }),
      makeUser('c', { department: 'IT', licenses: [makeLicense('big')] }),
    ];
    expect(groupUsage(users, skuIds, 'department')).to.deep.equal([
      {
        name: 'IT',
        people: 2,
        licenses: 3,
        byPlan: new Map([
          ['small', 1],
          ['big', 2],
        ]),
      },
      { name: 'Sales', people: 1, licenses: 1, byPlan: new Map([['small', 1]]) },
    ]);
  });

  it('counts a plan once that somebody has directly and by group', () => {
    const licenses = [makeLicense('small'), makeLicense('small', { assignedByGroup: 'g' })];
    const [group] = groupUsage([makeUser('a', { ...sales, licenses })], skuIds, 'department');
    expect(group).to.include({ people: 1, licenses: 1 });
  });

  it('leaves out failed assignments, plans that are not asked for, and people without a license', () => {
    const users = [
      makeUser('a', { ...sales, licenses: [makeLicense('small', { state: 'Error' })] }),
      makeUser('b', { ...sales, licenses: [makeLicense('free')] }),
      makeUser('c', sales),
    ];
    expect(groupUsage(users, skuIds, 'department')).to.deep.equal([]);
  });

  it('takes the usage location for the country, and keeps those without one apart', () => {
    const licenses = [makeLicense('small')];
    const users = [
      makeUser('a', { usageLocation: 'DE', country: 'Germany', licenses }),
      makeUser('b', { country: 'Germany', licenses }),
    ];
    expect(groupUsage(users, skuIds, 'country').map(({ name }) => name)).to.deep.equal([undefined, 'DE']);
  });

  it('loses and doubles nobody, whatever the people', () => {
    const person = fc.record({
      department: fc.constantFrom(undefined, 'IT', 'Sales', 'Store 7'),
      held: fc.subarray(['small', 'big', 'free']),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 30 }), (people) => {
        const users = people.map(({ department, held }, index) =>
          makeUser(`u${index}`, {
            ...(department ? { department } : {}),
            licenses: held.map((skuId) => makeLicense(skuId)),
          }),
        );
        const groups = groupUsage(users, skuIds, 'department');
        const counted = people.map(({ held }) => held.filter((skuId) => skuIds.has(skuId)).length);
        const sum = (of: (group: (typeof groups)[number]) => number): number =>
          groups.reduce((total, group) => total + of(group), 0);
        expect(sum(({ people: count }) => count)).to.equal(counted.filter((count) => count > 0).length);
        expect(sum(({ licenses }) => licenses)).to.equal(counted.reduce((a, b) => a + b, 0));
        for (const { licenses, byPlan } of groups)
          expect([...byPlan.values()].reduce((a, b) => a + b, 0)).to.equal(licenses);
        expect(new Set(groups.map(({ name }) => name)).size).to.equal(groups.length);
      }),
    );
  });
});
