import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createEmulator, tenantPresets, VirtualClock, type TenantName } from '../../src/emulator/index.js';
import { startEmulator } from '../support/emulator.js';
import { readItems } from '../support/graph-answers.js';

interface Person {
  readonly displayName: string;
  readonly jobTitle: string | null;
  readonly accountEnabled: boolean;
  readonly userType: string;
  readonly usageLocation: string | null;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly onPremisesProvisioningErrors: readonly unknown[];
  readonly assignedLicenses: readonly unknown[];
  readonly licenseAssignmentStates: readonly {
    readonly skuId: string;
    readonly assignedByGroup: string | null;
    readonly state: string;
  }[];
  readonly signInActivity?: object | null;
}

async function readPeople(tenant: TenantName, users: number): Promise<Person[]> {
  const test = startEmulator({ tenant, users });
  const select =
    'displayName,jobTitle,accountEnabled,userType,usageLocation,onPremisesSyncEnabled,onPremisesProvisioningErrors,assignedLicenses,licenseAssignmentStates,signInActivity';
  const people: Person[] = [];
  for (let path: string | undefined = `/users?$top=500&$select=${select}`; path;) {
    const page = await test.call('GET', path);
    people.push(...readItems<Person>(page));
    path = (page.body as Record<string, string>)['@odata.nextLink'];
  }
  return people;
}

describe('a generated tenant', () => {
  it('is the same for the same seed and another one for another', () => {
    const make = (seed: number) =>
      JSON.stringify(createEmulator({ users: 200, seed, clock: new VirtualClock() }).state());
    expect(make(1)).to.equal(make(1));
    expect(make(1)).not.to.equal(make(2));
  });

  for (const tenant of Object.keys(tenantPresets) as TenantName[])
    it(`counts in ${tenant} exactly the licenses that are assigned, and none too many`, () => {
      const { users, skus } = createEmulator({ tenant, clock: new VirtualClock() }).state();
      for (const sku of skus)
        expect(sku.consumedUnits, sku.skuPartNumber).to.equal(
          users.filter(({ assignedLicenses }) => assignedLicenses.some(({ skuId }) => skuId === sku.skuId))
            .length,
        );
    });

  it('has waste of every kind', async () => {
    const people = await readPeople('contoso', 1000);
    const count = (wanted: (person: Person) => boolean): number => people.filter(wanted).length;
    const licensed = (person: Person): boolean => person.assignedLicenses.length > 0;
    const kinds = {
      disabledButLicensed: count((person) => licensed(person) && !person.accountEnabled) > 0,
      neverSignedIn: count((person) => licensed(person) && !person.signInActivity) > 0,
      sharedMailboxes: count((person) => licensed(person) && person.jobTitle === 'Shared mailbox') > 0,
      directAndGroup:
        count(
          ({ licenseAssignmentStates: states }) =>
            new Set(states.map(({ skuId }) => skuId)).size < states.length,
        ) > 0,
      withoutLocation: count((person) => person.usageLocation === null) > 0,
      guests: count((person) => person.userType === 'Guest') > 0,
      cloudOnly: count((person) => person.onPremisesSyncEnabled === null) > 0,
      synchronized: count((person) => person.onPremisesSyncEnabled === true) > 500,
      syncErrors: count((person) => person.onPremisesProvisioningErrors.length > 0) > 0,
      licenseErrors:
        count(({ licenseAssignmentStates: states }) => states.some(({ state }) => state === 'Error')) > 0,
      rightToLeft: count((person) => /[\u0590-\u06ff]/.test(person.displayName)) > 0,
      apostrophes: count((person) => person.displayName.includes("'")) > 0,
    };
    expect(Object.entries(kinds).filter(([, present]) => !present)).to.deep.equal([]);
  });

  it('holds no combination of plans that Graph would refuse', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 300 });
    const statuses = new Set<number>();
    for (const { id } of test.emulator.state().users) {
      const body = { addLicenses: [], removeLicenses: [] };
      statuses.add((await test.call('POST', `/users/${id}/assignLicense`, { body })).status);
    }
    expect([...statuses]).to.deep.equal([200]);
  });

  it('has two connectors in every resource location', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const answer = await test.call(
      'GET',
      '/beta/onPremisesPublishingProfiles/provisioning/agentGroups?$expand=agents',
    );
    const sizes = readItems<{ agents: unknown[] }>(answer).map(({ agents }) => agents.length);
    expect(sizes).to.deep.equal([2, 2, 2]);
  });

  it('refuses sign-in activity where no premium plan is', async () => {
    const answer = await startEmulator({ tenant: 'no-p1' }).call('GET', '/users?$select=id,signInActivity');
    expect(answer.status).to.equal(403);
    expect(answer.body).to.have.nested.property(
      'error.code',
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    );
  });

  it('tells a caller with User.Read only the organization’s name and domains', async () => {
    const test = startEmulator({ tenant: 'federated', users: 60 });
    const read = async (scopes: readonly string[]) =>
      readItems<Record<string, unknown>>(await test.call('GET', '/organization', { scopes }))[0];
    const basic = await read(['User.Read']);
    expect(basic?.['displayName']).to.equal('Woodgrove Bank');
    expect(basic?.['verifiedDomains']).to.have.length(2);
    expect([basic?.['onPremisesSyncEnabled'], basic?.['countryLetterCode']]).to.deep.equal([null, null]);
    expect((await read(['Organization.Read.All']))?.['onPremisesSyncEnabled']).to.equal(true);
  });
});
