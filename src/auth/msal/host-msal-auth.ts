import { readCloud, type CloudOptions, type Interaction } from '../auth-options.js';
import type { Auth } from '../auth.js';
import type { MsalLike } from './msal-like.js';
import { hostRequestKey, openHostMsal } from './msal-registry.js';
import { MsalSession } from './msal-session.js';

export interface HostMsalOptions extends CloudOptions {
  /** Default: `redirect`. */
  readonly interaction?: Interaction;
  /**
   * Whether the host calls `handleRedirectPromise` itself and wants nobody else to. Default: false; calling it twice
   * is harmless, since MSAL gives both callers the same answer.
   */
  readonly hostHandlesRedirects?: boolean;
  /** For interactions started here, if not the one of MSAL's configuration. */
  readonly redirectUri?: string;
  /** Enable the link for administrators; needs `redirectUri`. */
  readonly clientId?: string;
  readonly tenantId?: string;
  readonly adminConsentEndpoint?: string;
}

/**
 * Uses the MSAL instance that the host page already has (MSAL 3, 4 or 5). The account is MSAL's active one, or the
 * only one that signed in through this client. The host's active account is never changed.
 */
export function createHostMsalAuth(msal: MsalLike, options: HostMsalOptions = {}): Auth {
  const { redirectUri, clientId, tenantId, adminConsentEndpoint } = options;
  return new MsalSession({
    cloud: readCloud(options),
    interaction: options.interaction ?? 'redirect',
    open: () => openHostMsal(msal, !options.hostHandlesRedirects),
    openAtStart: typeof window !== 'undefined',
    requestKey: hostRequestKey,
    ownsActiveAccount: false,
    silentSignIn: false,
    ...(redirectUri ? { redirectUri: new URL(redirectUri, location.href).href } : {}),
    ...(clientId ? { clientId } : {}),
    ...(tenantId ? { tenantId } : {}),
    ...(adminConsentEndpoint ? { adminConsentEndpoint } : {}),
  });
}
