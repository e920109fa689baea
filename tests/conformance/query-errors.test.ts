import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator } from '../support/emulator.js';

interface Case {
  readonly what: string;
  readonly path: string;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Wrong by Graph's own description too. */
  readonly invalid: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

const eventual = { ConsistencyLevel: 'eventual' };
const searchHint =
  "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'";

const cases: readonly Case[] = [
  ...['users', 'groups'].map((set) => ({
    what: `/${set}/$count without ConsistencyLevel`,
    path: `/${set}/$count`,
    status: 400,
    code: 'Request_BadRequest',
    message: '$count is not currently supported.',
    invalid: true,
  })),
  ...['users', 'groups', 'servicePrincipals'].map((set) => ({
    what: `/${set}?$search without ConsistencyLevel`,
    path: `/${set}?$search="displayName:a"`,
    status: 400,
    code: 'Request_UnsupportedQuery',
    message: searchHint,
    invalid: true,
  })),
  ...['0', '1000', '-1', 'ten'].map((top) => ({
    what: `$top=${top}`,
    path: `/users?$top=${top}`,
    status: 400,
    code: 'Request_UnsupportedQuery',
    message: `Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`,
    invalid: true,
  })),
  {
    what: 'more than 500 users with sign-in activity',
    path: '/users?$top=501&$select=id,signInActivity',
    status: 400,
    code: 'Request_UnsupportedQuery',
    message: "Invalid page size specified: '501'. Must be between 1 and 500 inclusive.",
    invalid: false,
  },
  {
    what: 'an unknown property in $filter',
    path: "/users?$filter=shoeSize eq '9'",
    status: 400,
    code: 'BadRequest',
    message:
      "Invalid filter clause: Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.",
    invalid: true,
  },
  {
    what: 'an unknown property in $select',
    path: '/users?$select=id,shoeSize',
    status: 400,
    code: 'BadRequest',
    message:
      "Parsing OData Select and Expand failed: Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.",
    invalid: true,
  },
  {
    what: 'an unbalanced filter',
    path: "/users?$filter=(displayName eq 'a'",
    status: 400,
    code: 'BadRequest',
    message: 'Invalid filter clause',
    invalid: true,
  },
  {
    what: 'a text where a GUID belongs',
    path: "/users?$filter=assignedLicenses/any(a:a/skuId eq 'E3')",
    status: 400,
    code: 'BadRequest',
    message:
      "Invalid filter clause: A binary operator with incompatible types was detected. Found operand types 'Edm.Guid' and 'Edm.String' for operator kind 'Equal'.",
    invalid: true,
  },
  {
    what: 'contains()',
    path: "/users?$filter=contains(displayName,'a')",
    status: 400,
    code: 'Request_UnsupportedQuery',
    message: "Unsupported property filter clause operator 'Contains'.",
    invalid: true,
  },
  {
    what: 'more than 15 alternatives',
    path: `/users?$filter=id in (${Array.from({ length: 16 }, () => "'a'").join(',')})`,
    status: 400,
    code: 'Request_UnsupportedQuery',
    message:
      "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15.",
    invalid: false,
  },
  {
    what: '$skip',
    path: '/users?$skip=10',
    status: 400,
    code: 'Request_BadRequest',
    message: "'$skip' is not supported by the service.",
    invalid: true,
  },
  {
    what: '$search without quotes',
    path: '/users?$search=displayName:wa',
    headers: eventual,
    status: 400,
    code: 'BadRequest',
    message: "Syntax error: character ':' is not valid at position 11 in 'displayName:wa'.",
    invalid: true,
  },
  ...['aboutMe', 'skills', 'mailboxSettings', 'birthday'].map((property) => ({
    what: `$select=${property} on a list`,
    path: `/users?$select=id,${property}`,
    status: 501,
    code: 'NotImplemented',
    message: 'This operation target is not yet supported.',
    invalid: true,
  })),
];

const tenant = startEmulator({ tenant: 'small' });
const call: typeof tenant.call = (...request) => tenant.call(...request);

describe('queries Graph refuses', () => {
  for (const { what, path, status, code, message, invalid, headers } of cases)
    it(`${what}: ${status} ${code}`, async () => {
      const encoded = path.replace(/[ "]/g, (char) => encodeURIComponent(char));
      const answer = await call('GET', encoded, { invalid, headers: headers ?? {} });
      const { error } = answer.body as { error: Record<string, unknown> };
      expect([answer.status, error['code'], error['message']]).to.deep.equal([status, code, message]);
    });

  it('lets $count=true without the header pass, without a count', async () => {
    // Wrong by the documentation and answered 200 all the same: nothing to record.
    const unrecorded = startEmulator({ onExchange: () => undefined });
    const answer = await unrecorded.call('GET', '/users?$count=true');
    expect(answer.status).to.equal(200);
    expect(answer.body).not.to.have.property('@odata.count');
  });

  it('refuses $expand together with an advanced query', async () => {
    const answer = await call('GET', '/users?$expand=memberOf&$count=true', { headers: eventual });
    const { error } = answer.body as { error: Record<string, unknown> };
    expect([answer.status, error['code']]).to.deep.equal([400, 'ExpandNotSupported']);
  });
});

describe('selected properties', () => {
  it('are the documented eleven when none are selected', async () => {
    const answer = await call('GET', '/users?$top=1');
    const [user = {}] = (answer.body as { value: object[] }).value;
    expect(Object.keys(user).sort()).to.deep.equal([
      'businessPhones',
      'displayName',
      'givenName',
      'id',
      'jobTitle',
      'mail',
      'mobilePhone',
      'officeLocation',
      'preferredLanguage',
      'surname',
      'userPrincipalName',
    ]);
  });

  it('are exactly those asked for, absent ones as null or empty', async () => {
    const answer = await call('GET', '/users?$top=1&$select=displayName,faxNumber,imAddresses');
    const [user] = (answer.body as { value: object[] }).value;
    expect(user).to.have.all.keys('displayName', 'faxNumber', 'imAddresses');
    expect(user).to.include({ faxNumber: null }).and.deep.include({ imAddresses: [] });
  });

  it('never show whether a group has members with license errors', async () => {
    const answer = await call('GET', '/groups?$top=1&$select=id,hasMembersWithLicenseErrors');
    const [group] = (answer.body as { value: object[] }).value;
    expect(group).to.have.all.keys('id');
  });
});
