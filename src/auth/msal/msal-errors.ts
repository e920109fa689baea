import { ProvisioningError, type ErrorCode } from '../../model/errors.js';

/** What MSAL's errors have in common, by shape; messages are Microsoft's and may be links. */
interface MsalErrorLike {
  readonly errorCode: string;
  readonly errorMessage?: string;
  readonly subError?: string;
  readonly claims?: string;
}

export interface RequestFacts {
  /** Permission names that were asked for. */
  readonly scopes: readonly string[];
  readonly claims?: string | undefined;
}

const codes: Readonly<Record<string, ErrorCode>> = {
  user_cancelled: 'sign-in-cancelled',
  user_canceled: 'sign-in-cancelled',
  interaction_in_progress_cancelled: 'sign-in-cancelled',
  timed_out: 'sign-in-cancelled',
  consent_required: 'consent-required',
  access_denied: 'sign-in-cancelled',
  no_account_error: 'not-signed-in',
  no_account_found: 'not-signed-in',
  interaction_required: 'sign-in-again',
  login_required: 'sign-in-again',
  account_selection_required: 'sign-in-again',
  invalid_grant: 'sign-in-again',
  no_tokens_found: 'sign-in-again',
  refresh_token_expired: 'sign-in-again',
  native_account_unavailable: 'sign-in-again',
  bad_token: 'sign-in-again',
  ui_not_allowed: 'sign-in-again',
  interrupted_user: 'sign-in-again',
  monitor_window_timeout: 'sign-in-again',
  no_network_connectivity: 'offline',
  network_error: 'offline',
  post_request_failed: 'offline',
  get_request_failed: 'offline',
  endpoints_resolution_error: 'offline',
  openid_config_error: 'offline',
  temporarily_unavailable: 'service-unavailable',
  server_error: 'service-unavailable',
  invalid_client: 'setting-wrong',
  unauthorized_client: 'setting-wrong',
  invalid_request: 'setting-wrong',
  invalid_scope: 'setting-wrong',
};

// Consent missing (65001), declined (65004), for administrators only (90093, 90094, 90095, 900941, 900971).
const consentRefused = /AADSTS(?:65001|65004|90093|90094|90095|900941|900971)\b/;

const messages: Partial<Record<ErrorCode, string>> = {
  'sign-in-cancelled': 'Signing in was cancelled.',
  'consent-required': 'A permission has not been granted.',
  'not-signed-in': 'No one is signed in.',
  'sign-in-again': 'Microsoft asks you to sign in again.',
  'sign-in-failed': 'Signing in failed.',
  offline: 'The sign-in service could not be reached.',
  'service-unavailable': 'The sign-in service is not available now.',
  'setting-wrong': 'The sign-in service refused the request: the app registration or a setting is wrong.',
};

/** Makes what MSAL threw one of ours. What is no MSAL error becomes `sign-in-failed`. */
export function toAuthError(thrown: unknown, facts: RequestFacts): ProvisioningError {
  if (thrown instanceof ProvisioningError) return thrown;
  const code = isMsalError(thrown) ? readCode(thrown) : 'sign-in-failed';
  const detail = isMsalError(thrown) ? `${thrown.errorCode}: ${thrown.errorMessage ?? ''}` : String(thrown);
  const claims = isMsalError(thrown) ? thrown.claims || facts.claims : facts.claims;
  return new ProvisioningError(code, `${messages[code] ?? 'Signing in failed.'} (${detail})`, {
    cause: thrown,
    retryable: code === 'offline' || code === 'service-unavailable',
    ...(code === 'consent-required' ? { scopes: facts.scopes } : {}),
    ...(code === 'sign-in-again' && claims ? { claims } : {}),
  });
}

export function isMsalError(thrown: unknown): thrown is MsalErrorLike {
  return thrown instanceof Error && 'errorCode' in thrown && typeof thrown.errorCode === 'string';
}

function readCode({ errorCode, errorMessage = '', subError }: MsalErrorLike): ErrorCode {
  if (subError === 'consent_required' || consentRefused.test(errorMessage)) return 'consent-required';
  return codes[errorCode] ?? 'sign-in-failed';
}
