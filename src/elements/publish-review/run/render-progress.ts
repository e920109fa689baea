import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ShownRun } from '../../../controllers/publishing/shown-run.js';
import { icon } from '../../../icons.js';
import type { UserChange } from '../../../model/publish/change-set.js';
import type { PublishState } from '../../../publishing/publish-run.js';
import { renderErrorNotice, type StateParts } from '../../../ui/states/element-state.js';
import { renderFigure } from '../render-figures.js';
import { renderChange } from '../review/render-changes.js';
import type { ReviewParts } from '../review-parts.js';
import { renderUserResult } from './render-user-result.js';

export interface ProgressParts extends Pick<ReviewParts, 'strings' | 'names'> {
  readonly provider: StateParts['provider'];
  readonly shown: ShownRun;
  readonly state: PublishState;
  readonly changes: ReadonlyMap<string, UserChange>;
  readonly onlyFailed: boolean;
  readonly now: number;
  readonly onOnlyFailed: (on: boolean) => void;
}

/** Results shown as they come. */
const latestCount = 8;

/** How far it is: counts, speed, honest time left, what it waits for, what came last. */
export function renderProgress(parts: ProgressParts): unknown {
  const { strings, state, shown } = parts;
  const { text } = strings;
  const { counts, total, waiting, remainingMs } = state;
  const done = total - waiting;
  // While Microsoft has us wait, what was measured before says nothing about the time left.
  const measured = state.status !== 'starting' && state.wait?.reason !== 'throttled';
  return html`<p part="answer" class="answer">
      ${state.status === 'starting' ? text.starting : text.progress(done, total)}
      ${measured && remainingMs ? text.timeLeft(remainingMs) : nothing}
    </p>
    <progress aria-label=${text.progressLabel} max=${Math.max(1, total)} .value=${done}></progress>
    <p class="visually-hidden" role="status">${announce(parts)}</p>
    <dl class="figures" part="figures">
      ${renderFigure(text.applied, counts.applied, strings, icon('done', 'ok'))}
      ${renderFigure(text.failed, counts.failed, strings, icon('failed', counts.failed > 0 ? 'bad' : ''), renderShowFailed(parts))}
      ${counts.open > 0 ? renderFigure(text.pending, counts.open, strings, icon('waiting')) : nothing}
      ${renderFigure(text.toDo, waiting, strings, icon('not-yet'))}
      ${renderFigure(text.perSecond, Math.round(state.perMinute / 6) / 10, strings, icon('trend'), text.allowed)}
    </dl>
    ${renderWait(parts)} ${renderLatest(parts)}
    <div class="actions">
      <p class="grow muted small">${icon('info')} ${text.mayClose} ${text.stopNote}</p>
      <button
        class="button"
        aria-disabled=${shown.stopping ? 'true' : nothing}
        @click=${() => shown.stopping || shown.stop()}
      >
        ${icon('stop')} ${shown.stopping ? text.stopping : text.stop}
      </button>
    </div>`;
}

function renderShowFailed({ strings: { text }, state, onlyFailed, onOnlyFailed }: ProgressParts): unknown {
  if (state.counts.failed === 0 || onlyFailed) return nothing;
  return html`<button class="button quiet small" @click=${() => onOnlyFailed(true)}>
    ${text.showFailed}
  </button>`;
}

/** Told to screen readers at every tenth, not at every user. */
function announce({ strings: { text }, state: { total, waiting, status } }: ProgressParts): string {
  if (status === 'starting' || total === 0) return '';
  const step = Math.max(1, Math.floor(total / 10));
  return text.progress(Math.floor((total - waiting) / step) * step, total);
}

function renderWait({ strings, provider, state, shown, now }: ProgressParts): unknown {
  const { text } = strings;
  if (state.status === 'paused' && state.error) {
    // Signing in again, or allowing what is missing, is what it waits for.
    return renderErrorNotice({ provider, strings }, { error: state.error, retry: () => shown.run.resume() });
  }
  const { wait } = state;
  if (state.assigning && wait?.reason !== 'throttled')
    return html`<div class="notice" role="status">
      ${icon('waiting')}
      <strong>${text.assigning}</strong>
      <p>${text.assigningWhy}</p>
    </div>`;
  if (wait?.reason === 'paced') return html`<p class="muted small">${text.paced}</p>`;
  if (wait?.reason !== 'throttled') return nothing;
  const seconds = Math.max(1, Math.ceil((wait.until - now) / 1000));
  const until = new Date(wait.until);
  // What counts down is not told again every second.
  return html`<div class="notice warn">
    ${icon('paused')}
    <strong>${text.throttled(seconds)}</strong>
    <p>${text.throttledWhy(until)}</p>
    <span class="visually-hidden" role="status"
      >${text.waitingForMicrosoft}. ${text.throttledWhy(until)}</span
    >
  </div>`;
}

function renderLatest(parts: ProgressParts): unknown {
  const { strings, state, changes, names, onlyFailed, onOnlyFailed } = parts;
  const { text } = strings;
  if (state.results.size === 0) return nothing;
  const wanted = [...state.results.values()]
    .filter(({ status }) => (onlyFailed ? status === 'failed' : status !== 'not-sent'))
    .slice(-latestCount)
    .reverse();
  return html`<div class="stack tight">
    <div class="row spread">
      <div class="section">${text.justNow}</div>
      <label class="check">
        <input
          type="checkbox"
          .checked=${onlyFailed}
          @change=${(event: Event) => onOnlyFailed((event.target as HTMLInputElement).checked)}
        />
        ${text.onlyFailed}
      </label>
    </div>
    ${
      wanted.length === 0
        ? nothing
        : html`<table class="cards-when-narrow">
            <thead>
              <tr>
                <th scope="col">${text.user}</th>
                <th scope="col">${text.changes}</th>
                <th scope="col">${text.result}</th>
              </tr>
            </thead>
            <tbody>
              ${repeat(
                wanted,
                ({ userId }) => userId,
                (result) => {
                  const change = changes.get(result.userId);
                  return html`<tr>
                    <th scope="row">
                      <bdi>${names.user(result.userId) ?? change?.displayName ?? text.someUser}</bdi>
                    </th>
                    <td>${change ? renderChange(text, change, names) : nothing}</td>
                    <td>${renderUserResult(strings, result, change)}</td>
                  </tr>`;
                },
              )}
            </tbody>
          </table>`
    }
  </div>`;
}
