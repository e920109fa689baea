import type { Configuration } from '@azure/msal-browser';
import { clouds } from '../../microsoft/clouds.js';
import { readEndpoint } from '../../model/address/endpoint.js';
import type { MsalAuthOptions } from '../auth-options.js';
import type { IdentityEndpoints } from '../identity-endpoints.js';

/** Longer than MSAL's minute: somebody has to find a phone for the second factor. A closed popup is noticed sooner. */
const popupTimeoutMs = 10 * 60 * 1000;

/** The URL that names who signs people in. */
export function readAuthority({
  cloud = 'global',
  tenantId = 'organizations',
  identity,
}: MsalAuthOptions): string {
  return identity?.authority ?? `${clouds[cloud].login}/${encodeURIComponent(tenantId)}`;
}

export function readRedirectUri({ redirectUri = '/redirect-bridge.html' }: MsalAuthOptions): string {
  return typeof location === 'undefined' ? redirectUri : new URL(redirectUri, location.href).href;
}

/**
 * MSAL's configuration.
 * @throws {ProvisioningError} `setting-wrong`
 */
export function createMsalConfig(options: MsalAuthOptions): Configuration {
  const redirectUri = readRedirectUri(options);
  return {
    auth: {
      clientId: options.clientId,
      authority: readAuthority(options),
      redirectUri,
      postLogoutRedirectUri: redirectUri,
      // Continuous access evaluation: tokens live longer and may be challenged.
      clientCapabilities: ['CP1'],
      ...(options.identity ? describeIdentity(options.identity) : {}),
    },
    cache: { cacheLocation: options.cache === 'memory' ? 'memoryStorage' : 'sessionStorage' },
    system: { popupBridgeTimeout: popupTimeoutMs },
  };
}

/** Tells MSAL everything it would otherwise look up, so that the endpoints may be plain HTTP on this machine. */
function describeIdentity(identity: IdentityEndpoints) {
  for (const [name, address] of Object.entries<string>({ ...identity }))
    readEndpoint(address, `identity.${name}`);
  const { host } = new URL(identity.authority);
  return {
    knownAuthorities: [host],
    cloudDiscoveryMetadata: JSON.stringify({
      tenant_discovery_endpoint: `${identity.authority}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    }),
    authorityMetadata: JSON.stringify({
      issuer: identity.issuer,
      authorization_endpoint: identity.authorizationEndpoint,
      token_endpoint: identity.tokenEndpoint,
      end_session_endpoint: identity.endSessionEndpoint,
      jwks_uri: identity.jwksUri,
    }),
  };
}
