import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const audience = '6f1e0c52-41a6-4c0e-8b3e-0f5d1c2a7b90';
export const contosoId = '5f2b9c4e-8a3d-4c57-9e11-0c4a6d7b1f20';
export const fabrikamId = '8c1d7e3a-5b2f-4e69-a0d8-3f6b9c2e1a47';
export const adaId = 'a1000000-0000-4000-8000-000000000001';
export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
/** What every member of a tenant has in `wids`. */
export const memberRole = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

/** Issues tokens as Entra does, and serves the keys. */
export interface EntraStandIn {
  /** With `{tenantId}` in them, for `entraAuthorize`. */
  readonly issuer: string;
  readonly jwksUri: string;
  /** How often keys were fetched. */
  readonly fetches: number;
  /** A token of somebody in Contoso with these claims in the place of the usual ones; undefined leaves one out. */
  sign(
    claims?: Readonly<Record<string, unknown>> & { readonly tid?: string },
    key?: 'own' | 'other',
  ): Promise<string>;
  close(): Promise<void>;
}

export async function startEntra(): Promise<EntraStandIn> {
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer: `${url}/{tenantId}/v2.0`,
    jwksUri: `${url}/{tenantId}/keys`,
    get fetches() {
      return fetches;
    },
    sign(claims = {}, key = 'own') {
      const now = Math.floor(Date.now() / 1000);
      const { tid = contosoId } = claims;
      const all = {
        aud: audience,
        iss: `${url}/${tid}/v2.0`,
        iat: now,
        nbf: now,
        exp: now + 3600,
        tid,
        oid: adaId,
        scp: 'access_as_user',
        ver: '2.0',
        wids: [globalAdministrator, memberRole],
        ...claims,
      };
      const { privateKey } = key === 'own' ? own : other;
      return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'JWT' }).sign(privateKey);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
