import { html } from 'lit';
import { icon } from '../../icons.js';
import { errorWords } from '../../localization/error-words.js';
import type { ErrorCode } from '../../model/errors.js';
import type { UserChange, UserResult } from '../../model/publish-plan.js';
import type { ReviewParts } from './review-parts.js';

type Change = Pick<UserChange, 'addLicenses' | 'removeLicenses' | 'addServices' | 'removeServices'>;

/** Whether it failed because the user is gone. Where services changed too, one of those may be what is gone. */
export function isUserGone(code: ErrorCode, change: Change | undefined): boolean {
  return (
    code === 'not-found' &&
    change !== undefined &&
    change.addLicenses.length + change.removeLicenses.length > 0 &&
    change.addServices.length + change.removeServices.length === 0
  );
}

/** How it ended for one user, in a word. */
export function renderUserResult(
  strings: ReviewParts['strings'],
  result: UserResult,
  change?: Change,
): unknown {
  const { text } = strings;
  switch (result.status) {
    case 'applied':
      return html`<span class="state">${icon('done', 'ok')} ${text.statuses.applied}</span>`;
    case 'failed':
      return html`<span class="state bad">${icon('failed')} ${nameFailure(strings, result, change)}</span>`;
    case 'skipped':
      return html`<span class="state muted"
        >${icon('blocked')} ${result.reason === 'left-out' ? text.leftOut : text.alreadyRight}</span
      >`;
    case 'not-attempted':
      return html`<span class="state muted">${icon('not-yet')} ${text.notAttempted}</span>`;
  }
}

/** Why it failed. */
export function nameFailure(
  { text, format }: ReviewParts['strings'],
  { error }: Extract<UserResult, { readonly status: 'failed' }>,
  change?: Change,
): string {
  if (isUserGone(error.code, change)) return text.reasons['user-missing'];
  return error.code === 'stale' ? text.changedElsewhere : errorWords(format)[error.code].title;
}

/** What helps, or why it was not attempted. */
export function explainUserResult(
  { text, format }: ReviewParts['strings'],
  result: UserResult,
  change?: Change,
): string {
  if (result.status === 'not-attempted') return text.notAttemptedWhy[result.reason];
  if (result.status !== 'failed') return '';
  const { code } = result.error;
  if (isUserGone(code, change)) return text.userGoneHelps;
  return code === 'stale' ? text.changedElsewhereHelps : errorWords(format)[code].remedy;
}
