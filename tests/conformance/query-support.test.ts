import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestAnswer } from '../support/emulator.js';

type Support = 'default' | 'advanced' | 'never';

/** One cell of the support matrix: what is filtered, and the property Graph names when it refuses. */
type Row = readonly [support: Support, filter: string, property: string, mark?: 'unmarked'];

const someGuid = '11111111-2222-3333-4444-555555555555';
const someDate = '2024-01-01T00:00:00Z';

function eachOperator(support: readonly [Support, Support, Support], properties: string): Row[] {
  const [eq, startsWith, isNull] = support;
  return properties.split(' ').flatMap<Row>((property) => [
    [eq, `${property} eq 'x'`, property],
    [eq, `${property} in ('x','y')`, property],
    [startsWith, `startsWith(${property},'x')`, property],
    [isNull, `${property} eq null`, property],
  ]);
}

const userRows: readonly Row[] = [
  ...eachOperator(
    ['default', 'default', 'advanced'],
    'displayName givenName surname mail mailNickname jobTitle department city country usageLocation',
  ),
  ...eachOperator(['default', 'default', 'never'], 'userPrincipalName'),
  ...eachOperator(['advanced', 'advanced', 'advanced'], 'companyName officeLocation mobilePhone'),
  ...eachOperator(['advanced', 'advanced', 'never'], 'onPremisesSamAccountName'),
  ...eachOperator(['default', 'never', 'never'], 'externalUserState onPremisesImmutableId'),
  ...eachOperator(['default', 'never', 'advanced'], 'userType'),
  ['default', 'accountEnabled eq true', 'accountEnabled'],
  ['never', 'accountEnabled eq null', 'accountEnabled'],
  ['default', 'onPremisesSyncEnabled eq true', 'onPremisesSyncEnabled'],
  ['advanced', 'onPremisesSyncEnabled eq null', 'onPremisesSyncEnabled'],
  ['default', `assignedLicenses/any(a:a/skuId eq ${someGuid})`, 'assignedLicenses'],
  ['advanced', 'assignedLicenses/$count eq 0', 'assignedLicenses'],
  ['advanced', 'assignedLicenses/$count ne 0', 'assignedLicenses'],
  ['never', 'assignedLicenses/$count eq 1', 'assignedLicenses'],
  ['advanced', `assignedPlans/any(a:a/servicePlanId eq ${someGuid})`, 'assignedPlans'],
  ['advanced', "assignedPlans/any(a:a/service eq 'exchange')", 'assignedPlans'],
  // Microsoft's tables differ on this one, so it is not marked as wrong.
  ['advanced', "assignedPlans/any(a:startsWith(a/service,'ex'))", 'assignedPlans', 'unmarked'],
  ['advanced', "assignedPlans/any(a:a/capabilityStatus eq 'Enabled')", 'assignedPlans'],
  ['default', `createdDateTime ge ${someDate}`, 'createdDateTime'],
  ['default', `createdDateTime le ${someDate}`, 'createdDateTime'],
  ['advanced', 'createdDateTime eq null', 'createdDateTime'],
  ['default', `onPremisesLastSyncDateTime ge ${someDate}`, 'onPremisesLastSyncDateTime'],
  ['never', 'onPremisesLastSyncDateTime eq null', 'onPremisesLastSyncDateTime'],
  ['default', "onPremisesProvisioningErrors/any(o:o/category eq 'PropertyConflict')", ''],
  ['advanced', 'onPremisesProvisioningErrors/$count eq 0', 'onPremisesProvisioningErrors'],
  ['default', "proxyAddresses/any(p:p eq 'smtp:x@y.com')", 'proxyAddresses'],
  ['default', "proxyAddresses/any(p:startsWith(p,'smtp:x'))", 'proxyAddresses'],
  ['never', "startsWith(employeeType,'x')", 'employeeType'],
  ['never', "aboutMe eq 'x'", 'aboutMe'],
];

const groupRows: readonly Row[] = [
  ...eachOperator(['default', 'default', 'advanced'], 'displayName mailNickname'),
  ...eachOperator(['advanced', 'advanced', 'never'], 'description'),
  ['default', 'securityEnabled eq true', 'securityEnabled'],
  ['default', 'mailEnabled eq false', 'mailEnabled'],
  ['default', 'onPremisesSyncEnabled eq true', 'onPremisesSyncEnabled'],
  ['default', `assignedLicenses/any(a:a/skuId eq ${someGuid})`, 'assignedLicenses'],
  ['advanced', 'assignedLicenses/$count ne 0', 'assignedLicenses'],
  ['default', 'hasMembersWithLicenseErrors eq true', 'hasMembersWithLicenseErrors'],
  ['default', 'isAssignableToRole eq true', 'isAssignableToRole'],
  ['never', `createdDateTime ge ${someDate}`, 'createdDateTime'],
];

const servicePrincipalRows: readonly Row[] = [
  ...eachOperator(['default', 'default', 'advanced'], 'displayName'),
  ...eachOperator(['advanced', 'advanced', 'never'], 'description'),
  ['default', `tags/any(t:t eq 'WindowsAzureActiveDirectoryIntegratedApp')`, 'tags'],
  ['default', `appId eq '${someGuid}'`, 'appId'],
  ['default', 'accountEnabled eq true', 'accountEnabled'],
  ['advanced', 'appRoleAssignmentRequired eq true', 'appRoleAssignmentRequired'],
  ['advanced', `appOwnerOrganizationId eq ${someGuid}`, 'appOwnerOrganizationId'],
];

