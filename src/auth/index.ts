/** Who is signed in: by MSAL with the page's own app, an MSAL instance of the host, or tokens of the host. */
export type { Interaction, MsalAuthOptions } from './auth-options.js';
export { createHostMsalAuth, type HostMsalOptions } from './msal/host-msal-auth.js';
export { createMsalAuth } from './msal/msal-auth.js';
export type { IdentityEndpoints } from './identity-endpoints.js';
export type {
  MsalAccount,
  MsalEvent,
  MsalLike,
  MsalLogoutRequest,
  MsalResult,
  MsalSilentRequest,
  MsalSsoRequest,
  MsalTokenRequest,
} from './msal/msal-like.js';
export type {
  Account,
  AccessToken,
  Auth,
  AuthState,
  SignInOptions,
  TokenOptions,
  TokenSubject,
} from './auth.js';
export type { CloudOptions } from './auth-options.js';
export { createHostTokenAuth, type HostTokenOptions, type HostTokenRequest } from './host-token-auth.js';
export { readTokenSubject } from './scopes/token-scopes.js';
