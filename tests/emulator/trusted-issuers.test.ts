import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { graphHosts } from '../../src/emulator/index.js';
import { startEmulator, type TestEmulator } from '../support/emulator.js';

describe('tokens of a trusted issuer', () => {
  const issuer = 'https://login.example.com';
  const keys = generateKeyPair('ES256', { extractable: true });
  let server: Server;

  before(async () => {
    const { publicKey } = await keys;
    const jwks = JSON.stringify({
      keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'example' }],
    });
    server = createServer((_request, response) => response.end(jwks));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => server.close());

  function start(): TestEmulator {
    const { port } = server.address() as AddressInfo;
    return startEmulator({ trustedIssuers: [{ issuer, jwksUri: `http://127.0.0.1:${port}/jwks` }] });
  }

  async function get(test: TestEmulator, path: string, claims: JWTPayload): Promise<number> {
    const now = Math.floor(test.clock.now() / 1000);
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'example' })
      .setIssuer(issuer)
      .setAudience(`https://${graphHosts.global}`)
      .setIssuedAt(now)
      .setExpirationTime(now + 600)
      .sign((await keys).privateKey);
    const answer = await test.emulator.fetch(`${test.emulator.graph}/v1.0${path}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return answer.status;
  }

  it('are of the user they name', async () => {
    const test = start();
    const { userPrincipalName } = test.emulator.tenant.administrator;
    const claims = { preferred_username: userPrincipalName, scope: 'User.Read' };
    expect(await get(test, '/me', claims)).to.equal(200);
    expect(await get(test, '/users', claims)).to.equal(403);
  });

  it('are of the app itself when they have roles and no scopes', async () => {
    const test = start();
    const claims = { client_id: 'job', sub: 'job', roles: ['User.Read.All'] };
    expect(await get(test, '/users', claims)).to.equal(200);
    expect(await get(test, '/me', claims)).to.equal(400);
    expect(await get(test, '/users', { ...claims, roles: [] })).to.equal(403);
  });

  it('are refused when they name nobody', async () => {
    expect(await get(start(), '/me', { preferred_username: 'x@y.z', scope: 'User.Read' })).to.equal(401);
  });
});
