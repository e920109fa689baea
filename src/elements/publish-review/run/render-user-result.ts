import { html } from 'lit';
import { icon } from '../../../icons.js';
import { errorWords } from '../../../localization/error-words.js';
import type { ErrorCode } from '../../../model/errors.js';
import type { UserChange } from '../../../model/publish/change-set.js';
import { summarizeSteps } from '../../../model/publish/step.js';
import type { UserResult } from '../../../model/publish/user-result.js';
import type { ReviewParts } from '../review-parts.js';

type Change = Pick<UserChange, 'steps'>;

/** Whether it failed because the user is gone. Where services changed too, one of those may be what is gone. */
export function isUserGone(code: ErrorCode, change: Change | undefined): boolean {
  if (code !== 'not-found' || !change) return false;
  const { licenses, giveServices, takeServices } = summarizeSteps(change.steps);
  return licenses.add.length + licenses.remove.length > 0 && giveServices.length + takeServices.length === 0;
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
    case 'open':
      return html`<span class="state muted">${icon('waiting')} ${text.statuses.open}</span>`;
    case 'not-sent':
      return html`<span class="state muted">${icon('not-yet')} ${text.statuses['not-sent']}</span>`;
  }
}

/** Why it failed. */
export function nameFailure(
  { text, format }: ReviewParts['strings'],
  { error }: Extract<UserResult, { readonly status: 'failed' }>,
  change?: Change,
): string {
  if (isUserGone(error.code, change)) return text.reasons['user-missing'];
  return errorWords(format)[error.code].title;
}

/** What helps, what is waited for, or why it was not sent. */
export function explainUserResult(
  { text, format }: ReviewParts['strings'],
  result: UserResult,
  change?: Change,
): string {
  if (result.status !== 'failed') return result.reason ? text.resultWhy[result.reason] : '';
  const { code } = result.error;
  if (isUserGone(code, change)) return text.userGoneHelps;
  return errorWords(format)[code].remedy;
}
