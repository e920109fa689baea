import { describe, it } from 'node:test';
import { expect } from 'chai';
import { knownSkus } from '../../../src/emulator/index.js';
import { readDisabledHolders } from '../../../src/services/users/users.js';
import { startGraphTenant } from '../../support/graph-fixture.js';

describe('readDisabledHolders', () => {
  it('finds exactly who may not sign in and holds the plan', async () => {
    const { graph, emulator } = startGraphTenant({ tenant: 'contoso', users: 400 });
    const { skuId } = knownSkus.SPE_E3;
    const expected = emulator
      .state()
      .users.filter(
        (user) => !user.accountEnabled && user.assignedLicenses.some((each) => each.skuId === skuId),
      )
      .map(({ id }) => id);
    const found = await readDisabledHolders(graph, skuId);
    expect(found.map(({ id }) => id)).to.have.members(expected);
    expect(expected, 'there are some').not.to.have.length(0);
    expect(found.every(({ licenses }) => licenses.some((each) => each.skuId === skuId))).to.equal(true);
  });
});
