import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { GraphClient } from '../../../src/graph/graph-client.js';
import type { DirectoryUser } from '../../../src/model/holding/user.js';
import {
  listHeldLicenses,
  listUsers,
  readUsersByIds,
  type HeldLicenses,
} from '../../../src/services/users/users.js';
import { startGraphTenant } from '../../support/graph-fixture.js';
import { codeOf, guid } from '../../support/sample-workspace.js';

const whole = {
  skuId: guid(1),
  disabledPlans: [guid(2)],
  assignedByGroup: null,
  state: 'Active',
  error: 'None',
};
const license = { skuId: guid(1), disabledPlans: [guid(2)], assignedByGroup: null, state: 'Active' };

function without(property: keyof typeof whole): object {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== property));
}

/** The real pipeline in front of a directory in which these are all. */
function directoryOf(people: readonly object[]): GraphClient {
  const value = people.map((person, index) => ({ id: guid(100 + index), ...person }));
  return startGraphTenant().connect(() => Promise.resolve(Response.json({ value })));
}

type Held = Pick<DirectoryUser, 'licenses' | 'licensesUnknown'>;

/** What each way of reading tells of the licenses of somebody whom Graph describes so. */
async function readLicenses(person: object): Promise<readonly Held[]> {
  const graph = directoryOf([person]);
  const held: HeldLicenses[] = [];
  for await (const page of listHeldLicenses(graph)) held.push(...page.items);
  return [...held, ...(await readUsersByIds(graph, [guid(100)]))].map(({ licenses, licensesUnknown }) => ({
    licenses,
    ...(licensesUnknown ? { licensesUnknown } : {}),
  }));
}

const twice = (held: Held): readonly Held[] => [held, held];

describe('the licenses of a user', () => {
  it('are those of which Graph tells all', async () => {
    expect(await readLicenses({ licenseAssignmentStates: [whole] })).to.deep.equal(
      twice({ licenses: [license as DirectoryUser['licenses'][number]] }),
    );
  });

  it('are none where Graph says so', async () => {
    expect(await readLicenses({ licenseAssignmentStates: [] })).to.deep.equal(twice({ licenses: [] }));
  });

  const halves: Readonly<Record<string, object>> = {
    'all of them': {},
    'all of them, with null': { licenseAssignmentStates: null },
    'where one comes from': { licenseAssignmentStates: [whole, without('assignedByGroup')] },
    'which apps of one are off': { licenseAssignmentStates: [without('disabledPlans')] },
    'how one fares': { licenseAssignmentStates: [whole, without('state')] },
  };
  for (const [what, person] of Object.entries(halves))
    it(`are unknown, not none, where Graph leaves out ${what}`, async () => {
      expect(await readLicenses(person)).to.deep.equal(twice({ licenses: [], licensesUnknown: true }));
    });

  it('are no failure for a state that Microsoft adds later', async () => {
    const [held] = await readLicenses({ licenseAssignmentStates: [{ ...whole, state: 'Migrating' }] });
    expect(held?.licenses).to.deep.equal([{ ...license, state: 'Disabled' }]);
  });
});

describe('a page of users', () => {
  const ann = { displayName: 'Ann', userPrincipalName: 'ann@contoso.com', licenseAssignmentStates: [] };

  for (const [what, person] of Object.entries({
    'nobody in particular': { ...ann, id: null },
    'a name that is none': { ...ann, displayName: { first: 'Ann' } },
    'a license of no plan': { ...ann, licenseAssignmentStates: [without('skuId')] },
    'licenses that are no list': { ...ann, licenseAssignmentStates: { value: [] } },
  }))
    it(`is unreadable as a whole with ${what}, so that nobody is missed`, async () => {
      const read = async (): Promise<void> => {
        for await (const page of listUsers(directoryOf([ann, person]))) expect.fail(JSON.stringify(page));
      };
      expect(await codeOf(read())).to.equal('answer-unreadable');
    });

  it('takes people of whom Graph tells hardly anything, and more than was asked for', async () => {
    const graph = directoryOf([{ 'licenseAssignmentStates@odata.type': '#Collection', aboutMe: 7 }]);
    const people: DirectoryUser[] = [];
    for await (const { items } of listUsers(graph)) people.push(...items);
    expect(people).to.deep.equal([
      {
        id: guid(100),
        displayName: guid(100),
        userPrincipalName: guid(100),
        guest: false,
        synced: false,
        licenses: [],
        licensesUnknown: true,
      },
    ]);
  });
});
