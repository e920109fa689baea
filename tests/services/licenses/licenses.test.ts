import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { GraphWrite } from '../../../src/graph/graph-client.js';
import {
  assignLicenseWrite,
  listPlans,
  reprocessLicenses,
  reprocessLicensesWrite,
  reprocessScopes,
  writeLicensesScopes,
} from '../../../src/services/licenses/licenses.js';
import { catchError } from '../../graph/pipeline-fixture.js';
import { startGraphTenant, listUserIds } from '../../support/graph-fixture.js';
import { codeOf } from '../../support/sample-workspace.js';

describe('reading plans', () => {
  it('calls them and their apps as Microsoft does', async () => {
    const { graph } = startGraphTenant({ tenant: 'no-teams' });
    const plan = (await listPlans(graph)).find(
      ({ skuPartNumber }) => skuPartNumber === 'Office_365_E3_(no_Teams)',
    );
    expect(plan?.name).to.equal('Office 365 E3 (no Teams)');
    const places = plan?.apps.find(({ servicePlanName }) => servicePlanName === 'PLACES_CORE');
    expect(places?.name).to.equal('Places Core');
  });
});

describe('writing licenses', () => {
  it('is confirmed by what Graph answers, alone and with others', async () => {
    const tenant = startGraphTenant();
    const { graph } = tenant;
    const users = await listUserIds(tenant, 3);
    const plan = (await listPlans(graph)).find(({ skuPartNumber }) => skuPartNumber === 'FLOW_FREE');
    const add = [{ skuId: plan?.skuId ?? '', disabledPlans: [] }];
    const scopes = [...writeLicensesScopes, ...reprocessScopes];
    const toEnds = async (writes: readonly GraphWrite[]) => {
      const ends = [];
      for await (const outcome of graph.writeAll(writes, { scopes }))
        ends.push(outcome.ok || outcome.error.message);
      return ends;
    };
    expect(await toEnds(users.map((id) => assignLicenseWrite(id, add, [])))).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(await toEnds(users.map(reprocessLicensesWrite))).to.deep.equal([true, true, true]);
    for (const id of users) {
      expect(
        await toEnds([
          assignLicenseWrite(
            id,
            [],
            add.map(({ skuId }) => skuId),
          ),
        ]),
      ).to.deep.equal([true]);
      expect(await toEnds([reprocessLicensesWrite(id)])).to.deep.equal([true]);
    }
  });

  it('is left open by an answer that got lost, and is not sent again', async () => {
    const tenant = startGraphTenant({ faults: [{ kind: 'drop-after', method: 'POST', count: 1 }] });
    const { graph } = tenant;
    const [userId = ''] = await listUserIds(tenant, 1);
    const write = assignLicenseWrite(userId, [], []);
    expect(await catchError(graph.write(write, { scopes: writeLicensesScopes }))).to.include({
      code: 'offline',
      open: true,
    });
  });
});

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
