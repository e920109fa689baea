import { describe, it } from 'node:test';
import { expect } from 'chai';
import { reprocessLicenses } from '../../src/services/licenses.js';
import { startGraphTenant, listUserIds } from '../support/graph-fixture.js';
import { codeOf } from '../support/sample-workspace.js';

describe('reprocessing the licenses of a user', () => {
  it('asks Microsoft to look at the group licenses of exactly that user', async () => {
    const sent: string[] = [];
    const tenant = startGraphTenant({
      onExchange: ({ request }) =>
        sent.push(`${request.method} ${JSON.stringify([request.url, request.body])}`),
    });
    const [userId = ''] = await listUserIds(tenant, 1);
    await reprocessLicenses(tenant.graph, userId);
    const written = sent.filter((each) => each.includes('reprocessLicenseAssignment'));
    expect(written).to.have.length(1);
    expect(written[0])
      .to.match(/^POST /)
      .and.to.contain(userId);
  });

  it('says which permission is missing', async () => {
    const tenant = startGraphTenant();
    const graph = tenant.connect(undefined, { scopes: ['User.Read.All'] });
    expect(await codeOf(reprocessLicenses(graph, 'somebody'))).to.equal('consent-required');
  });

  it('tells when the user is gone', async () => {
    const { graph } = startGraphTenant();
    expect(await codeOf(reprocessLicenses(graph, '00000000-0000-0000-0000-000000000001'))).to.equal(
      'not-found',
    );
  });
});
