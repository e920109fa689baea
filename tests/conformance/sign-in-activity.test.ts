import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestAnswer } from '../support/emulator.js';

interface User {
  readonly id: string;
  readonly signInActivity?: { readonly lastSignInDateTime: string };
}

const tenant = startEmulator({ tenant: 'contoso', users: 300 });

async function listUsers(query: string): Promise<readonly User[]> {
  const answer = await tenant.call('GET', `/users?${encodeURI(query)}`);
  expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
  return (answer.body as { value: User[] }).value;
}

function readCode(answer: TestAnswer): unknown {
  return (answer.body as { error: { code: string } }).error.code;
}

describe('signInActivity', () => {
  it('comes with the id, and is absent for users who never signed in', async () => {
    const users = await listUsers('$select=signInActivity&$top=500');
    expect(users).to.have.length(300);
    expect(users.every(({ id }) => id.length === 36)).to.equal(true);
    const absent = users.filter((user) => !('signInActivity' in user));
    expect(absent.length).to.be.greaterThan(0).and.below(300);
  });

  it('filters by its dates', async () => {
    const since = '2025-10-01T00:00:00Z';
    const all = await listUsers('$select=id,signInActivity&$top=500');
    const expected = all.filter(({ signInActivity }) => (signInActivity?.lastSignInDateTime ?? '9') <= since);
    const found = await listUsers(
      `$filter=signInActivity/lastSignInDateTime le ${since}&$select=id&$top=500`,
    );
    expect(found.map(({ id }) => id)).to.deep.equal(expected.map(({ id }) => id));
    expect(found).not.to.have.length(0);
  });

  it('cannot be combined with other filters', async () => {
    const filter = 'signInActivity/lastSignInDateTime le 2025-01-01T00:00:00Z and accountEnabled eq true';
    const answer = await tenant.call('GET', `/users?$filter=${encodeURIComponent(filter)}`);
    expect([answer.status, readCode(answer)]).to.deep.equal([400, 'Request_UnsupportedQuery']);
  });

  it('limits pages to 500, filtered or selected', async () => {
    for (const query of [
      '$select=id,signInActivity',
      '$filter=signInActivity/lastSignInDateTime le 2025-01-01',
    ])
      for (const [top, status] of [
        [500, 200],
        [501, 400],
      ] as const)
        expect((await tenant.call('GET', `/users?${encodeURI(query)}&$top=${top}`)).status).to.equal(status);
  });

  it('needs AuditLog.Read.All', async () => {
    const answer = await tenant.call('GET', '/users?$select=id,signInActivity', {
      scopes: ['User.Read.All'],
    });
    expect([answer.status, readCode(answer)]).to.deep.equal([403, 'Authorization_RequestDenied']);
  });

  it('needs Entra ID P1', async () => {
    const answer = await startEmulator({ tenant: 'no-p1' }).call('GET', '/users?$select=id,signInActivity');
    const { error } = answer.body as { error: { code: string; message: string } };
    expect([answer.status, error.code, error.message]).to.deep.equal([
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    ]);
  });
});
