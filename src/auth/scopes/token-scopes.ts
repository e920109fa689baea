import { type Cloud, clouds } from '../../microsoft/clouds.js';
import type { TokenSubject } from '../auth.js';

const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/**
 * What a scope of this cloud's Graph starts with. It is the permission's name at Microsoft and stays the same wherever
 * requests are sent to.
 */
function graphResource(cloud: Pick<Cloud, 'name'>): string {
  return clouds[cloud.name].graph;
}

/**
 * `User.Read` as the sign-in service wants it: `https://graph.microsoft.com/User.Read`. One of another API names it already:
 * `api://<client id>/access_as_user`.
 */
export function toScopeUris(cloud: Pick<Cloud, 'name'>, scopes: readonly string[]): string[] {
  const resource = graphResource(cloud);
  return scopes.map((scope) => (scope.includes('/') ? scope : `${resource}/${scope}`));
}

/** Whether a permission, in any form, is Graph's; else it is of another API. */
export function isGraphScope(cloud: Pick<Cloud, 'name'>, scope: string): boolean {
  return !scope.includes('/') || scope.startsWith(`${graphResource(cloud)}/`);
}

/** Permissions by the API whose they are, Graph's first: a token is for one of them. */
export function groupByApi(cloud: Pick<Cloud, 'name'>, scopes: readonly string[]): readonly string[][] {
  const groups = new Map<string, string[]>([['', []]]);
  for (const scope of scopes) {
    const api = isGraphScope(cloud, scope) ? '' : scope.slice(0, scope.lastIndexOf('/'));
    groups.set(api, [...(groups.get(api) ?? []), scope]);
  }
  return [...groups.values()].filter((group) => group.length > 0);
}

/** Permission names of scopes in any form: no prefix, nothing of OpenID Connect, each once, sorted. */
export function toScopeNames(scopes: Iterable<string>): string[] {
  const names = new Set<string>();
  for (const scope of scopes) {
    const name = scope.slice(scope.lastIndexOf('/') + 1);
    if (name && !openIdScopes.has(name)) names.add(name);
  }
  return [...names].sort();
}

/**
 * Permission names that an access token says it carries, or undefined when it can't be read.
 * For showing and explaining only: nothing is verified here.
 */
export function readTokenScopes(token: string): string[] | undefined {
  const claims = readTokenClaims(token);
  return typeof claims?.['scp'] === 'string' ? toScopeNames(claims['scp'].split(' ')) : undefined;
}

/** Claims of a JSON Web Token, unverified; undefined when it isn't one. */
export function readTokenClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(decodeBase64(payload));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Graph's tokens are opaque by contract: one that can't be read is no failure.
    return undefined;
  }
}

/**
 * In whose name a token says it acts: the person, or the application where it names nobody. Undefined when it does not
 * say so.
 */
export function readTokenSubject(token: string): TokenSubject | undefined {
  const { tid, oid, appid } = readTokenClaims(token) ?? {};
  const objectId = oid ?? appid;
  return typeof tid === 'string' && typeof objectId === 'string' ? { tenantId: tid, objectId } : undefined;
}

/**
 * Template ids of the person's directory roles that a token says (`wids`), or undefined when it says nothing. Tokens
 * for Graph say it; ID tokens only where the app registration asks for it.
 */
export function readRoleIds(claims: Readonly<Record<string, unknown>> | undefined): string[] | undefined {
  const ids = claims?.['wids'];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : undefined;
}

/** Text of base64 or base64url, as UTF-8. Throws on anything else. */
export function decodeBase64(text: string): string {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)),
  );
}
