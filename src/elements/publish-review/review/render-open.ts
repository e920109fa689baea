import { html, nothing } from 'lit';
import { icon } from '../../../icons.js';
import {
  isListOpen,
  renderWhoList,
  renderWhoToggle,
  takeListed,
  type WhoListParts,
} from '../lists/who-list.js';
import type { ReviewParts } from '../review-parts.js';

const key = 'open';

/** People of whom nobody can know yet what became of an earlier publish: what is waited for, by name on demand. */
export function renderOpen(parts: WhoListParts & Pick<ReviewParts, 'review'>): unknown {
  const { text } = parts.strings;
  const { open } = parts.review.changeSet;
  if (open.length === 0) return nothing;
  return html`<div class="notice" part="pending">
    ${icon('waiting')}
    <strong>${text.pendingTitle(open.length)}</strong>
    <p>${text.pendingWhy}</p>
    <div class="row">${renderWhoToggle(parts, key)}</div>
    ${
      isListOpen(parts, key)
        ? renderWhoList(parts, key, {
            label: text.pendingTitle(open.length),
            count: open.length,
            rows: takeListed(parts, key, open).map(
              ({ displayName, waitsFor }) =>
                html`<li>
                  <span class="grow"><bdi>${displayName}</bdi></span>
                  <span class="muted small">${text.waitsFor[waitsFor]}</span>
                </li>`,
            ),
          })
        : nothing
    }
  </div>`;
}
