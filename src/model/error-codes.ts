/**
 * Every reason for which something in this library can fail. The codes are stable: hosts may branch on them.
 * `src/localization` holds the words and the remedy for each.
 */
export const errorCodes = [
  // Signing in
  'not-signed-in',
  'sign-in-failed',
  'sign-in-cancelled',
  'sign-in-again',
  'account-changed',
  'consent-required',
  'role-required',
  'premium-required',
  'not-allowed',
  // Reaching Microsoft
  'offline',
  'timeout',
  'throttled',
  'service-unavailable',
  'host-refused',
  'code-not-loaded',
  // What Microsoft answered
  'request-refused',
  'not-found',
  'conflict',
  'expired',
  'answer-unreadable',
  // Licensing
  'usage-location-missing',
  'no-licenses-left',
  'plan-not-owned',
  'plan-not-assignable',
  'apps-conflict',
  'app-prerequisite-missing',
  'license-inherited',
  'license-not-held',
  'already-assigned',
  // Stored and supplied things
  'stale',
  'storage-full',
  'storage-unavailable',
  'record-unreadable',
  'record-newer',
  'name-refused',
  'store-not-chosen',
  'lease-lost',
  'still-granted',
  'service-failed',
  // Everybody's
  'setting-wrong',
  'cancelled',
  'unexpected',
] as const;
