import { describe, it } from 'node:test';
import { expect } from 'chai';
import { getPlanId, knownSkus, TenantChangeError } from '../../src/emulator/index.js';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, getUserState, readItems } from '../support/graph-answers.js';

const e3 = knownSkus.SPE_E3.skuId;
const visio = knownSkus.VISIOCLIENT.skuId;
const powerBi = knownSkus.POWER_BI_PRO.skuId;

function assign(
  test: TestEmulator,
  path: string,
  add: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[],
  remove: readonly string[] = [],
) {
  return test.call('POST', `${path}/assignLicense`, { body: { addLicenses: add, removeLicenses: remove } });
}

async function listSkus(test: TestEmulator): Promise<string[]> {
  const answer = await test.call('GET', '/subscribedSkus?$select=skuId');
  return readItems<{ skuId: string }>(answer).map(({ skuId }) => skuId);
}

/** The apps of a user that are on or off, by `capabilityStatus`. */
async function readApp(test: TestEmulator, userId: string, app: string): Promise<string | undefined> {
  const answer = await test.call('GET', `/users/${userId}?$select=id,assignedPlans`);
  const { assignedPlans } = answer.body as {
    assignedPlans: { servicePlanId: string; capabilityStatus: string }[];
  };
  return assignedPlans.find(({ servicePlanId }) => servicePlanId === getPlanId(app))?.capabilityStatus;
}

async function startWithHolder(skuId: string, disabledPlans: readonly string[] = []) {
  const test = startEmulator({ tenant: 'contoso', users: 300 });
  const user = findUnlicensed(test.emulator);
  const answer = await assign(test, `/users/${user.id}`, [{ skuId, disabledPlans }]);
  expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
  return { test, user };
}

// Source: a SKU that expires goes through Warning, Suspended and Deleted and then leaves the list, see
// https://learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires; that holders go on
// carrying it, and that whole requests fail, is seen with "does not correspond to a valid company License"
// (github.com/pnp/cli-microsoft365, tests of entra user license).
describe('a plan that left subscribedSkus', () => {
  it('is carried on by those who hold it', async () => {
    const { test, user } = await startWithHolder(visio);
    expect(await listSkus(test)).to.include(visio);
    await test.changePlan({ plan: 'VISIOCLIENT', ended: true });
    expect(await listSkus(test)).not.to.include(visio);
    expect(
      getUserState(test.emulator.state(), user.id).assignedLicenses.map(({ skuId }) => skuId),
    ).to.include(visio);
    const filtered = await test.call('GET', `/users?$filter=assignedLicenses/any(l:l/skuId eq ${visio})`);
    expect(readItems<{ id: string }>(filtered).map(({ id }) => id)).to.include(user.id);
  });

  for (const [way, add, remove] of [
    ['adds it', [{ skuId: visio, disabledPlans: [] }], []],
    ['removes it', [], [visio]],
    ['removes it and adds another', [{ skuId: e3, disabledPlans: [] }], [visio]],
  ] as const)
    it(`makes Graph refuse the whole of a write that ${way}`, async () => {
      const { test, user } = await startWithHolder(visio);
      await test.changePlan({ plan: 'VISIOCLIENT', ended: true });
      const before = getUserState(test.emulator.state(), user.id).assignedLicenses;
      expectError(
        await assign(test, `/users/${user.id}`, add, remove),
        400,
        'Request_BadRequest',
        `License ${visio} does not correspond to a valid company License.`,
      );
      expect(getUserState(test.emulator.state(), user.id).assignedLicenses).to.deep.equal(before);
    });

  it('cannot be taken from a group either', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    await test.changePlan({ plan: 'SPE_F1', ended: true });
    const group = test.emulator
      .state()
      .groups.find(({ assignedLicenses: [first] }) => first?.skuId === knownSkus.SPE_F1.skuId);
    expectError(
      await assign(test, `/groups/${group?.id ?? ''}`, [], [knownSkus.SPE_F1.skuId]),
      400,
      'Request_BadRequest',
      `License ${knownSkus.SPE_F1.skuId} does not correspond to a valid company License.`,
    );
  });

  it('counts those who carry it when it is bought again', async () => {
    const { test } = await startWithHolder(visio);
    const consumed = () => test.emulator.state().skus.find(({ skuId }) => skuId === visio)?.consumedUnits;
    const before = consumed();
    await test.changePlan({ plan: 'VISIOCLIENT', ended: true });
    expect(consumed()).to.equal(undefined);
    await test.changePlan({ plan: 'VISIOCLIENT', units: { enabled: 1 } });
    expect(consumed()).to.equal(before);
  });
});

