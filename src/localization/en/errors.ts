import type { ErrorCode } from '../../model/errors.js';

/** What happened and what to do, for one code. */
export interface ErrorWords {
  readonly title: string;
  readonly remedy: string;
}

/** Words for every error code. A title says what happened; a remedy says what it means for the tenant and what to do. */
export const errorStrings = (): Readonly<Record<ErrorCode, ErrorWords>> => ({
  'not-signed-in': { title: 'You are signed out', remedy: 'Sign in to go on.' },
  'sign-in-failed': { title: 'Signing in did not work', remedy: 'Nothing has changed. Try again.' },
  'sign-in-cancelled': {
    title: 'Signing in was cancelled',
    remedy: 'Nothing has changed. Sign in when you are ready.',
  },
  'sign-in-again': {
    title: 'Microsoft wants you to sign in again',
    remedy: 'A rule of your organization asks for it. Sign in to continue where you were.',
  },
  'account-changed': {
    title: 'Another account is signed in now',
    remedy: 'Nothing more was sent. Switch the account back, or start again with this one.',
  },
  'consent-required': {
    title: 'A permission is missing',
    remedy: 'Ask for it, or send the consent link to an administrator.',
  },
  'role-required': {
    title: 'Your role does not allow this',
    remedy: 'Ask an administrator for one of the roles named here.',
  },
  'premium-required': {
    title: 'This needs Microsoft Entra ID P1',
    remedy: 'The tenant has no such plan. Everything else works without it.',
  },
  'not-allowed': {
    title: 'This portal does not let you do this',
    remedy: 'Nothing has changed. Ask those who run the portal.',
  },
  offline: { title: 'You are offline', remedy: 'What you see may be old. Try again when you are connected.' },
  timeout: {
    title: 'Microsoft did not answer in time',
    remedy: 'Try again. A change that was sent may have taken effect all the same.',
  },
  throttled: {
    title: 'Microsoft asked us to wait',
    remedy: 'Too much was asked at once. Try again in a minute.',
  },
  'service-unavailable': {
    title: 'Microsoft cannot answer now',
    remedy: 'The service is busy or down. Try again in a few minutes.',
  },
  'host-refused': {
    title: 'A request was kept back',
    remedy: 'It would have left Microsoft Graph. Tell the developers of this portal.',
  },
  'request-refused': {
    title: 'Microsoft refused the request',
    remedy: 'Nothing has changed. The details help the developers of this portal.',
  },
  'not-found': { title: 'It is not there any more', remedy: 'Somebody may have deleted it. Read again.' },
  conflict: { title: 'Somebody changed the same thing', remedy: 'Try again in a moment.' },
  expired: { title: 'What was read is too old', remedy: 'Read again.' },
  'answer-unreadable': {
    title: 'Microsoft’s answer could not be read',
    remedy: 'Try again. If it stays, the details help the developers of this portal.',
  },
  'usage-location-missing': {
    title: 'No usage location',
    remedy: 'Microsoft needs a country before it assigns a license. Set one.',
  },
  'no-licenses-left': {
    title: 'No license left',
    remedy: 'Buy more, or take back licenses that nobody uses.',
  },
  'plan-not-owned': {
    title: 'The tenant does not have this plan',
    remedy: 'Take the plan out of the workspace.',
  },
  'plan-not-assignable': {
    title: 'This plan cannot be assigned',
    remedy: 'It is suspended or company-wide. Take it out of the workspace.',
  },
  'apps-conflict': {
    title: 'Microsoft refused two apps together',
    remedy: 'Turn one of them off, or take one plan out.',
  },
  'app-prerequisite-missing': {
    title: 'An app needs another app',
    remedy: 'Switch on the app it needs, or switch this one off.',
  },
  'license-inherited': {
    title: 'A group gives this license',
    remedy: 'It cannot be taken from the user directly. Change the group.',
  },
  'license-not-held': { title: 'The license is gone already', remedy: 'Nothing is left to do.' },
  'already-assigned': { title: 'It is assigned already', remedy: 'Nothing is left to do.' },
  stale: {
    title: 'Somebody else changed this workspace',
    remedy: 'Nothing is lost. Look at both versions and choose.',
  },
  'storage-full': {
    title: 'This browser’s storage is full',
    remedy: 'The draft is kept while this page is open. Free some space, then save again.',
  },
  'storage-unavailable': {
    title: 'This browser does not keep data',
    remedy: 'Private windows and strict settings do that. Export the workspace before you close the page.',
  },
  'record-unreadable': {
    title: 'This record cannot be read',
    remedy: 'It is damaged, or was made elsewhere. Use one that was exported here.',
  },
  'record-newer': {
    title: 'This was written by a newer version',
    remedy: 'Update this portal, then try again. Nothing was changed.',
  },
  'name-refused': {
    title: 'This name cannot be used',
    remedy: 'It is empty, too long, or has characters that nobody can see. Type another one.',
  },
  'store-not-chosen': {
    title: 'Nobody has said yet where the workspaces are saved',
    remedy: 'Choose the group in this tenant that holds them, or make a new one.',
  },
  'lease-lost': {
    title: 'Somebody else took over this publish',
    remedy: 'Nothing more was sent from here. Open the review again to see what is left.',
  },
  'still-granted': {
    title: 'People still have licenses from here',
    remedy: 'Publish first what takes them back, then delete.',
  },
  'service-failed': { title: 'A service did not answer', remedy: 'Try again. Licenses are not affected.' },
  'setting-wrong': {
    title: 'A setting of this page is wrong',
    remedy: 'The developers of this portal can put it right.',
  },
  cancelled: { title: 'Stopped', remedy: 'Nothing more was sent.' },
  unexpected: {
    title: 'Something unforeseen happened',
    remedy: 'Try again. If it stays, the details help the developers of this portal.',
  },
});
export type ErrorStrings = ReturnType<typeof errorStrings>;
