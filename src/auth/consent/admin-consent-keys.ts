/** What the page and its redirect bridge agree on. */
export const adminConsentKeys = {
  statePrefix: 'o365-consent.',
  nonce: 'o365-consent.nonce',
  returnTo: 'o365-consent.return',
  answer: 'o365-consent.answer',
  channel: 'o365-consent',
} as const;

/** Where the redirect bridge goes after a sign-out. */
export const signOutReturnKey = 'o365-sign-out.return';
