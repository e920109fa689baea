import { html, nothing } from 'lit';
import { icon } from '../../../icons.js';
import type { ErrorCode } from '../../../model/errors.js';
import type { ReclaimItem, UserChange } from '../../../model/publish/change-set.js';
import type { UserResult } from '../../../model/publish/user-result.js';
import type { MadeEdit } from '../review/review-edits.js';
import type { ReviewParts } from '../review-parts.js';
import { explainUserResult, isUserGone } from './render-user-result.js';

export interface ResultRemedyParts extends Pick<ReviewParts, 'strings' | 'can'> {
  /** What was to change for each user. */
  readonly changes: ReadonlyMap<string, UserChange>;
  /** Edits of the workspace that were made since. */
  readonly made: readonly MadeEdit[];
  /** Licenses of a plan (SKU id) that nobody can use. */
  readonly reclaimable: (skuId: string) => readonly ReclaimItem[];
  readonly onReclaim: (items: readonly ReclaimItem[]) => void;
  /** Missing where there is no workspace to take anybody out of. */
  readonly onUnsubscribe?: (userId: string) => void;
  readonly onTakeBack: (made: MadeEdit) => void;
  readonly onReview: () => void;
}

/** What a new review, which sees the tenant as it is now, offers a remedy for. */
const settledInReview: ReadonlySet<ErrorCode> = new Set([
  'usage-location-missing',
  'apps-conflict',
  'app-prerequisite-missing',
  'plan-not-owned',
  'plan-not-assignable',
  'license-inherited',
]);

/** What helps one user whom a publish failed for: in words, and as a button where it can be done here. */
export function renderResultRemedy(parts: ResultRemedyParts, result: UserResult): unknown {
  const change = parts.changes.get(result.userId);
  return html`<span class="helps">
    <span>${explainUserResult(parts.strings, result, change)}</span>
    ${result.status === 'failed' ? renderRemedy(parts, result.userId, result.error.code, change) : nothing}
  </span>`;
}

function renderRemedy(
  parts: ResultRemedyParts,
  userId: string,
  code: ErrorCode,
  change: UserChange | undefined,
): unknown {
  const { strings, can, reclaimable, onReclaim, onReview } = parts;
  const { text } = strings;
  if (isUserGone(code, change)) return renderUnsubscribe(parts, userId, change);
  if (code === 'no-licenses-left') {
    if (!can('reclaim')) return nothing;
    const items = (change?.needs ?? []).flatMap((skuId) => reclaimable(skuId));
    return items.length > 0
      ? html`<button class="button small" @click=${() => onReclaim(items)}>
          ${text.reclaimDisabled(items.length)}
        </button>`
      : nothing;
  }
  return settledInReview.has(code)
    ? html`<button class="button small" @click=${onReview}>${text.settleInReview}</button>`
    : nothing;
}

function renderUnsubscribe(
  { strings: { text }, can, made, onUnsubscribe, onTakeBack }: ResultRemedyParts,
  userId: string,
  change: UserChange | undefined,
): unknown {
  const name = change?.displayName ?? text.someUser;
  const done = made.find(({ edit }) => edit.kind === 'unsubscribe' && edit.userIds.includes(userId));
  if (done)
    return html`<span class="state">${icon('done', 'ok')} ${text.unsubscribed}</span>
      <button
        class="button small quiet"
        aria-label=${text.undoUnsubscribe(name)}
        @click=${() => onTakeBack(done)}
      >
        ${icon('undo')} ${text.undo}
      </button>`;
  if (!onUnsubscribe || !can('subscribe')) return nothing;
  return html`<button
    class="button small"
    aria-label=${text.unsubscribeUser(name)}
    @click=${() => onUnsubscribe(userId)}
  >
    ${text.unsubscribe}
  </button>`;
}
