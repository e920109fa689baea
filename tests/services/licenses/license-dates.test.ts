import { describe, it } from 'node:test';
import { expect } from 'chai';
import { getLicenseDates, licenseKey } from '../../../src/services/licenses/license-dates.js';
import { listUsers } from '../../../src/services/users/users.js';
import { startGraphTenant } from '../../support/graph-fixture.js';
import { codeOf } from '../../support/sample-workspace.js';

describe('when licenses of a user changed last', () => {
  it('is told for each plan and source', async () => {
    const { graph, emulator } = startGraphTenant();
    for await (const { items } of listUsers(graph))
      for (const { id, licenses } of items.slice(0, 40)) {
        const dates = await getLicenseDates(graph, id);
        expect([...dates.keys()]).to.have.members(licenses.map(licenseKey));
        const wire = emulator.state().users.find((user) => user.id === id)?.licenseAssignmentStates ?? [];
        for (const license of wire)
          expect(dates.get(licenseKey(license))).to.deep.equal(new Date(license.lastUpdatedDateTime));
      }
  });

  it('says when the user is gone', async () => {
    const { graph } = startGraphTenant();
    expect(await codeOf(getLicenseDates(graph, '00000000-0000-0000-0000-000000000001'))).to.equal(
      'not-found',
    );
  });
});
