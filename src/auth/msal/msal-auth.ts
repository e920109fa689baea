import { ProvisioningError } from '../../model/errors.js';
import { readCloud, type MsalAuthOptions } from '../auth-options.js';
import type { Auth } from '../auth.js';
import { hasMsalTraces, readPage } from '../redirect/page-traces.js';
import { withoutSignOutState } from '../redirect/sign-out-state.js';
import { readRedirectUri } from './msal-config.js';
import { onOwnMsalOpen, openOwnMsal } from './msal-registry.js';
import { MsalSession } from './msal-session.js';

/**
 * Signs people in with MSAL, made from settings. MSAL is loaded when there is an answer or an account to handle, at
 * the first `signIn` (or `prepare`), and at once with `silentSignIn`; otherwise not at all.
 *
 * In Node nobody is ever signed in; importing and calling it there is safe.
 *
 * @throws {ProvisioningError} `setting-wrong`
 */
export function createMsalAuth(options: MsalAuthOptions): Auth {
  checkOptions(options);
  const page = readPage();
  const { clientId, tenantId, identity, loginHint, silentSignIn = false } = options;
  if (page) cleanUrl();
  return new MsalSession({
    cloud: readCloud(options),
    interaction: options.interaction,
    open: () => openOwnMsal(options),
    onOpenElsewhere: (listener) => onOwnMsalOpen(options, listener),
    openAtStart: page !== undefined && (silentSignIn || hasMsalTraces(page, clientId)),
    requestKey: clientId,
    ownsActiveAccount: true,
    silentSignIn,
    redirectUri: readRedirectUri(options),
    cacheLookupPolicy: silentSignIn ? 0 : 2,
    clientId,
    ...(loginHint ? { loginHint } : {}),
    ...(tenantId ? { tenantId } : {}),
    ...(identity ? { adminConsentEndpoint: identity.adminConsentEndpoint ?? false } : {}),
  });
}

function checkOptions({ clientId, interaction, cache }: MsalAuthOptions): void {
  if (!clientId)
    throw new ProvisioningError('setting-wrong', 'The client id of the app registration is missing.');
  if (cache === 'memory' && interaction === 'redirect')
    throw new ProvisioningError(
      'setting-wrong',
      'Tokens in memory do not survive a redirect: use the popup interaction, or the session cache.',
    );
}

function cleanUrl(): void {
  const cleaned = withoutSignOutState(location.href);
  if (cleaned !== undefined) history.replaceState(history.state, '', cleaned);
}
