import { html, nothing } from 'lit';
import type { VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';
import { icon } from '../../../icons.js';
import { countResult, type PublishCounts, type UserResult } from '../../../model/publish/user-result.js';
import type { PublishState } from '../../../publishing/publish-run.js';
import { renderGrid } from '../../../ui/grid/render-grid.js';
import { renderErrorNotice, type StateParts } from '../../../ui/states/element-state.js';
import { renderDetails } from '../../../ui/states/render-details.js';
import { renderFigure } from '../render-figures.js';
import type { ReviewParts } from '../review-parts.js';
import type { TopicKind } from '../review-topic.js';
import { renderResultRemedy, type ResultRemedyParts } from './render-result-remedy.js';
import { renderUserResult } from './render-user-result.js';

/** `left`: everybody who does not have it. */
export type ResultFilter = 'left' | 'all';

export interface ResultParts extends Pick<ReviewParts, 'strings' | 'names'>, ResultRemedyParts {
  readonly provider: StateParts['provider'];
  readonly state: PublishState;
  readonly kind: TopicKind;
  readonly undo: boolean;
  readonly counts: ResultCounts;
  /** Users who were blocked in the review and kept what they have. */
  readonly blockedCount: number;
  readonly rows: VirtualRowsController<UserResult>;
  readonly rowCount: number;
  readonly filter: ResultFilter;
  readonly elapsedMs: number;
  /** What kept a button from doing its work, rendered; nothing when nothing did. */
  readonly obstacle: unknown;
  readonly onFilter: (filter: ResultFilter) => void;
  /** Whether the host lets the administrator go on with what is left. */
  readonly mayGoOn: boolean;
  /** Whether the host lets the administrator undo it. */
  readonly mayUndo: boolean;
  /** Goes on with those who are left. */
  readonly onResume: () => void;
  readonly onUndo: () => void;
  readonly onExport: (kind: 'csv' | 'json') => void;
}

export interface ResultCounts extends PublishCounts {
  /** Of the failed, those for whom trying again changes nothing by itself. */
  readonly hopeless: number;
  readonly open: number;
  readonly notSent: number;
  /** Of the applied, those for whom nothing was written: it was so already. */
  readonly alreadySo: number;
}

export function countResults(results: Iterable<UserResult>): ResultCounts {
  const counts = { hopeless: 0, alreadySo: 0 };
  let ended: PublishCounts = { applied: 0, failed: 0, open: 0, notSent: 0 };
  for (const result of results) {
    ended = countResult(ended, result);
    if (result.status === 'failed' && !result.error.retryable) counts.hopeless += 1;
    if (result.status === 'applied' && result.reason === 'already-so') counts.alreadySo += 1;
  }
  return { ...ended, ...counts };
}

/** What came of it: the sentence, the figures, what is left to do, and every user's result. */
export function renderOutcome(parts: ResultParts): unknown {
  const { strings, provider, state, kind, undo, counts, blockedCount, onResume, onUndo, onReview, onExport } =
    parts;
  const { text } = strings;
  const { applied, failed, hopeless, open, notSent, alreadySo } = counts;
  const answer = undo ? text.undoneAnswer(counts) : text.resultAnswer(kind, counts);
  if (state.error && applied + failed + open + notSent === 0) return renderNotStarted(parts);
  return html`<p part="answer" class="answer" role="status">${answer}</p>
    ${renderErrorNotice({ provider, strings }, state.error && { error: state.error, retry: onResume })}
    <dl class="figures" part="figures">
      ${renderFigure(text.applied, applied, strings, icon('done', 'ok'), alreadySo > 0 ? text.wereAlreadySo(alreadySo) : '')}
      ${renderFigure(text.failed, failed, strings, icon('failed', failed > 0 ? 'bad' : ''))}
      ${renderFigure(text.pending, open, strings, icon('waiting'))}
      ${renderFigure(text.notSent, notSent, strings, icon('not-yet'))}
      ${blockedCount > 0 ? renderFigure(text.figures.blocked, blockedCount, strings, icon('blocked'), text.blockedInReview) : nothing}
    </dl>
    ${open > 0 ? html`<p class="muted">${text.pendingNote(open)}</p>` : nothing}
    <div class="row">
      ${
        failed + notSent > 0 && parts.mayGoOn
          ? html`<button class="button primary" @click=${onResume}>
              ${icon('refresh')} ${text.resume(failed, notSent)}
            </button>`
          : nothing
      }
      ${hopeless > 0 ? html`<span class="muted small">${text.wouldFailAgain(hopeless, failed)}</span>` : nothing}
      ${
        applied - alreadySo + open > 0 && !undo && parts.mayUndo
          ? html`<button class="button" @click=${onUndo}>${icon('undo')} ${text.undoPublish}</button>`
          : nothing
      }
      <button class="button quiet" @click=${onReview}>${text.reviewAgain}</button>
      <span class="push"></span>
      <button class="button quiet" @click=${() => onExport('csv')}>
        ${icon('export')} ${text.exportCsv}
      </button>
      <button class="button quiet" @click=${() => onExport('json')}>
        ${icon('export')} ${text.exportJson}
      </button>
    </div>
    ${parts.obstacle} ${renderResults(parts)}
    <details>
      <summary>
        ${icon('chevron', 'chevron')} ${text.howItWent}
        <span class="muted"
          >${text.howItWentFacts(applied - alreadySo + failed + open, parts.elapsedMs)}</span
        >
      </summary>
      ${state.error ? renderDetails({ provider, strings }, state.error) : nothing}
    </details>`;
}

/** Nothing was sent: somebody else publishes, the workspace was edited, or the store could not be written. */
function renderNotStarted({ strings, provider, state, onReview }: ResultParts): unknown {
  const { text } = strings;
  const { error } = state;
  if (!error) return nothing;
  if (error.code !== 'conflict' && error.code !== 'stale')
    return renderErrorNotice({ provider, strings }, { error, retry: onReview });
  const held = error.code === 'conflict';
  return html`<div class="notice warn" role="alert">
    ${icon(held ? 'lock' : 'attention')}
    <strong>${held ? text.lockHeld : text.stale}</strong>
    <p>${held ? text.lockHeldWhy : text.staleWhy}</p>
    <div class="row">
      <button class="button" @click=${onReview}>${icon('refresh')} ${text.reviewAgain}</button>
    </div>
  </div>`;
}

function renderResults(parts: ResultParts): unknown {
  const { strings, rowCount, filter, onFilter } = parts;
  const { text } = strings;
  return html`<div class="stack tight" part="results">
    <div class="row spread">
      <div class="section">${text.result}</div>
      <label class="field">
        <span class="visually-hidden">${text.resultFilter}</span>
        <select
          @change=${(event: Event) => onFilter((event.target as HTMLSelectElement).value as ResultFilter)}
        >
          ${(['left', 'all'] as const).map(
            (value) =>
              html`<option value=${value} .selected=${value === filter}>
                ${text.resultFilters[value]}
              </option>`,
          )}
        </select>
      </label>
    </div>
    ${rowCount === 0 ? html`<p class="state">${icon('done', 'ok')} ${text.allDone}</p>` : renderList(parts)}
  </div>`;
}

function renderList(parts: ResultParts): unknown {
  const { strings, rows, names, changes } = parts;
  const { text } = strings;
  return renderGrid({
    label: text.result,
    rows,
    columns: [
      {
        name: text.user,
        isName: true,
        width: 'minmax(8.6em, 1fr)',
        cell: ({ userId }) => html`<bdi>${names.user(userId) ?? text.someUser}</bdi>`,
      },
      {
        name: text.result,
        width: 'minmax(8.6em, 1fr)',
        cell: (result) => renderUserResult(strings, result, changes.get(result.userId)),
      },
      {
        name: text.whatHelps,
        look: 'muted',
        width: 'minmax(13em, 2fr)',
        cell: (result) => renderResultRemedy(parts, result),
      },
    ],
  });
}
