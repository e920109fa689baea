import { describe, it } from 'node:test';
import { expect } from 'chai';
import { getPlanId, knownSkus } from '../../src/emulator/index.js';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, getUserState } from '../support/graph-answers.js';

const e3 = knownSkus.SPE_E3.skuId;
const e5 = knownSkus.SPE_E5.skuId;
const intuneVl = knownSkus.INTUNE_A_VL.skuId;
const visio = knownSkus.VISIOCLIENT.skuId;
const absent = knownSkus.EXCHANGESTANDARD.skuId;

interface Change {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly disabledPlans?: readonly string[];
}

function assign(test: TestEmulator, userId: string, { add = [], remove = [], disabledPlans = [] }: Change) {
  return test.call('POST', `/users/${userId}/assignLicense`, {
    body: { addLicenses: add.map((skuId) => ({ skuId, disabledPlans })), removeLicenses: remove },
  });
}

function countConsumed(test: TestEmulator, skuId: string): number {
  return test.emulator.state().skus.find((sku) => sku.skuId === skuId)?.consumedUnits ?? Number.NaN;
}

/** Plans of which there are always enough. */
const flowFree = 'f30db892-07e9-47e9-837c-80727f46fd3d';
const fabricFree = 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235';

describe('POST /users/{id}/assignLicense', () => {
  it('assigns a plan and answers the user', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = findUnlicensed(test.emulator);
    const before = countConsumed(test, e3);
    const answer = await assign(test, user.id, { add: [e3] });
    expect(answer.status).to.equal(200);
    expect(answer.body).to.include({ id: user.id, userPrincipalName: user.userPrincipalName });
    expect(getUserState(test.emulator.state(), user.id).licenseAssignmentStates).to.deep.include({
      skuId: e3,
      disabledPlans: [],
      assignedByGroup: null,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime: '2026-01-15T09:00:00Z',
    });
    expect(countConsumed(test, e3)).to.equal(before + 1);
  });

  it('accepts a user principal name', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = findUnlicensed(test.emulator);
    const answer = await assign(test, encodeURIComponent(user.userPrincipalName), { add: [e3] });
    expect(answer.status).to.equal(200);
  });

  it('replaces the disabled apps of a plan already held, at no unit', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = findUnlicensed(test.emulator);
    await assign(test, user.id, { add: [e3], disabledPlans: [getPlanId('SWAY')] });
    const before = countConsumed(test, e3);
    await assign(test, user.id, { add: [e3], disabledPlans: [getPlanId('TEAMS1')] });
    expect(getUserState(test.emulator.state(), user.id).assignedLicenses).to.deep.equal([
      { skuId: e3, disabledPlans: [getPlanId('TEAMS1')] },
    ]);
    expect(countConsumed(test, e3)).to.equal(before);
  });

  it('swaps two plans that exclude one another in a single call', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    test.emulator.changePlan({ plan: 'INTUNE_A_VL', units: { enabled: 10 } });
    const user = findUnlicensed(test.emulator);
    await assign(test, user.id, { add: [intuneVl] });
    const answer = await assign(test, user.id, { add: [e3], remove: [intuneVl] });
    expect(answer.status).to.equal(200);
    const held = getUserState(test.emulator.state(), user.id).assignedLicenses.map(({ skuId }) => skuId);
    expect(held).to.deep.equal([e3]);
  });

  it('changes nothing when one of several plans cannot be assigned', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = findUnlicensed(test.emulator);
    const before = JSON.stringify(test.emulator.state().skus);
    const answer = await assign(test, user.id, { add: [e5, absent] });
    expect(answer.status).to.equal(400);
    expect(getUserState(test.emulator.state(), user.id).assignedLicenses).to.deep.equal([]);
    expect(JSON.stringify(test.emulator.state().skus)).to.equal(before);
  });

  it('refuses a user without usage location', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = test.emulator.state().users.find((candidate) => candidate.usageLocation === null);
    expectError(
      await assign(test, user?.id ?? '', { add: [e3] }),
      400,
      'Request_BadRequest',
      'License assignment cannot be done for user with invalid usage location.',
    );
  });

  // Source: https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems, "Usage location isn't
  // allowed": some services are not available in all locations. The text does not mean that the location is missing.
  it('refuses a country where the plan is not sold, and no other plan there', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = findUnlicensed(test.emulator);
    test.emulator.changePlan({ plan: 'SPE_E3', notSoldIn: ['SE', user.usageLocation ?? ''] });
    expectError(
      await assign(test, user.id, { add: [e3] }),
      400,
      'Request_BadRequest',
      'License assignment cannot be done for user with invalid usage location.',
    );
    expect((await assign(test, user.id, { add: [e5] })).status).to.equal(200);
  });

  it('refuses when no units are left, but not for somebody who holds the plan', async () => {
    const test = startEmulator({ tenant: 'small', users: 60 });
    const holders: string[] = [];
    for (let index = 0; countConsumed(test, visio) < 2; index += 1) {
      const { id } = findUnlicensed(test.emulator);
      holders.push(id);
      expect((await assign(test, id, { add: [visio] })).status, `user ${index}`).to.equal(200);
    }
    expectError(
      await assign(test, findUnlicensed(test.emulator).id, { add: [visio] }),
      400,
      'Request_BadRequest',
      `Subscription with SKU ${visio} does not have any available licenses.`,
    );
    expect((await assign(test, holders[0] ?? '', { add: [visio] })).status).to.equal(200);
  });

  it('assigns expiring units but not suspended ones', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 200 });
    const expiring = await assign(test, findUnlicensed(test.emulator).id, {
      add: [knownSkus.PROJECTPREMIUM.skuId],
    });
    expect(expiring.status).to.equal(200);
    const suspended = await assign(test, findUnlicensed(test.emulator).id, {
      add: [knownSkus.STANDARDPACK.skuId],
    });
    expectError(
      suspended,
      400,
      'Request_BadRequest',
      `Subscription with SKU ${knownSkus.STANDARDPACK.skuId} does not have any available licenses.`,
    );
  });

  for (const change of ['add', 'remove'] as const)
    it(`refuses to ${change} a plan the tenant does not own`, async () => {
      const test = startEmulator({ tenant: 'contoso', users: 100 });
      expectError(
        await assign(test, findUnlicensed(test.emulator).id, { [change]: [absent] }),
        400,
        'Request_BadRequest',
        `License ${absent} does not correspond to a valid company License.`,
      );
    });

  it('refuses an add-on without its prerequisite, naming both', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    expectError(
      await assign(test, findUnlicensed(test.emulator).id, { add: [knownSkus.WORKPLACE_ANALYTICS.skuId] }),
      400,
      'Request_BadRequest',
      `License assignment failed because service plan ${getPlanId('WORKPLACE_ANALYTICS')} depends on the service plan(s) ${getPlanId('EXCHANGE_S_STANDARD')}, ${getPlanId('EXCHANGE_S_ENTERPRISE')}`,
    );
  });

  it('refuses to remove the prerequisite of an add-on', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = findUnlicensed(test.emulator);
    await assign(test, user.id, { add: [e3, knownSkus.WORKPLACE_ANALYTICS.skuId] });
    const answer = await assign(test, user.id, { remove: [e3] });
    expect(answer.status).to.equal(400);
    expect(JSON.stringify(answer.body)).to.contain(
      `service plan ${getPlanId('WORKPLACE_ANALYTICS')} depends`,
    );
  });

  it('refuses apps that exclude one another, unless one is turned off', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    test.emulator.changePlan({ plan: 'INTUNE_A_VL', units: { enabled: 10 } });
    const user = findUnlicensed(test.emulator);
    await assign(test, user.id, { add: [intuneVl] });
    expectError(
      await assign(test, user.id, { add: [e3] }),
      400,
      'Request_BadRequest',
      `License assignment failed because service plans ${getPlanId('INTUNE_A')}, ${getPlanId('INTUNE_A_VL')} are mutually exclusive.`,
    );
    const disabledPlans = [getPlanId('INTUNE_A')];
    expect((await assign(test, user.id, { add: [e3], disabledPlans })).status).to.equal(200);
  });

  it('refuses to remove a license that comes from a group', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = test.emulator
      .state()
      .users.find(
        ({ licenseAssignmentStates: [first, ...more] }) => first?.assignedByGroup && more.length === 0,
      );
    expectError(
      await assign(test, user?.id ?? '', { remove: [user?.licenseAssignmentStates[0]?.skuId ?? ''] }),
      400,
      'Request_BadRequest',
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
    );
  });

  it('refuses to remove a license that is not held', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    expectError(
      await assign(test, findUnlicensed(test.emulator).id, { remove: [e3] }),
      400,
      'Request_BadRequest',
      'User does not have a corresponding license.',
    );
  });

  for (const [missing, body] of [
    ['addLicenses', { removeLicenses: [] }],
    ['removeLicenses', { addLicenses: [] }],
    ['addLicenses, removeLicenses', {}],
  ] as const)
    it(`refuses a body without ${missing}`, async () => {
      const test = startEmulator();
      const { id } = test.emulator.tenant.administrator;
      expectError(
        await test.call('POST', `/users/${id}/assignLicense`, { body, invalid: true }),
        400,
        'Request_BadRequest',
        `One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: ${missing}.`,
      );
    });

  // Source: github.com/MicrosoftDocs/azure-docs/issues/81269 (the service plan does not belong to the subscription).
  it('refuses to turn off an app that the plan has not', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = findUnlicensed(test.emulator);
    const foreign = getPlanId('MCOPSTN1');
    expectError(
      await assign(test, user.id, { add: [e3], disabledPlans: [getPlanId('SWAY'), foreign] }),
      400,
      'Request_BadRequest',
      `Service plan ${foreign} does not belong to subscription ${e3}.`,
    );
    expect(getUserState(test.emulator.state(), user.id).assignedLicenses).to.deep.equal([]);
  });

  // Reasoned: one write says one thing of a SKU (https://learn.microsoft.com/graph/api/user-assignlicense).
  for (const [twice, change] of [
    ['adds', { add: [e3, e3] }],
    ['adds and removes', { add: [e3], remove: [e3] }],
  ] as const)
    it(`refuses a body that ${twice} the same plan`, async () => {
      const test = startEmulator({ tenant: 'contoso', users: 100 });
      const user = findUnlicensed(test.emulator);
      expect((await assign(test, user.id, change)).status).to.equal(400);
      expect(getUserState(test.emulator.state(), user.id).assignedLicenses).to.deep.equal([]);
    });

  it('refuses a plan that belongs to the whole company', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const { skuId } = knownSkus.SHAREPOINTSTORAGE;
    expectError(
      await assign(test, findUnlicensed(test.emulator).id, { add: [skuId] }),
      400,
      'Request_BadRequest',
      `License ${skuId} cannot be assigned to a user.`,
    );
  });

  it('answers 404 for an unknown user', async () => {
    const id = '00000000-0000-4000-a000-000000000000';
    expectError(
      await assign(startEmulator(), id, { add: [e3] }),
      404,
      'Request_ResourceNotFound',
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
  });

  it('says the same to a caller without the permission and to one without the role', async () => {
    const test = startEmulator();
    const path = `/users/${test.emulator.tenant.administrator.id}/assignLicense`;
    const body = { addLicenses: [], removeLicenses: [] };
    const answers = [
      await test.call('POST', path, { body, scopes: ['LicenseAssignment.Read.All'] }),
      await test.call('POST', path, { body, roles: ['Global Reader'] }),
    ];
    for (const answer of answers)
      expectError(
        answer,
        403,
        'Authorization_RequestDenied',
        'Insufficient privileges to complete the operation.',
      );
    const allowed = await test.call('POST', path, {
      body,
      scopes: ['LicenseAssignment.ReadWrite.All'],
      roles: ['License Administrator'],
    });
    expect(allowed.status).to.equal(200);
  });

  it('refuses one of two writes to a user at the same time', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    await test.token([]);
    const user = findUnlicensed(test.emulator);
    const answers = await Promise.all([
      assign(test, user.id, { add: [flowFree] }),
      assign(test, user.id, { add: [fabricFree] }),
    ]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).to.have.length(1);
    if (refused[0])
      expectError(
        refused[0],
        409,
        'Directory_ConcurrencyViolation',
        'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
      );
    expect(getUserState(test.emulator.state(), user.id).assignedLicenses).to.have.length(1);
  });

  it('checks the usage location before units, conflicts and prerequisites', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    test.emulator.changePlan({ plan: 'INTUNE_A_VL', units: { enabled: 10 } });
    const user = test.emulator.state().users.find((candidate) => candidate.usageLocation === null);
    const add = [knownSkus.STANDARDPACK.skuId, e3, intuneVl];
    const answer = await assign(test, user?.id ?? '', { add });
    expect(JSON.stringify(answer.body)).to.contain('invalid usage location');
  });
});

describe('GET /users/{id}/licenseDetails', () => {
  it('lists each plan with its apps, the turned-off ones as Disabled', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const user = findUnlicensed(test.emulator);
    await assign(test, user.id, { add: [e3], disabledPlans: [getPlanId('SWAY')] });
    const answer = await test.call('GET', `/users/${user.id}/licenseDetails`);
    const [detail] = (
      answer.body as { value: { skuPartNumber: string; servicePlans: Record<string, string>[] }[] }
    ).value;
    expect(detail?.skuPartNumber).to.equal('SPE_E3');
    const sway = detail?.servicePlans.find((plan) => plan['servicePlanName'] === 'SWAY');
    expect(sway?.['provisioningStatus']).to.equal('Disabled');
  });

  it('lets people read their own with User.Read, and nobody else’s', async () => {
    const test = startEmulator();
    const other = findUnlicensed(test.emulator);
    const own = await test.call('GET', '/me/licenseDetails', { scopes: ['User.Read'] });
    const others = await test.call('GET', `/users/${other.id}/licenseDetails`, { scopes: ['User.Read'] });
    expect([own.status, others.status]).to.deep.equal([200, 403]);
  });
});
