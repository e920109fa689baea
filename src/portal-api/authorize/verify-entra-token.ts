import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import * as v from 'valibot';
import { clouds, type CloudName } from '../../microsoft/clouds.js';
import { graphAppId, issuerOrigins } from '../../microsoft/token-issuers.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import { entraClaims, type EntraClaims } from './entra-claims.js';
import { EntraKeys } from './entra-keys.js';

export interface EntraTokenOptions {
  /** Application (client) id of the portal's API in Entra; all of them, where it has several. */
  readonly audience: string | readonly string[];
  /** Ids of the tenants whose people may come. Default: any. */
  readonly tenants?: readonly string[];
  /** Microsoft's cloud. Default: `global`. */
  readonly cloud?: CloudName;
  /** The permission of the API that the page must have. Default: `access_as_user`. */
  readonly scope?: string;
  /** Issuer of tokens in place of the cloud's, with `{tenantId}` in it. */
  readonly issuer?: string;
  /** Where the issuer's keys are, with `{tenantId}` in it. */
  readonly jwksUri?: string;
}

/** Clocks differ. */
const clockToleranceSeconds = 60;

const graphAudiences: readonly string[] = [graphAppId, ...Object.values(clouds).map(({ graph }) => graph)];

/**
 * Makes what verifies an access token that Entra issued for the portal's own API. It answers what the token says; undefined
 * for a request without one.
 *
 * It refuses with `not-signed-in` (no token of Entra's), `sign-in-again` (expired), `setting-wrong` (for Graph, for another
 * API, of version 1.0), `consent-required` (without the permission), `not-allowed` (of a tenant that may not come, of no
 * person), `service-unavailable` (the keys cannot be fetched), `throttled` (too many come of tenants that nobody came from
 * before). None of it repeats anything of the token.
 */
export function createEntraVerifier(
  options: EntraTokenOptions,
): (request: Request) => Promise<EntraClaims | undefined> {
  const { cloud = 'global', scope = 'access_as_user' } = options;
  const audience = [options.audience].flat();
  const tenants = options.tenants?.map((id) => id.toLowerCase());
  const issuer = options.issuer ?? `${issuerOrigins[cloud]}/{tenantId}/v2.0`;
  const jwksUri = options.jwksUri ?? `${clouds[cloud].login}/{tenantId}/discovery/v2.0/keys`;
  const keys = new EntraKeys((tenantId) => inTenant(jwksUri, tenantId));

  return async (request) => {
    const token = readBearer(request);
    if (token === undefined) return undefined;
    const { tid, oid } = judgeKind(decode(token), audience);
    if (tenants && !tenants.includes(tid))
      throw new ProvisioningError(
        'not-allowed',
        'People of this tenant may not come to the portal. Sign in with another account.',
      );
    const claims = await verify(token, tid, oid);
    if (!claims.scp.split(' ').includes(scope))
      throw new ProvisioningError('consent-required', `The token lacks the permission ${scope}.`, {
        status: 403,
        scopes: [scope],
      });
    return claims;
  };

  async function verify(token: string, tenantId: string, oid: string): Promise<EntraClaims> {
    try {
      const { payload } = await jwtVerify(token, keys.of(tenantId), {
        algorithms: ['RS256'],
        audience,
        issuer: inTenant(issuer, tenantId),
        requiredClaims: ['exp', 'iat'],
        clockTolerance: clockToleranceSeconds,
      });
      keys.prove(tenantId);
      return v.parse(entraClaims, { ...payload, tid: tenantId, oid });
    } catch (thrown) {
      throw toRefusal(thrown);
    }
  }
}

function inTenant(template: string, tenantId: string): string {
  return template.replaceAll('{tenantId}', tenantId);
}

function readBearer({ headers }: Request): string | undefined {
  return /^Bearer +([^\s,]+)$/i.exec(headers.get('Authorization') ?? '')?.[1];
}

function decode(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch (cause) {
    throw refuseToken(cause);
  }
}

/** Before anything is verified: names the mistakes of a portal's own settings, which its developer has to find. */
function judgeKind(payload: JWTPayload, audience: readonly string[]): Pick<EntraClaims, 'tid' | 'oid'> {
  const audiences = [payload.aud ?? []].flat().map((each) => each.replace(/\/$/, ''));
  if (audiences.some((each) => graphAudiences.includes(each)))
    throw wrong(
      "This is a token for Microsoft Graph, and a token for Graph must never be sent to the portal. Ask for one with a permission of the portal's own API.",
    );
  if (payload['ver'] === '1.0')
    throw wrong(
      "This is a token of version 1.0. Set requestedAccessTokenVersion to 2 in the registration of the portal's API.",
    );
  if (!audiences.some((each) => audience.includes(each)))
    throw wrong(
      "This token is for another API than the portal's. Check the scopes of the page, and the audience here.",
    );
  if (payload['idtyp'] === 'app')
    throw new ProvisioningError(
      'not-allowed',
      'This is the token of an application; the portal answers people.',
    );
  const claims = v.safeParse(entraClaims, payload);
  if (!claims.success) throw refuseToken();
  return claims.output;
}

function toRefusal(thrown: unknown): ProvisioningError {
  if (thrown instanceof errors.JWTExpired)
    return new ProvisioningError('sign-in-again', 'Your sign-in has expired. Sign in again.');
  return thrown instanceof errors.JOSEError ? refuseToken(thrown) : toProvisioningError(thrown);
}

function wrong(message: string): ProvisioningError {
  return new ProvisioningError('setting-wrong', message, { status: 401 });
}

function refuseToken(cause?: unknown): ProvisioningError {
  return new ProvisioningError(
    'not-signed-in',
    'This is no valid token that Microsoft issued for the portal.',
    { cause },
  );
}