const tenant = startEmulator({ tenant: 'small' });
const call: typeof tenant.call = (...request) => tenant.call(...request);
const eventual = { ConsistencyLevel: 'eventual' };

function ask(set: string, filter: string, advanced: boolean, invalid = false): Promise<TestAnswer> {
  const query = `$filter=${encodeURIComponent(filter)}${advanced ? '&$count=true' : ''}`;
  return call('GET', `/${set}?${query}`, { headers: advanced ? eventual : {}, invalid });
}

function describeMatrix(set: string, resource: string, rows: readonly Row[]): void {
  const refusal = (property: string): object => ({
    code: 'Request_UnsupportedQuery',
    message: `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`,
  });
  describe(`GET /${set}?$filter`, () => {
    for (const [support, filter, property, mark] of rows) {
      if (support === 'default')
        it(`answers ${filter} without advanced query parameters`, async () => {
          expect((await ask(set, filter, false)).status).to.equal(200);
          expect((await ask(set, filter, true)).status).to.equal(200);
        });
      if (support === 'advanced')
        it(`answers ${filter} only with advanced query parameters`, async () => {
          const refused = await ask(set, filter, false, mark !== 'unmarked');
          expect([refused.status, readError(refused)]).to.deep.equal([400, refusal(property)]);
          expect((await ask(set, filter, true)).status).to.equal(200);
        });
      if (support === 'never')
        it(`refuses ${filter} always`, async () => {
          // A comparison no documentation forbids: wrong for the service, not for its description.
          const refused = await ask(set, filter, true);
          expect([refused.status, readError(refused)]).to.deep.equal([400, refusal(property)]);
        });
    }
  });
}

function readError(answer: TestAnswer): unknown {
  const { error } = answer.body as { error: { code: string; message: string } };
  return { code: error.code, message: error.message };
}

describeMatrix('users', 'User', userRows);
describeMatrix('groups', 'Group', groupRows);
describeMatrix('servicePrincipals', 'ServicePrincipal', servicePrincipalRows);

describe('operators that are always advanced', () => {
  const hint =
    'is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information';
  const cases = [
    ['ne', "department ne 'x'"],
    ['not', "not(department eq 'x')"],
    ['not', "not startsWith(displayName,'x')"],
    ['endsWith', "endsWith(mail,'@x.com')"],
    ['endsWith', "endsWith(userPrincipalName,'@x.com')"],
  ] as const;
  for (const [operator, filter] of cases)
    it(`${filter} needs the header and $count=true`, async () => {
      const refused = await ask('users', filter, false, true);
      expect([refused.status, readError(refused)]).to.deep.equal([
        400,
        { code: 'Request_UnsupportedQuery', message: `Operator '${operator}' ${hint}` },
      ]);
      const headerOnly = await call('GET', `/users?$filter=${encodeURIComponent(filter)}`, {
        headers: eventual,
        invalid: true,
      });
      expect(headerOnly.status).to.equal(400);
      expect((await ask('users', filter, true)).status).to.equal(200);
    });
});

describe('$orderby', () => {
  const cases = [
    ['users', 'displayName', 'default'],
    ['users', 'userPrincipalName desc', 'default'],
    ['users', 'createdDateTime', 'advanced'],
    ['users', 'department', 'never'],
    ['groups', 'displayName', 'default'],
    ['servicePrincipals', 'displayName', 'advanced'],
  ] as const;
  for (const [set, sort, support] of cases)
    it(`${set} by ${sort}: ${support}`, async () => {
      const plain = await call('GET', `/${set}?$orderby=${encodeURIComponent(sort)}`);
      const advanced = await call('GET', `/${set}?$orderby=${encodeURIComponent(sort)}&$count=true`, {
        headers: eventual,
      });
      expect([plain.status, advanced.status]).to.deep.equal(
        {
          default: [200, 200],
          advanced: [400, 200],
          never: [400, 400],
        }[support],
      );
    });

  it('with $filter is an advanced query', async () => {
    const path = "/users?$filter=startsWith(displayName,'a')&$orderby=displayName";
    const refused = await call('GET', path, { invalid: true });
    expect([refused.status, readError(refused)]).to.deep.equal([
      400,
      { code: 'Request_UnsupportedQuery', message: 'Sorting not supported for current query.' },
    ]);
    expect((await call('GET', `${path}&$count=true`, { headers: eventual })).status).to.equal(200);
  });

  it('sorts in both directions', async () => {
    const read = async (sort: string): Promise<string[]> => {
      const answer = await call('GET', `/users?$select=displayName&$orderby=${sort}`);
      const { value } = answer.body as { value: { displayName: string }[] };
      return value.map(({ displayName }) => displayName.toLowerCase());
    };
    const ascending = await read('displayName');
    expect(ascending).to.deep.equal([...ascending].sort());
    expect(await read('displayName%20desc')).to.deep.equal([...ascending].sort().reverse());
  });
});
