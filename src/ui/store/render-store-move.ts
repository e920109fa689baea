import { html, nothing, type TemplateResult } from 'lit';
import type { StoreAmount, StoreMoveState } from '../../context/store-move.js';
import type { StoreMoveController } from '../../controllers/store-move-controller.js';
import { icon } from '../../icons.js';
import type { StoreMoveStrings } from '../../localization/en/store/store-move.js';
import { errorWords } from '../../localization/error-words.js';
import { storeMoveWords } from '../../localization/store-move-words.js';
import type { ProvisioningError } from '../../model/errors.js';
import type { MoveProgress, MoveResult } from '../../store/move/move-result.js';
import type { Store } from '../../store/store.js';
import { countKept } from '../count-kept.js';
import type { StateParts } from '../states/before-sign-in.js';
import { renderDetails } from '../states/render-details.js';

export interface StoreMoveParts extends StateParts {
  readonly storeMove: StoreMoveController;
}

/** Offers to move what this browser still holds; then how far it is, and what came of it. */
export function renderStoreMove(parts: StoreMoveParts, shares: Store['shares']): unknown {
  const { storeMove, strings } = parts;
  const text = storeMoveWords(strings.format);
  const { state } = storeMove;
  if (state.status === 'nothing') return nothing;
  return html`<div
      part="store-move"
      class="notice ${state.status === 'failed' ? 'warn' : state.status === 'moved' ? 'ok' : ''}"
      role="group"
      tabindex="-1"
      aria-labelledby="store-move-title"
    >
      ${renderState(parts, text, state)}
    </div>
    ${storeMove.isAsking && state.status === 'offered' ? renderQuestion(parts, text, state.amount, shares) : nothing}`;
}

function renderState(
  parts: StoreMoveParts,
  text: StoreMoveStrings,
  state: Exclude<StoreMoveState, { status: 'nothing' }>,
): TemplateResult {
  switch (state.status) {
    case 'offered':
      return html`${icon('export')}
        <strong id="store-move-title">${text.held(state.amount)}</strong>
        <p>${text.heldWhy}</p>
        <div class="row"><button class="button" @click=${parts.storeMove.ask}>${text.move}</button></div>`;
    case 'moving':
      return renderMoving(text, state.progress);
    case 'moved':
      return renderMoved(parts, text, state.result);
    case 'failed':
      return renderFailed(parts, text, state.at, state.error);
  }
}

function renderMoving(text: StoreMoveStrings, progress: MoveProgress | undefined): TemplateResult {
  const { done, total } = progress ?? { done: 0, total: 0 };
  return html`${icon('waiting')}
    <strong id="store-move-title">${total > 0 ? text.movingPart(done / total) : text.moving}</strong>
    <div class="body">
      <progress aria-label=${text.movingLabel} max=${Math.max(1, total)} .value=${done}></progress>
    </div>`;
}

function renderMoved(
  { storeMove, strings: { common } }: StoreMoveParts,
  text: StoreMoveStrings,
  { moved, kept }: MoveResult,
): TemplateResult {
  const { names, others } = countKept(kept);
  return html`${icon('done')}
    <strong id="store-move-title" role="status"
      >${text.moved({ ...moved, days: moved.snapshots, grants: 0 })}</strong
    >
    ${kept.length > 0 ? html`<p role="status">${text.kept(names, others)}</p>` : nothing}
    <div class="row"><button class="button quiet" @click=${storeMove.close}>${common.close}</button></div>`;
}

function renderFailed(
  parts: StoreMoveParts,
  text: StoreMoveStrings,
  at: 'looking' | 'moving',
  error: ProvisioningError,
): TemplateResult {
  const { storeMove, strings } = parts;
  const words = errorWords(strings.format)[error.code];
  return html`${icon('attention')}
    <strong id="store-move-title" role="alert"
      >${at === 'looking' ? text.failedLooking : error.code === 'conflict' ? text.publishing : text.failed}</strong
    >
    <div class="body">
      ${at === 'looking' || error.code === 'conflict' ? nothing : html`<p>${words.title}. ${text.failedWhy}</p>`}
      ${renderDetails(parts, error)}
    </div>
    <div class="row">
      <button class="button" @click=${storeMove.retry}>${icon('refresh')} ${strings.common.tryAgain}</button>
    </div>`;
}

function renderQuestion(
  { storeMove, strings: { common } }: StoreMoveParts,
  text: StoreMoveStrings,
  amount: StoreAmount,
  shares: Store['shares'],
): TemplateResult {
  return html`<dialog
    class="store-move"
    aria-labelledby="store-move-question"
    aria-describedby="store-move-what"
    @close=${storeMove.cancel}
  >
    <div class="stack">
      <div class="section" id="store-move-question" role="heading" aria-level="2">${text.askTitle}</div>
      <p id="store-move-what">
        ${text.askWhat(amount)} ${shares.journal ? text.seenAll : text.seenWorkspaces}
      </p>
      <ul>
        ${text.askRules.map((rule) => html`<li>${rule}</li>`)}
      </ul>
      <div class="row">
        <button class="button" @click=${storeMove.cancel}>${common.cancel}</button>
        <button class="button primary" @click=${storeMove.start}>${text.moveNow}</button>
      </div>
    </div>
  </dialog>`;
}
