import { hostActions, type HostAction } from '../../model/host-action.js';
import type { Authorize } from './authorize.js';
import type { EntraClaims } from './entra-claims.js';
import { createEntraVerifier, type EntraTokenOptions } from './verify-entra-token.js';

export interface EntraAuthorizeOptions extends EntraTokenOptions {
  /**
   * The portal's customer that somebody belongs to; undefined for nobody's. With it, she sees the tenant that this customer
   * connected; without this function, the tenant that she is signed in to. The request may say more: the portal's own session,
   * or its host name.
   */
  readonly customerOf?: (
    claims: EntraClaims,
    request: Request,
  ) => string | undefined | Promise<string | undefined>;
  /**
   * What she may change. `scope`: everything, by the API's permission alone. `roles`: what app roles of the API allow, whose
   * values are the names of actions (`edit`, `publish` …); without any, she may look. Default: `scope`.
   */
  readonly canOf?:
    'scope' | 'roles' | ((claims: EntraClaims) => readonly HostAction[] | Promise<readonly HostAction[]>);
  /** Whether she may let the portal publish with its own permission. Default: with the app role `server`. */
  readonly serverOf?: (claims: EntraClaims) => boolean | Promise<boolean>;
}

/** Lets in whoever brings a token that Entra issued for the portal's own API: `portalStore({ scopes })` sends it. */
export function entraAuthorize(options: EntraAuthorizeOptions): Authorize {
  const { customerOf, canOf = 'scope', serverOf = hasServerRole } = options;
  const verify = createEntraVerifier(options);
  return async ({ request }) => {
    const claims = await verify(request);
    if (!claims) return undefined;
    const { oid, tid, wids } = claims;
    const customer = await customerOf?.(claims, request);
    return {
      subject: oid,
      tenants: customerOf ? [] : [tid],
      ...(customer === undefined ? {} : { customer }),
      directory: { tenantId: tid, ...(wids ? { roleIds: wids } : {}) },
      can: await listActions(claims, canOf),
      server: await serverOf(claims),
    };
  };
}

async function listActions(
  claims: EntraClaims,
  canOf: NonNullable<EntraAuthorizeOptions['canOf']>,
): Promise<readonly HostAction[]> {
  if (canOf === 'scope') return hostActions;
  if (canOf === 'roles') return hostActions.filter((action) => claims.roles.includes(action));
  return canOf(claims);
}

function hasServerRole({ roles }: EntraClaims): boolean {
  return roles.includes('server');
}
