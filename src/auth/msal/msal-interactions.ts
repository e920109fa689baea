import { tabStorage } from '../../model/page/text-storage.js';
import type { SignInOptions } from '../auth.js';
import { signOutReturnKey } from '../consent/admin-consent-keys.js';
import { rememberRequest } from '../redirect/pending-request.js';
import { isGraphScope, toScopeUris } from '../scopes/token-scopes.js';
import { toAuthError, type RequestFacts } from './msal-errors.js';
import type { MsalAccount, MsalLike, MsalResult, MsalTokenRequest } from './msal-like.js';
import type { MsalSessionSettings } from './msal-session-settings.js';
import { forgetAbandonedPopup, hasAbandonedPopup, runPopup } from './popup.js';

/** What every sign-in asks for. */
export const signInScopes: readonly string[] = ['User.Read'];

/** MSAL's request for an interaction. `account` is who is asked for more; another one may be picked. */
export function createTokenRequest(
  { cloud, loginHint, redirectUri }: MsalSessionSettings,
  { scopes = [], claims, switchAccount = false }: SignInOptions,
  account: MsalAccount | undefined,
): MsalTokenRequest {
  const ofGraph = scopes.filter((scope) => isGraphScope(cloud, scope));
  const ofOthers = scopes.filter((scope) => !isGraphScope(cloud, scope));
  return {
    scopes: toScopeUris(cloud, [...new Set([...signInScopes, ...ofGraph])]),
    // A token is for one API; consent is asked for all of them at once.
    ...(ofOthers.length > 0 ? { extraScopesToConsent: ofOthers } : {}),
    ...(account && !switchAccount ? { account } : loginHint && !switchAccount ? { loginHint } : {}),
    ...(claims ? { claims } : {}),
    ...(switchAccount ? { prompt: 'select_account' } : {}),
    ...(redirectUri ? { redirectUri } : {}),
  };
}

/** Leaves the page. What was asked for is remembered for the answer. */
export async function acquireByRedirect(
  msal: MsalLike,
  requestKey: string,
  request: MsalTokenRequest,
  facts: RequestFacts,
): Promise<void> {
  forgetAbandonedPopup();
  rememberRequest(requestKey, facts);
  await msal.acquireTokenRedirect(request);
}

/** @param onResult - is told of the answer even when the popup was taken for closed before */
export function acquireByPopup(
  msal: MsalLike,
  request: MsalTokenRequest,
  onResult: (result: MsalResult) => void,
): Promise<unknown> {
  return runPopup(msal, () =>
    msal.acquireTokenPopup({ ...request, overrideInteractionInProgress: hasAbandonedPopup() }).then(onResult),
  );
}

/**
 * Tries a hidden frame. Undefined where the person has to be seen, which is the usual case: not signed in at
 * Microsoft, not consented yet, several accounts, or cookies kept from frames.
 */
export async function acquireBySession(
  msal: MsalLike,
  { cloud, loginHint, redirectUri }: MsalSessionSettings,
): Promise<MsalResult | undefined> {
  try {
    return await msal.ssoSilent({
      scopes: toScopeUris(cloud, signInScopes),
      ...(loginHint ? { loginHint } : {}),
      ...(redirectUri ? { redirectUri } : {}),
    });
  } catch (thrown) {
    const error = toAuthError(thrown, { scopes: signInScopes });
    if (error.code === 'offline' || error.code === 'setting-wrong') throw error;
    return undefined;
  }
}

/** Ends the session at Microsoft and forgets the account's tokens. */
export async function endSession(
  msal: MsalLike,
  { redirectUri, interaction }: MsalSessionSettings,
  account: MsalAccount,
): Promise<void> {
  const request = { account, ...(redirectUri ? { postLogoutRedirectUri: redirectUri } : {}) };
  forgetAbandonedPopup();
  if (interaction === 'redirect') {
    tabStorage.set(signOutReturnKey, location.href);
    return msal.logoutRedirect(request);
  }
  try {
    await runPopup(msal, () => msal.logoutPopup(request));
  } catch (error) {
    // The tokens are gone once the window is open; closing it early leaves the session at Microsoft alone.
    const left = msal.getAllAccounts().some(({ homeAccountId }) => homeAccountId === account.homeAccountId);
    if (left) throw error;
  }
}
