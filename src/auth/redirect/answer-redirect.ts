import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';
import { tabStorage } from '../../model/page/text-storage.js';
import { adminConsentKeys, signOutReturnKey } from '../consent/admin-consent-keys.js';

/** MSAL's number for a navigation that ends a sign-out. */
const signOutApiId = 961;
const navigationMs = 30_000;

/**
 * What the redirect bridge page does: hands the answer of the sign-in service to the page that asked, and goes back
 * there. MSAL 5 needs such a page for popups and silent sign-in; with redirects it keeps the page's own URL clean.
 *
 * The page must be on the application's own origin, registered as a single-page-application redirect URI, served
 * without sign-in, without `Cross-Origin-Opener-Policy` and with `Cache-Control: no-store`.
 */
export async function answerRedirect(): Promise<void> {
  const state = new URLSearchParams(location.search).get('state') ?? '';
  if (state.startsWith(adminConsentKeys.statePrefix)) return answerAdminConsent(state);
  await broadcastResponseToMainFrame({
    navigateInternal: (url, { apiId }) =>
      leave(apiId === signOutApiId ? readReturn(signOutReturnKey, url) : url),
    navigateExternal: leave,
  });
}

function answerAdminConsent(state: string): void {
  const { search } = location;
  history.replaceState(null, '', location.pathname);
  const nonce = tabStorage.get(adminConsentKeys.nonce);
  if (nonce && state.endsWith(`.${nonce}`)) {
    tabStorage.set(adminConsentKeys.answer, search);
    void leave(readReturn(adminConsentKeys.returnTo, '/'));
    return;
  }
  const channel = new BroadcastChannel(adminConsentKeys.channel);
  channel.postMessage(search);
  channel.close();
  document.body.textContent = 'Your answer was passed on. You can close this page.';
}

/** A URL of this origin that the page left; anything else is not followed. */
function readReturn(key: string, otherwise: string): string {
  const url = tabStorage.get(key);
  tabStorage.remove(key);
  return url && URL.canParse(url) && new URL(url).origin === location.origin ? url : otherwise;
}

function leave(url: string): Promise<boolean> {
  location.replace(url);
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('The page could not be left.')), navigationMs);
  });
}
