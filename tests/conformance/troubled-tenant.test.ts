import { describe, it } from 'node:test';
import { expect } from 'chai';
import { knownSkus } from '../../src/emulator/index.js';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { expectError, readItems } from '../support/graph-answers.js';

interface Sku {
  readonly skuPartNumber: string;
  readonly capabilityStatus: string;
  readonly consumedUnits: number;
  readonly prepaidUnits: Readonly<Record<'enabled' | 'warning' | 'suspended' | 'lockedOut', number>>;
}

interface Person {
  readonly id: string;
  readonly assignedLicenses: readonly { readonly skuId: string }[];
  readonly licenseAssignmentStates: readonly {
    readonly skuId: string;
    readonly assignedByGroup: string | null;
    readonly state: string;
    readonly error: string;
  }[];
}

async function readSkus(test: TestEmulator): Promise<ReadonlyMap<string, Sku>> {
  const skus = readItems<Sku>(await test.call('GET', '/subscribedSkus'));
  return new Map(skus.map((sku) => [sku.skuPartNumber, sku]));
}

async function readPeople(test: TestEmulator): Promise<Person[]> {
  const path = '/users?$top=999&$select=id,assignedLicenses,licenseAssignmentStates';
  return readItems<Person>(await test.call('GET', path));
}

describe('the tenant troubled', () => {
  // Source: https://learn.microsoft.com/graph/api/resources/subscribedsku, capabilityStatus and prepaidUnits.
  for (const [plan, status] of [
    ['SPE_E3', 'Enabled'],
    ['ENTERPRISEPACK', 'Suspended'],
    ['VISIOCLIENT', 'LockedOut'],
    ['EMS', 'Deleted'],
  ] as const)
    it(`has people who hold a plan that is ${status}`, async () => {
      const sku = (await readSkus(startEmulator({ tenant: 'troubled' }))).get(plan);
      expect(sku?.capabilityStatus).to.equal(status);
      expect(sku?.consumedUnits).to.be.greaterThan(0);
    });

  it('has more holders of a plan than licenses', async () => {
    const sku = (await readSkus(startEmulator({ tenant: 'troubled' }))).get('POWER_BI_PRO');
    expect(sku?.consumedUnits).to.be.greaterThan(sku?.prepaidUnits.enabled ?? Number.NaN);
  });

  // Source: https://learn.microsoft.com/graph/api/resources/licenseassignmentstate, state and error.
  for (const [state, error] of [
    ['Active', 'None'],
    ['Disabled', 'None'],
    ['ActiveWithError', 'DependencyViolation'],
    ['Error', 'CountViolation'],
    ['Error', 'MutuallyExclusiveViolation'],
    ['Error', 'ProhibitedInUsageLocationViolation'],
    ['Error', 'UniquenessViolation'],
    ['Error', 'Other'],
  ] as const)
    it(`has people whose license is ${state} with ${error}`, async () => {
      const people = await readPeople(startEmulator({ tenant: 'troubled' }));
      const found = people.filter(({ assignedLicenses, licenseAssignmentStates }) =>
        licenseAssignmentStates.some((license) => {
          if (license.state !== state || license.error !== error) return false;
          const held = assignedLicenses.some(({ skuId }) => skuId === license.skuId);
          return held || state === 'Error';
        }),
      );
      expect(found).not.to.have.length(0);
    });

  it('says the same of its failures when they are looked at again', async () => {
    const test = startEmulator({ tenant: 'troubled', leavePrerequisite: 'fail' });
    const failing = (await readPeople(test)).filter(({ licenseAssignmentStates }) =>
      licenseAssignmentStates.some(({ error }) => error !== 'None'),
    );
    for (const { id, licenseAssignmentStates } of failing) {
      expect((await test.call('POST', `/users/${id}/reprocessLicenseAssignment`)).status).to.equal(400);
      const after = (await readPeople(test)).find((person) => person.id === id);
      expect(after?.licenseAssignmentStates).to.have.deep.members([...licenseAssignmentStates]);
    }
  });

  it('gives no more of a plan that is locked out', async () => {
    const test = startEmulator({ tenant: 'troubled' });
    const { skuId } = knownSkus.VISIOCLIENT;
    const user = test.emulator
      .state()
      .users.find(({ usageLocation, licenseAssignmentStates: [first] }) => usageLocation !== null && !first);
    expectError(
      await test.call('POST', `/users/${user?.id ?? ''}/assignLicense`, {
        body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
      }),
      400,
      'Request_BadRequest',
      `Subscription with SKU ${skuId} does not have any available licenses.`,
    );
  });

  // Source: https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management
  it('has people whom a global administrator may not change', async () => {
    const test = startEmulator({ tenant: 'troubled' });
    const units = readItems<{ id: string; isMemberManagementRestricted: boolean }>(
      await test.call('GET', '/directory/administrativeUnits'),
    );
    const restricted = units.find((unit) => unit.isMemberManagementRestricted);
    const members = await test.call('GET', `/directory/administrativeUnits/${restricted?.id ?? ''}/members`);
    const [member] = readItems<{ id: string }>(members);
    const body = { addLicenses: [], removeLicenses: [] };
    const answer = await test.call('POST', `/users/${member?.id ?? ''}/assignLicense`, { body });
    expect(answer.status).to.equal(403);
  });
});
