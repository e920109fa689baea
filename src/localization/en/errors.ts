import type { ErrorCode } from '../../model/errors.js';
import { codeNotLoaded } from './code-not-loaded.js';

/** What happened and what to do, for one code. */
export interface ErrorWords {
  readonly title: string;
  readonly remedy: string;
}

/** Words for every error code. A title says what happened; a remedy says what it means for the tenant and what to do. */
export const errorStrings = (): Readonly<Record<ErrorCode, ErrorWords>> => ({
  'not-signed-in': { title: 'You’re signed out', remedy: 'Sign in to continue.' },
  'sign-in-failed': { title: 'Sign-in failed', remedy: 'Nothing has changed. Try again.' },
  'sign-in-cancelled': {
    title: 'Sign-in was canceled',
    remedy: 'Nothing has changed. Sign in when you’re ready.',
  },
  'sign-in-again': {
    title: 'Microsoft requires you to sign in again',
    remedy: 'Your organization’s policy requires it. Sign in to continue where you left off.',
  },
  'account-changed': {
    title: 'A different account is signed in now',
    remedy: 'Nothing more was sent. Sign in with the previous account, or start over with this one.',
  },
  'consent-required': {
    title: 'A permission is missing',
    remedy: 'Request it, or send the link to an administrator.',
  },
  'role-required': {
    title: 'Your role doesn’t allow this',
    remedy: 'Ask an administrator for one of the roles listed here.',
  },
  'premium-required': {
    title: 'This requires Microsoft Entra ID P1',
    remedy: 'No plan in this tenant includes it. Everything else works without it.',
  },
  'not-allowed': {
    title: 'This portal doesn’t allow this',
    remedy: 'Nothing has changed. Ask this portal’s administrators for access.',
  },
  offline: {
    title: 'You’re offline',
    remedy: 'What you see may be out of date. Try again when you’re connected.',
  },
  timeout: {
    title: 'Microsoft didn’t respond in time',
    remedy: 'Try again. A change that was sent may still have taken effect.',
  },
  throttled: {
    title: 'Microsoft asked us to wait',
    remedy: 'Too many requests were sent at once. Try again in a minute.',
  },
  'service-unavailable': {
    title: 'Microsoft can’t respond right now',
    remedy: 'The service is busy or down. Try again in a few minutes.',
  },
  'host-refused': {
    title: 'A request was blocked',
    remedy:
      'It would have gone somewhere other than Microsoft Graph. Let the developers of this portal know.',
  },
  'code-not-loaded': codeNotLoaded,
  'request-refused': {
    title: 'Microsoft refused the request',
    remedy: 'Nothing has changed. Send the details to the developers of this portal.',
  },
  'not-found': {
    title: 'This no longer exists',
    remedy: 'Someone may have deleted it. Refresh to see what’s there now.',
  },
  conflict: { title: 'Someone else changed this at the same time', remedy: 'Try again in a moment.' },
  expired: { title: 'This data is out of date', remedy: 'Refresh to load the latest data.' },
  'answer-unreadable': {
    title: 'Microsoft’s response couldn’t be read',
    remedy: 'Try again. If this keeps happening, send the details to the developers of this portal.',
  },
  'usage-location-missing': {
    title: 'No usage location',
    remedy: 'Microsoft requires a country before it assigns a license. Set one.',
  },
  'no-licenses-left': {
    title: 'No licenses left',
    remedy: 'Buy more, or reclaim licenses that no one uses.',
  },
  'plan-not-owned': {
    title: 'This tenant doesn’t have this plan',
    remedy: 'Remove the plan from the workspace.',
  },
  'plan-not-assignable': {
    title: 'This plan can’t be assigned',
    remedy: 'It’s suspended or company-wide. Remove it from the workspace.',
  },
  'apps-conflict': {
    title: 'Microsoft refused to assign two apps together',
    remedy: 'Turn one of them off, or remove one of the plans.',
  },
  'app-prerequisite-missing': {
    title: 'An app needs another app',
    remedy: 'Turn on the app it needs, or turn this one off.',
  },
  'license-inherited': {
    title: 'A group assigns this license',
    remedy: 'It can’t be unassigned from the user directly. Change the group instead.',
  },
  'license-not-held': { title: 'The license is already unassigned', remedy: 'There’s nothing left to do.' },
  'already-assigned': { title: 'It’s already assigned', remedy: 'There’s nothing left to do.' },
  stale: {
    title: 'Someone else changed this workspace',
    remedy: 'Nothing is lost. Compare both versions and choose.',
  },
  'storage-full': {
    title: 'This browser’s storage is full',
    remedy: 'The draft is safe while this page is open. Free up some space, then try again.',
  },
  'storage-unavailable': {
    title: 'Saved data can’t be reached',
    remedy:
      'If it’s stored on this portal’s server, try again in a minute. If it’s stored in this browser, a private window or strict privacy settings may block it.',
  },
  'record-unreadable': {
    title: 'This record can’t be read',
    remedy: 'It’s damaged or wasn’t created by this portal. To import, use a file that was exported here.',
  },
  'record-newer': {
    title: 'This was created by a newer version',
    remedy:
      'Nothing has changed. Reload this page. If that doesn’t help, ask the developers of this portal to update it.',
  },
  'name-refused': {
    title: 'This name can’t be used',
    remedy: 'It’s empty, too long, or contains invisible characters. Enter a different one.',
  },
  'store-not-chosen': {
    title: 'No one has chosen where workspaces are saved yet',
    remedy: 'Choose the group in this tenant that holds them, or create one.',
  },
  'lease-lost': {
    title: 'Someone else took over this publish',
    remedy: 'Nothing more was sent from here. Open the review again to see what’s left.',
  },
  'still-granted': {
    title: 'People still have licenses from this workspace',
    remedy: 'Publish first to unassign them, then delete the workspace.',
  },
  'service-failed': { title: 'A service didn’t respond', remedy: 'Try again. Licenses aren’t affected.' },
  'setting-wrong': {
    title: 'This page isn’t set up correctly',
    remedy: 'The developers of this portal can fix it.',
  },
  cancelled: { title: 'Stopped', remedy: 'Nothing more was sent.' },
  unexpected: {
    title: 'Something unexpected happened',
    remedy: 'Try again. If this keeps happening, send the details to the developers of this portal.',
  },
});
export type ErrorStrings = ReturnType<typeof errorStrings>;
