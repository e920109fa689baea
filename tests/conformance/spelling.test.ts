import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, unrecorded, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, getUserState, readItems } from '../support/graph-answers.js';

// OData 4.01, 4.5.1 (case-insensitive names), and what clients that nobody here wrote send: CLI for Microsoft 365
// (`/Members`, `/Owners`, `mailNickName`, numbers as ids of a batch) and Graph Toolkit (`$filter=`).

const reference = (id: string) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});

function findPlan(test: TestEmulator): string {
  const plan = test.emulator.state().skus.find(({ skuPartNumber }) => skuPartNumber === 'FLOW_FREE');
  return plan?.skuId ?? '';
}

describe('names in any case', () => {
  it('are taken in addresses', async () => {
    const test = startEmulator(unrecorded);
    const { id: user } = findUnlicensed(test.emulator);
    const [group] = test.emulator.state().groups;
    for (const path of [
      '/ME',
      '/Users?$top=1',
      '/USERS/Delta?$select=id',
      `/Groups/${group?.id}/Members?$top=1`,
      `/groups/${group?.id}/Owners`,
      `/groups/${group?.id}/members/Microsoft.Graph.User?$top=1`,
      `/users/${user}/LicenseDetails`,
      '/SubscribedSKUs',
      "/users/$COUNT?$filter=displayName eq 'A'",
    ]) {
      const answer = await test.call('GET', path, { headers: { ConsistencyLevel: 'eventual' } });
      expect(answer.status, path).to.equal(200);
    }
    expect(
      (await test.call('POST', '/$BATCH', { body: { requests: [{ id: 1, method: 'GET', url: '/Me' }] } }))
        .status,
    ).to.equal(200);
  });

  it('leave the values in addresses as they are', async () => {
    const test = startEmulator(unrecorded);
    const path = `/organization/${test.emulator.tenant.tenantId}/extensions`;
    await test.call('POST', path, {
      body: { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: 'com.Example.Members' },
    });
    const read = await test.call('GET', `${path.replace('extensions', 'Extensions')}/com.Example.Members`);
    expect(read.body).to.include({ extensionName: 'com.Example.Members' });
  });

  it('are taken in bodies', async () => {
    const test = startEmulator(unrecorded);
    const { id: user } = findUnlicensed(test.emulator);
    const created = await test.call('POST', '/groups', {
      body: { DisplayName: 'W', MailEnabled: false, mailNickName: 'w', securityenabled: true },
    });
    expect(created.body).to.include({ displayName: 'W', mailNickname: 'w' });
    const { id } = created.body as { id: string };
    const added = await test.call('POST', `/groups/${id}/Members/$ref`, {
      body: { '@OData.Id': reference(user)['@odata.id'] },
    });
    const changed = await test.call('PATCH', `/users/${user}`, { body: { UsageLocation: 'NL' } });
    const assigned = await test.call('POST', `/users/${user}/AssignLicense`, {
      body: { AddLicenses: [{ SkuId: findPlan(test), DisabledPlans: [] }], RemoveLicenses: [] },
    });
    expect([added.status, changed.status, assigned.status]).to.deep.equal([204, 204, 200]);
    const state = getUserState(test.emulator.state(), user);
    expect(state.usageLocation).to.equal('NL');
    expect(state.assignedLicenses.map(({ skuId }) => skuId)).to.deep.equal([findPlan(test)]);
  });
});

describe('a batch with numbers for ids', () => {
  it('is answered, with texts for ids', async () => {
    const test = startEmulator(unrecorded);
    const answer = await test.call('POST', '/$batch', {
      body: {
        requests: [
          { id: 1, method: 'GET', url: '/me' },
          { id: 2, method: 'GET', url: '/me', dependsOn: [1] },
        ],
      },
    });
    const { responses } = answer.body as { responses: { id: unknown; status: number }[] };
    expect(responses.map(({ id, status }) => [id, status]).sort()).to.deep.equal([
      ['1', 200],
      ['2', 200],
    ]);
  });
});

describe('an empty $filter', () => {
  for (const path of [
    '/users',
    '/groups',
    '/subscribedSkus',
    '/servicePrincipals',
    '/users/delta',
    '/domains',
  ])
    it(`is ignored by ${path}`, async () => {
      const test = startEmulator(unrecorded);
      const all = readItems(await test.call('GET', path));
      expect(readItems(await test.call('GET', `${path}?$filter=`))).to.deep.equal(all);
    });
});

describe('the wrong method', () => {
  // https://learn.microsoft.com/graph/json-batching#response-format shows this answer.
  for (const [method, path] of [
    ['PUT', '/users'],
    ['DELETE', '/subscribedSkus'],
    ['GET', '/users/x/assignLicense'],
    ['GET', '/groups/x/members/$ref'],
    ['PATCH', '/me/licenseDetails'],
    ['GET', '/$batch'],
  ] as const)
    it(`is refused: ${method} ${path}`, async () => {
      expectError(
        await startEmulator(unrecorded).call(method, path, { invalid: true }),
        405,
        'Request_BadRequest',
        'Specified HTTP method is not allowed for the request target.',
      );
    });

  it('is told apart from an address that does not exist', async () => {
    const answer = await startEmulator(unrecorded).call('PUT', '/nothing', { invalid: true });
    expect(answer.status).to.equal(400);
  });
});
