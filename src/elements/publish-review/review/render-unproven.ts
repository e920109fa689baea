import { html, nothing } from 'lit';
import { icon } from '../../../icons.js';
import type { ReviewParts } from '../review-parts.js';
import { setTrusted } from './decisions.js';

export interface UnprovenParts extends ReviewParts {
  /** What a workspace (id) is called. */
  readonly nameWorkspace: (id: string) => string;
}

/** Workspaces that say they are published while the journal knows nothing of it: what they give does not count, unless it is to. */
export function renderUnproven({ strings, review, base, nameWorkspace, onDecide }: UnprovenParts): unknown {
  const { text, format } = strings;
  const ids = base.changeSet.unproven;
  if (ids.length === 0) return nothing;
  const unproven = new Set(review.changeSet.unproven);
  const open = ids.filter((id) => unproven.has(id));
  const shown = open.length > 0 ? open : ids;
  const isSettled = open.length === 0;
  const trust = (on: boolean): void => onDecide(setTrusted(review.decisions, shown, on));
  return html`<div class="notice ${isSettled ? '' : 'warn'}" part="unproven">
    ${icon(isSettled ? 'done' : 'attention')}
    <strong>${text.unprovenTitle(format.list(shown.map(nameWorkspace)), shown.length)}</strong>
    <p>${text.unprovenWhy}</p>
    <div class="row">
      ${
        isSettled
          ? html`<span class="state">${icon('done', 'ok')} ${text.counted}</span>
              <button class="button small quiet" @click=${() => trust(false)}>
                ${icon('undo')} ${text.undo}
              </button>`
          : html`<button class="button small" @click=${() => trust(true)}>${text.countAnyway}</button>`
      }
    </div>
  </div>`;
}
