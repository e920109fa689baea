import { html, nothing } from 'lit';
import { icon } from '../../../icons.js';
import type { BlockedViewParts } from '../blocked/blocked-view.js';
import type { ReviewParts } from '../review-parts.js';

const key = 'open';
const listedUsers = 50;

/** People of whom nobody can know yet what became of an earlier publish: what is waited for, by name on demand. */
export function renderOpen({
  strings,
  review,
  opened,
  onOpen,
}: Pick<ReviewParts, 'strings' | 'review'> & Pick<BlockedViewParts, 'opened' | 'onOpen'>): unknown {
  const { text } = strings;
  const { open } = review.changeSet;
  if (open.length === 0) return nothing;
  const listed = opened.get(key) ?? 0;
  return html`<div class="notice" part="pending">
    ${icon('waiting')}
    <strong>${text.pendingTitle(open.length)}</strong>
    <p>${text.pendingWhy}</p>
    <div class="row">
      <button
        class="button small quiet"
        aria-expanded=${listed > 0}
        @click=${() => onOpen(key, listed > 0 ? 0 : listedUsers)}
      >
        ${listed > 0 ? text.hideList : text.showWho}
      </button>
    </div>
    ${
      listed > 0
        ? html`<ul class="list each" tabindex="0" aria-label=${text.pendingTitle(open.length)}>
            ${open.slice(0, listed).map(
              ({ displayName, waitsFor }) =>
                html`<li>
                  <span class="grow"><bdi>${displayName}</bdi></span>
                  <span class="muted small">${text.waitsFor[waitsFor]}</span>
                </li>`,
            )}
            ${
              open.length > listed
                ? html`<li>
                    <span class="muted grow">${text.shownOf(1, listed, open.length)}</span>
                    <button class="button small quiet" @click=${() => onOpen(key, listed + listedUsers)}>
                      ${text.showMore}
                    </button>
                  </li>`
                : nothing
            }
          </ul>`
        : nothing
    }
  </div>`;
}
