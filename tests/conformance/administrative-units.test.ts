import { describe, it } from 'node:test';
import { expect } from 'chai';
import { knownSkus } from '../../src/emulator/index.js';
import { startEmulator, unrecorded, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, getUserState, readItems } from '../support/graph-answers.js';

const e3 = knownSkus.SPE_E3.skuId;

function assign(test: TestEmulator, userId: string, call: { user?: string; roles?: readonly string[] } = {}) {
  const body = { addLicenses: [{ skuId: e3, disabledPlans: [] }], removeLicenses: [] };
  return test.call('POST', `/users/${userId}/assignLicense`, { body, ...call });
}

/** Contoso with a member of a unit, somebody beside it, and the unit's own administrator. */
function startWithUnit(restricted: boolean) {
  const test = startEmulator({ ...unrecorded, tenant: 'contoso', users: 200 });
  const [inside, outside, keeper] = [0, 1, 2].map((index) => findUnlicensed(test.emulator, index));
  if (!inside || !outside || !keeper) throw new Error('Too few people');
  const unitId = test.emulator.addAdministrativeUnit({
    displayName: 'Board',
    restricted,
    members: [inside.userPrincipalName],
    administrators: [{ user: keeper.userPrincipalName, role: 'License Administrator' }],
  });
  return { test, inside, outside, keeper: { user: keeper.userPrincipalName }, unitId };
}

const forbidden = [
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
] as const;

// Source: https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management, "What
// types of operations are blocked?" and "Who can modify objects?"
describe('a restricted management administrative unit', () => {
  for (const roles of [['Global Administrator'], ['License Administrator'], ['User Administrator']])
    it(`lets a ${roles.join()} of the whole tenant change everybody but its members`, async () => {
      const { test, inside, outside } = startWithUnit(true);
      expectError(await assign(test, inside.id, { roles }), ...forbidden);
      expectError(await assign(test, encodeURIComponent(inside.userPrincipalName), { roles }), ...forbidden);
      expect((await assign(test, outside.id, { roles })).status).to.equal(200);
      expect(getUserState(test.emulator.state(), inside.id).assignedLicenses).to.deep.equal([]);
    });

  it('keeps its members’ usage location, account and group licensing from everybody else too', async () => {
    const { test, inside } = startWithUnit(true);
    const path = `/users/${inside.id}`;
    expectError(await test.call('PATCH', path, { body: { usageLocation: 'DE' } }), ...forbidden);
    expectError(await test.call('POST', `${path}/reprocessLicenseAssignment`), ...forbidden);
    expectError(await test.call('DELETE', path), ...forbidden);
  });

  it('lets its own administrator change its members', async () => {
    const { test, inside, keeper } = startWithUnit(true);
    expect((await assign(test, inside.id, keeper)).status).to.equal(200);
  });

  it('lets its members be read, and be added to groups', async () => {
    const { test, inside } = startWithUnit(true);
    expect((await test.call('GET', `/users/${inside.id}`)).status).to.equal(200);
    const group = test.emulator.state().groups.find(({ displayName }) => displayName === 'All Departments');
    const added = await test.call('POST', `/groups/${group?.id ?? ''}/members/$ref`, {
      body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${inside.id}` },
    });
    expect(added.status).to.equal(204);
  });

  it('refuses one user of a batch alone', async () => {
    const { test, inside, outside } = startWithUnit(true);
    const requests = [inside, outside].map(({ id }) => ({
      id,
      method: 'POST',
      url: `/users/${id}/assignLicense`,
      headers: { 'Content-Type': 'application/json' },
      body: { addLicenses: [{ skuId: e3, disabledPlans: [] }], removeLicenses: [] },
    }));
    const answer = await test.call('POST', '/$batch', { body: { requests } });
    const { responses } = answer.body as { responses: { id: string; status: number }[] };
    const statuses = new Map(responses.map(({ id, status }) => [id, status]));
    expect([statuses.get(inside.id), statuses.get(outside.id)]).to.deep.equal([403, 200]);
  });
});

// Source: https://learn.microsoft.com/graph/api/resources/administrativeunit: an administrator may "assign licenses […]
// but only if those users are in the […] administrative unit".
describe('an administrator of an administrative unit', () => {
  it('may license its members and nobody else', async () => {
    const { test, inside, outside, keeper } = startWithUnit(false);
    expect((await assign(test, inside.id, keeper)).status).to.equal(200);
    expectError(await assign(test, outside.id, keeper), ...forbidden);
  });

  it('keeps nobody out where the unit is not restricted', async () => {
    const { test, inside } = startWithUnit(false);
    expect((await assign(test, inside.id)).status).to.equal(200);
  });

  it('does what its role allows, not more', async () => {
    const { test, inside, keeper } = startWithUnit(false);
    expectError(await test.call('DELETE', `/users/${inside.id}`, keeper), ...forbidden);
  });
});

// Source: https://learn.microsoft.com/graph/api/directory-list-administrativeunits, administrativeunit-list-members and
// administrativeunit-list-scopedrolemembers.
describe('GET /directory/administrativeUnits', () => {
  it('shows units, their members and their administrators', async () => {
    const { test, inside, unitId } = startWithUnit(true);
    await test.shown();
    const base = '/directory/administrativeUnits';
    expect(readItems(await test.call('GET', base))).to.deep.equal([
      {
        id: unitId,
        displayName: 'Board',
        description: null,
        visibility: null,
        isMemberManagementRestricted: true,
      },
    ]);
    expect((await test.call('GET', `${base}/${unitId}`)).body).to.include({ displayName: 'Board' });
    const members = readItems<{ id: string }>(await test.call('GET', `${base}/${unitId}/members`));
    expect(members.map(({ id }) => id)).to.deep.equal([inside.id]);
    const [role] = readItems(await test.call('GET', `${base}/${unitId}/scopedRoleMembers`));
    expect(role).to.include({ administrativeUnitId: unitId });
    const parents = readItems(await test.call('GET', `/users/${inside.id}/memberOf`));
    expect(parents.map((parent) => parent['@odata.type'])).to.include('#microsoft.graph.administrativeUnit');
    expect((await test.call('GET', `${base}/${inside.id}`)).status).to.equal(404);
  });
});

describe('POST /emulator/administrative-units', () => {
  const post = (test: TestEmulator, body: object) =>
    test.emulator.fetch('https://graph.microsoft.com/emulator/administrative-units', {
      method: 'POST',
      body: JSON.stringify(body),
    });

  it('makes a unit from outside, and none of what makes no sense', async () => {
    const test = startEmulator({ ...unrecorded, tenant: 'contoso', users: 60 });
    const user = findUnlicensed(test.emulator);
    expect(
      (await post(test, { displayName: 'Board', restricted: true, members: [user.id] })).status,
    ).to.equal(200);
    expect((await assign(test, user.id)).status).to.equal(403);
    for (const body of [{}, { displayName: 'x', members: ['nobody'] }, { displayName: 'x', owner: 'y' }])
      expect((await post(test, body)).status).to.equal(400);
    expect(readItems(await test.call('GET', '/directory/administrativeUnits'))).to.have.length(1);
  });
});
