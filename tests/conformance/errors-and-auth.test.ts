import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, readError } from '../support/graph-answers.js';

const me = 'https://graph.microsoft.com/v1.0/me';

describe('errors', () => {
  it('have Graph’s shape, with the ids of the request', async () => {
    const test = startEmulator();
    const client = '7b1f0f0e-6f0c-4c39-9b0e-1a2b3c4d5e6f';
    const answer = await test.call('GET', '/users/00000000-0000-4000-a000-000000000000', {
      headers: { 'client-request-id': client },
    });
    const { error } = answer.body as { error: { innerError: Record<string, string> } };
    expect(error.innerError).to.deep.equal({
      date: '2026-01-15T09:00:00',
      'request-id': answer.headers.get('request-id'),
      'client-request-id': client,
    });
    expect(answer.headers.get('client-request-id')).to.equal(client);
    expect(answer.headers.get('x-ms-ags-diagnostic')).to.contain('ServerInfo');
  });

  it('name a segment that does not exist', async () => {
    expectError(
      await startEmulator().call('GET', '/nothing', { invalid: true }),
      400,
      'BadRequest',
      "Resource not found for the segment 'nothing'.",
    );
  });

  it('keep beta’s resources out of v1.0', async () => {
    const answer = await startEmulator().call('GET', '/onPremisesPublishingProfiles/provisioning/agents', {
      invalid: true,
    });
    expect(readError(answer).message).to.equal(
      "Resource not found for the segment 'onPremisesPublishingProfiles'.",
    );
  });

  it('refuse a body that is not JSON', async () => {
    const test = startEmulator();
    const response = await test.emulator.fetch(`${me}/assignLicense`, {
      method: 'POST',
      body: '{',
      headers: {
        Authorization: `Bearer ${await test.token(['User.ReadWrite.All'])}`,
        'Content-Type': 'application/json',
        'x-emulator-expect': 'invalid',
      },
    });
    expect(response.status).to.equal(400);
  });

  it('say which unique property is taken', async () => {
    const test = startEmulator({ tenant: 'cloud-only', users: 300 });
    const [user, other] = [findUnlicensed(test.emulator, 0), findUnlicensed(test.emulator, 1)];
    expectError(
      await test.call('PATCH', `/users/${user.id}`, { body: { userPrincipalName: other.userPrincipalName } }),
      400,
      'Request_MultipleObjectsWithSameKeyValue',
      'Another object with the same value for property userPrincipalName already exists.',
    );
  });
});

describe('tokens', () => {
  const send = (test: ReturnType<typeof startEmulator>, token?: string) =>
    test.emulator.fetch(me, { headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });

  it('are needed', async () => {
    const answer = await send(startEmulator());
    expect(answer.status).to.equal(401);
    expect(answer.headers.get('WWW-Authenticate')).to.match(/^Bearer /);
    expect(((await answer.json()) as { error: object }).error).to.include({
      code: 'InvalidAuthenticationToken',
    });
  });

  it('expire', async () => {
    const test = startEmulator();
    const token = await test.token(['User.Read']);
    await test.clock.advance(3_600_001);
    const answer = await send(test, token);
    expect(answer.status).to.equal(401);
    expect(((await answer.json()) as { error: object }).error).to.include({
      code: 'InvalidAuthenticationToken',
      message: 'Access token has expired or is not yet valid.',
    });
  });

  it('of somebody else are refused', async () => {
    const test = startEmulator();
    const foreign = await startEmulator().token(['User.Read', 'User.ReadWrite.All']);
    const [header, , signature] = (await test.token(['User.Read'])).split('.');
    const forged = [header, foreign.split('.')[1], signature].join('.');
    expect([
      (await send(test, foreign)).status,
      (await send(test, forged)).status,
      (await send(test, 'x.y.z')).status,
    ]).to.deep.equal([401, 401, 401]);
  });

  it('are challenged after a revocation, until a newer one comes', async () => {
    const test = startEmulator();
    const before = await test.token(['User.Read']);
    await test.clock.advance(60_000);
    test.emulator.challengeTokens();
    const challenged = await send(test, before);
    expect(challenged.status).to.equal(401);
    const header = challenged.headers.get('WWW-Authenticate') ?? '';
    expect(header).to.contain('error="insufficient_claims"');
    const claims = /claims="([^"]+)"/.exec(header)?.[1] ?? '';
    expect(JSON.parse(atob(claims))).to.have.nested.property('access_token.nbf.essential', true);
    const after = await test.emulator.issueToken({ scopes: ['User.Read'] });
    expect((await send(test, after)).status).to.equal(200);
  });
});

describe('permissions', () => {
  it('missing and roles missing are refused in the same words', async () => {
    const test = startEmulator();
    const { id } = findUnlicensed(test.emulator);
    const body = { usageLocation: 'US' };
    const answers = [
      await test.call('PATCH', `/users/${id}`, { body, scopes: ['User.Read.All'] }),
      await test.call('PATCH', `/users/${id}`, { body, scopes: ['User.ReadWrite.All'], roles: [] }),
    ];
    for (const answer of answers)
      expectError(
        answer,
        403,
        'Authorization_RequestDenied',
        'Insufficient privileges to complete the operation.',
      );
  });

  it('let a License Administrator set the usage location and nothing else', async () => {
    const test = startEmulator({ tenant: 'cloud-only', users: 200 });
    const { id } = findUnlicensed(test.emulator);
    const call = (body: object) =>
      test.call('PATCH', `/users/${id}`, { body, roles: ['License Administrator'] });
    expect([
      (await call({ usageLocation: 'NO' })).status,
      (await call({ jobTitle: 'Boss' })).status,
    ]).to.deep.equal([204, 403]);
  });

  it('keep a guest from reading the directory', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const guest = test.emulator
      .state()
      .users.find(({ userPrincipalName }) => userPrincipalName.includes('#EXT#'));
    const answer = await test.call('GET', '/users', { user: guest?.id ?? '', roles: [] });
    expect(answer.status).to.equal(403);
  });
});

describe('responses to a browser', () => {
  it('expose the headers that Graph exposes, and no others', async () => {
    const { headers } = await startEmulator().call('GET', '/me');
    expect(headers.get('Access-Control-Allow-Origin')).to.equal('*');
    const exposed = (headers.get('Access-Control-Expose-Headers') ?? '').split(', ');
    expect(exposed).to.include.members(['Retry-After', 'WWW-Authenticate', 'request-id', 'Location']);
    expect(exposed).not.to.include.members(['x-ms-resource-unit']);
    expect(headers.get('x-ms-resource-unit')).to.equal('1');
  });

  it('answer a preflight without a token', async () => {
    const answer = await startEmulator().emulator.fetch(me, {
      method: 'OPTIONS',
      headers: {
        Origin: 'http://localhost:8080',
        'Access-Control-Request-Headers': 'authorization,consistencylevel',
      },
    });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('Access-Control-Allow-Headers')).to.equal('authorization,consistencylevel');
  });
});