// Source: https://learn.microsoft.com/entra/identity/users/licensing-group-advanced, "Managing new services added to
// products": a service that Microsoft adds is enabled by default.
describe('an app that a plan gains', () => {
  it('is on for those who hold the plan, also where others are off', async () => {
    const { test, user } = await startWithHolder(visio, [getPlanId('ONEDRIVE_BASIC')]);
    expect(await readApp(test, user.id, 'MICROSOFT_LOOP')).to.equal(undefined);
    await test.changePlan({ plan: 'VISIOCLIENT', gains: ['MICROSOFT_LOOP'] });
    expect(await readApp(test, user.id, 'MICROSOFT_LOOP')).to.equal('Enabled');
    expect(await readApp(test, user.id, 'ONEDRIVE_BASIC')).to.equal('Deleted');
  });

  it('can be turned off from then on', async () => {
    const { test, user } = await startWithHolder(visio);
    const change = [{ skuId: visio, disabledPlans: [getPlanId('MICROSOFT_LOOP')] }];
    expect((await assign(test, `/users/${user.id}`, change)).status).to.equal(400);
    await test.changePlan({ plan: 'VISIOCLIENT', gains: ['MICROSOFT_LOOP'] });
    expect((await assign(test, `/users/${user.id}`, change)).status).to.equal(200);
  });
});

// Source: github.com/MicrosoftDocs/azure-docs/issues/81269: an app that the plan no longer has is refused.
describe('an app that a plan loses', () => {
  it('is gone for those who hold the plan, and may not be named any more', async () => {
    const stale = [getPlanId('ONEDRIVE_BASIC')];
    const { test, user } = await startWithHolder(visio, stale);
    await test.changePlan({ plan: 'VISIOCLIENT', loses: ['ONEDRIVE_BASIC'] });
    expect(await readApp(test, user.id, 'ONEDRIVE_BASIC')).to.equal(undefined);
    expect(getUserState(test.emulator.state(), user.id).assignedLicenses).to.deep.equal([
      { skuId: visio, disabledPlans: stale },
    ]);
    const again = await assign(test, `/users/${user.id}`, [{ skuId: visio, disabledPlans: stale }]);
    expect(again.status).to.equal(400);
  });
});

// Source: https://learn.microsoft.com/graph/api/resources/subscribedsku, capabilityStatus and prepaidUnits.
describe('units that a plan loses', () => {
  it('leave those who hold it as they are, more than were bought', async () => {
    const { test, user } = await startWithHolder(powerBi);
    await test.changePlan({ plan: 'POWER_BI_PRO', units: { suspended: 5 } });
    const answer = await test.call('GET', '/subscribedSkus');
    const sku = readItems<{ skuId: string; consumedUnits: number }>(answer).find(
      ({ skuId }) => skuId === powerBi,
    );
    expect(sku).to.deep.include({
      capabilityStatus: 'Suspended',
      prepaidUnits: { enabled: 0, warning: 0, suspended: 5, lockedOut: 0 },
    });
    expect(sku?.consumedUnits).to.be.greaterThan(5);
    expect(await readApp(test, user.id, 'BI_AZURE_P2')).to.equal('Suspended');
  });
});

describe('POST /emulator/plans', () => {
  const post = (test: TestEmulator, body: object) =>
    test.emulator.fetch('https://graph.microsoft.com/emulator/plans', {
      method: 'POST',
      body: JSON.stringify(body),
    });

  it('does the same from outside', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    expect((await post(test, { plan: 'VISIOCLIENT', ended: true })).status).to.equal(200);
    await test.shown();
    expect(await listSkus(test)).not.to.include(visio);
  });

  it('refuses what makes no sense, and changes nothing', async () => {
    const test = startEmulator({ tenant: 'small' });
    const before = await listSkus(test);
    for (const body of [
      {},
      { plan: 'VISIOCLIENT', ends: true },
      { plan: 'NO_SUCH_PLAN' },
      { plan: 'EMS', gains: ['SWAY'] },
      { plan: 'VISIOCLIENT', gains: ['NO_SUCH_APP'] },
      { plan: 'VISIOCLIENT', units: { enabled: -1 } },
    ])
      expect((await post(test, body)).status, JSON.stringify(body)).to.equal(400);
    expect(await listSkus(test)).to.deep.equal(before);
    expect(() => test.emulator.changePlan({ plan: 'NO_SUCH_PLAN' })).to.throw(TenantChangeError);
  });
});
