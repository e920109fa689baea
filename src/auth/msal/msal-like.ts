/**
 * The parts of `@azure/msal-browser` that this library uses, by shape, so that a host may bring MSAL 3, 4 or 5.
 */
export interface MsalAccount {
  readonly homeAccountId: string;
  readonly localAccountId: string;
  readonly tenantId: string;
  readonly username: string;
  readonly environment: string;
  readonly name?: string;
  /** Claims of the ID token that this client has for the account; absent when another client signed it in. */
  readonly idTokenClaims?: Readonly<Record<string, unknown>>;
}

export interface MsalResult {
  readonly account: MsalAccount | null;
  readonly accessToken: string;
  readonly scopes: string[];
}

export interface MsalEvent {
  readonly eventType: string;
  readonly payload?: unknown;
}

export interface MsalTokenRequest {
  scopes: string[];
  /** Of other APIs than the one that the token is for. */
  extraScopesToConsent?: string[];
  account?: MsalAccount;
  claims?: string;
  prompt?: string;
  loginHint?: string;
  redirectUri?: string;
}

export interface MsalSilentRequest {
  scopes: string[];
  account: MsalAccount;
  claims?: string;
  redirectUri?: string;
  cacheLookupPolicy?: 0 | 1 | 2 | 3 | 4 | 5;
}

export interface MsalSsoRequest {
  scopes: string[];
  loginHint?: string;
  redirectUri?: string;
}

export interface MsalLogoutRequest {
  account?: MsalAccount | null;
  postLogoutRedirectUri?: string | null;
}

/** An instance of MSAL's `PublicClientApplication`. Never checked by `instanceof`. */
export interface MsalLike {
  initialize(): Promise<void>;
  getAllAccounts(): MsalAccount[];
  getActiveAccount(): MsalAccount | null;
  setActiveAccount(account: MsalAccount | null): void;
  handleRedirectPromise(): Promise<MsalResult | null>;
  acquireTokenSilent(request: MsalSilentRequest): Promise<MsalResult>;
  acquireTokenPopup(
    request: MsalTokenRequest & { overrideInteractionInProgress?: boolean },
  ): Promise<MsalResult>;
  acquireTokenRedirect(request: MsalTokenRequest): Promise<void>;
  ssoSilent(request: MsalSsoRequest): Promise<MsalResult>;
  logoutPopup(request?: MsalLogoutRequest): Promise<void>;
  logoutRedirect(request?: MsalLogoutRequest): Promise<void>;
  addEventCallback(callback: (event: MsalEvent) => void): string | null;
  removeEventCallback(id: string): void;
}
