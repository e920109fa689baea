import { html, nothing } from 'lit';
import { icon } from '../../icons.js';
import type { ActivityStrings } from '../../localization/en/activity-log.js';
import type { PublishSummary } from '../../store/journal/journal-entry.js';
import { renderErrorNotice, type StateParts } from '../../ui/states/element-state.js';
import { retentionChoices, type RetentionController } from './retention-controller.js';

export interface RetentionParts extends Omit<StateParts, 'strings'> {
  readonly strings: StateParts['strings'] & { readonly text: ActivityStrings };
  readonly retention: RetentionController;
  readonly summaries: readonly PublishSummary[];
}

/** How long publishes are kept, what forgetting means, and the question before anything is forgotten. */
export function renderRetention(parts: RetentionParts): unknown {
  const { strings, retention, summaries } = parts;
  const { text } = strings;
  const { days, pending, failure } = retention;
  const shown = pending?.days ?? days;
  const outcome = pending ? undefined : retention.describeForgotten(summaries);
  const choices = retentionChoices.includes(shown) ? retentionChoices : [shown, ...retentionChoices];
  return html`<div part="retention" class="stack tight">
    ${renderErrorNotice(parts, failure)}
    ${
      retention.isFixed
        ? html`<p class="small">${text.keptFor(days)}</p>`
        : html`<label class="field inline">
            <span class="field-label">${text.keep}</span>
            <select
              @change=${(event: Event) =>
                retention.choose(Number((event.target as HTMLSelectElement).value), summaries)}
            >
              ${choices.map(
                (choice) =>
                  html`<option value=${choice} .selected=${choice === shown}>
                    ${text.keepDays(choice)}
                  </option>`,
              )}
            </select>
          </label>`
    }
    ${
      pending
        ? html`<div class="notice warn" role="alert">
            ${icon('attention')}
            <strong>${text.forgetTitle(pending.days, pending.count)}</strong>
            <p>${text.forgetWhy} ${text.keptAnyway}</p>
            <div class="row">
              <button class="button" @click=${() => retention.confirm()}>${text.forget}</button>
              <button class="button quiet" @click=${() => retention.cancel()}>
                ${strings.common.cancel}
              </button>
            </div>
          </div>`
        : nothing
    }
    <p class="small" role="status">${outcome ? text.forgotten(outcome) : nothing}</p>
    <p class="muted small">
      ${text.note} ${days > 0 ? html`${text.retentionNote(days)} ${text.keptAnyway}` : nothing}
    </p>
  </div>`;
}
