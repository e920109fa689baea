import { html } from 'lit';
import { icon } from '../../icons.js';
import { errorWords } from '../../localization/error-words.js';
import type { UserResult } from '../../model/publish-plan.js';
import type { ReviewParts } from './review-parts.js';

/** How it ended for one user, in a word. */
export function renderUserResult({ text, format }: ReviewParts['strings'], result: UserResult): unknown {
  switch (result.status) {
    case 'applied':
      return html`<span class="state">${icon('done', 'ok')} ${text.statuses.applied}</span>`;
    case 'failed':
      return html`<span class="state bad"
        >${icon('failed')} ${errorWords(format)[result.error.code].title}</span
      >`;
    case 'skipped':
      return html`<span class="state muted"
        >${icon('blocked')} ${result.reason === 'left-out' ? text.leftOut : text.alreadyRight}</span
      >`;
    case 'not-attempted':
      return html`<span class="state muted">${icon('not-yet')} ${text.notAttempted}</span>`;
  }
}

/** What helps, or why it was not attempted. */
export function explainUserResult({ text, format }: ReviewParts['strings'], result: UserResult): string {
  if (result.status === 'failed') return errorWords(format)[result.error.code].remedy;
  return result.status === 'not-attempted' ? text.notAttemptedWhy[result.reason] : '';
}
