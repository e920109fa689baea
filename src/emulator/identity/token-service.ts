import { createRemoteJWKSet, decodeJwt, errors, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { holdDuring, type EmulatorClock } from '../clock.js';
import { graphHosts, isHostOfAnotherCloud, type CloudName } from '../cloud.js';
import { GraphFault } from '../graph-error.js';
import { roleTemplates, toRoleTemplateId, type RoleName } from '../tenant/roles.js';
import type { Tenant } from '../tenant/tenant.js';
import { createChallenge } from './challenge.js';
import { RoleChanges } from './role-changes.js';
import type { AppTokenRequest, TokenRequest, UserTokenRequest } from './token-request.js';

/** An identity provider besides the emulator whose tokens are accepted. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
}

/** Who calls, and what they may do. */
export interface Caller {
  /** Undefined when an app calls as itself. */
  readonly userId: string | undefined;
  readonly tenantId: string;
  readonly appId: string;
  /** Delegated permissions, or those of the app itself. */
  readonly scopes: ReadonlySet<string>;
  /** Template ids of the user's directory roles. */
  readonly roles: ReadonlySet<string>;
}

const graphAppId = '00000003-0000-0000-c000-000000000000';
const defaultAppId = '5c9a2f0e-7d41-4b6e-9a37-2f0c8e1b4d60';

interface TokenServiceOptions {
  readonly clock: EmulatorClock;
  readonly cloud: CloudName;
  readonly tenant: () => Tenant;
  readonly administratorId: () => string;
  readonly trustedIssuers: readonly TrustedIssuer[];
}

/** Signs tokens with the emulator's own key, and verifies those it signed and those of trusted issuers. */
export class TokenService {
  readonly #options: TokenServiceOptions;
  readonly #keys = generateKeyPair('ES256', { extractable: true });
  readonly #audiences: string[];
  readonly #remoteKeys = new Map<string, JWTVerifyGetKey>();
  /** Verifying a signature takes longer than answering; a token is verified once. */
  readonly #verified = new Map<string, JWTPayload>();
  /** Tokens issued before this moment are challenged (continuous access evaluation). */
  challengeBefore: number | undefined;
  /** Count also for tokens issued before. */
  roleChanges = new RoleChanges();

  constructor(options: TokenServiceOptions) {
    this.#options = options;
    const graph = `https://${graphHosts[options.cloud]}`;
    this.#audiences = [graph, `${graph}/`, graphAppId];
    for (const { issuer, jwksUri } of options.trustedIssuers)
      this.#remoteKeys.set(issuer, createRemoteJWKSet(new URL(jwksUri)));
  }

  /** The public key, as an identity provider publishes it. */
  async listKeys(): Promise<{ keys: unknown[] }> {
    const { publicKey } = await this.#keys;
    return { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'emulator' }] };
  }

  async issue(request: TokenRequest = {}): Promise<string> {
    const now = Math.floor(this.#options.clock.now() / 1000);
    const { lifetime = 3600, appId = defaultAppId } = request;
    const unsigned = new SignJWT({
      tid: this.#options.tenant().id,
      appid: appId,
      ver: '1.0',
      ...(request.app ? this.#describeApp(request, appId) : this.#describeUser(request)),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: 'emulator' })
      .setIssuer(this.#issuer)
      .setAudience(graphAppId)
      .setIssuedAt(Math.min(now, now + lifetime))
      .setNotBefore(Math.min(now, now + lifetime))
      .setExpirationTime(now + lifetime);
    return holdDuring(this.#options.clock, async () => unsigned.sign((await this.#keys).privateKey));
  }

  /**
   * @param host - The host that was asked: the Graph of another cloud knows no token of this one.
   * @throws {GraphFault} 401 when there is no token, or it is expired, foreign or challenged
   */
  async verify(authorization: string | null, host: string): Promise<Caller> {
    const token = /^Bearer\s+(.+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw createUnauthorized('Access token is empty.');
    if (isHostOfAnotherCloud(host, this.#options.cloud))
      throw createUnauthorized('Access token validation failure. Invalid audience.');
    const payload = await this.#read(token);
    const now = this.#options.clock.now() / 1000;
    if ((payload.exp ?? 0) <= now || (payload.nbf ?? 0) > now + 300)
      throw createUnauthorized('Access token has expired or is not yet valid.');
    if (this.challengeBefore !== undefined && (payload.iat ?? 0) * 1000 < this.challengeBefore)
      throw createChallenge(this.challengeBefore);
    return this.#toCaller(payload);
  }

  get #issuer(): string {
    return `https://sts.windows.net/${this.#options.tenant().id}/`;
  }

  /** @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
  #describeUser({ user: key, scopes = ['User.Read'], roles }: UserTokenRequest): JWTPayload {
    const user = this.#options.tenant().findUser(key ?? this.#options.administratorId());
    if (!user) throw new GraphFault(400, 'invalid_request', `No user ${key ?? ''} in the tenant.`);
    return {
      idtyp: 'user',
      oid: user.id,
      sub: user.id,
      upn: user.userPrincipalName,
      name: user.displayName,
      scp: scopes.join(' '),
      wids: roles?.map(toRoleTemplateId) ?? [...this.#listRoles(user.id)],
    };
  }

  #describeApp({ permissions }: AppTokenRequest, appId: string): JWTPayload {
    const oid = this.#options.tenant().servicePrincipals.find('appId', appId)?.id ?? appId;
    return { idtyp: 'app', oid, sub: oid, roles: [...permissions] };
  }

  async #read(token: string): Promise<JWTPayload> {
    const known = this.#verified.get(token);
    if (known) return known;
    try {
      const { iss = '' } = decodeJwt(token);
      const options = {
        issuer: iss,
        audience: this.#audiences,
        currentDate: new Date(this.#options.clock.now()),
        clockTolerance: 300,
      };
      const remote = this.#remoteKeys.get(iss);
      if (!remote && iss !== this.#issuer)
        throw createUnauthorized('Access token validation failure. Invalid issuer.');
      const { payload } = await holdDuring(this.#options.clock, async () =>
        remote ? jwtVerify(token, remote, options) : jwtVerify(token, (await this.#keys).publicKey, options),
      );
      if (this.#verified.size > 500) this.#verified.clear();
      this.#verified.set(token, payload);
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw createUnauthorized('Access token has expired or is not yet valid.');
      if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
        throw createUnauthorized('Access token validation failure. Invalid audience.');
      if (error instanceof errors.JOSEError) throw createUnauthorized('Access token validation failure.');
      throw error;
    }
  }

  #toCaller(payload: JWTPayload): Caller {
    const tenant = this.#options.tenant();
    const text = (name: string): string => (typeof payload[name] === 'string' ? payload[name] : '');
    const appId = text('appid') || text('azp') || text('client_id') || defaultAppId;
    const caller = { tenantId: tenant.id, appId };
    if (isOfApp(payload))
      return { ...caller, userId: undefined, scopes: new Set(listTexts(payload['roles'])), roles: new Set() };
    const user =
      tenant.findUser(text('oid')) ??
      tenant.findUser(text('upn')) ??
      tenant.findUser(text('preferred_username'));
    if (!user) throw createUnauthorized('The identity of the calling user could not be established.');
    const wids = Array.isArray(payload['wids']) ? listTexts(payload['wids']) : this.#listRoles(user.id);
    const scopes = (text('scp') || text('scope')).split(' ').map((scope) => scope.split('/').at(-1) ?? '');
    const roles = this.roleChanges.apply(user.id, wids);
    return { ...caller, userId: user.id, scopes: new Set(scopes), roles };
  }

  /** Template ids of the roles the user holds; global administrators first. */
  #listRoles(userId: string): Set<string> {
    const tenant = this.#options.tenant();
    const held = new Set<string>();
    for (const parent of tenant.membership.allSourcesOf(userId)) {
      const role = tenant.roles.get(parent);
      if (role) held.add(role.roleTemplateId);
    }
    return held;
  }
}

/** `idtyp` is an optional claim: without it, roles without scopes tell that nobody is signed in. */
function isOfApp({ idtyp, roles, scp, scope }: JWTPayload): boolean {
  if (typeof idtyp === 'string') return idtyp === 'app';
  return Array.isArray(roles) && scp === undefined && scope === undefined;
}

function listTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/**
 * True when the caller holds one of the roles; global administrators may do everything, and so may an app within its
 * permissions: roles are for people.
 */
export function hasRole(caller: Caller, roles: readonly RoleName[]): boolean {
  return (
    caller.userId === undefined ||
    caller.roles.has(roleTemplates['Global Administrator']) ||
    roles.some((role) => caller.roles.has(roleTemplates[role]))
  );
}

function createUnauthorized(message: string): GraphFault {
  return new GraphFault(401, 'InvalidAuthenticationToken', message, {
    headers: {
      'WWW-Authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="${graphAppId}"`,
    },
  });
}
