import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import type { InsightsParts } from './insights-parts.js';

/** Asks why somebody or something is kept, and until when. */
export function renderKeepForm(parts: InsightsParts, name: string): TemplateResult {
  const { draft, strings, onDraft, onKeep, onEndKeep } = parts;
  const { text, common } = strings;
  if (!draft) return html``;
  const value = (event: Event): string => (event.target as HTMLInputElement).value;
  return html`<form
    class="keep-form"
    aria-label=${draft.target.userId ? text.keepLabel(name) : text.keepPlanLabel(name)}
    @submit=${(event: Event) => {
      event.preventDefault();
      onKeep();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') onDraft(undefined);
    }}
  >
    <label class="field grow">
      <span class="field-label">${text.keepReason}</span>
      <input
        name="reason"
        maxlength="200"
        placeholder=${text.keepReasonHint}
        aria-invalid=${draft.incomplete ? 'true' : nothing}
        .value=${draft.reason}
        @input=${(event: Event) => onDraft({ ...draft, reason: value(event), incomplete: false })}
      />
      ${
        draft.incomplete
          ? html`<span class="field-error" role="alert">${icon('failed')} ${text.keepReasonMissing}</span>`
          : nothing
      }
    </label>
    <label class="field">
      <span class="field-label">${text.keepUntil}</span>
      <input
        name="until"
        type="date"
        .value=${draft.until}
        @input=${(event: Event) => onDraft({ ...draft, until: value(event) })}
      />
    </label>
    <span class="row">
      <button class="button small primary">${text.keepNow}</button>
      ${
        draft.existing
          ? html`<button type="button" class="button small" @click=${() => onEndKeep(draft.target)}>
              ${text.keepEnd}
            </button>`
          : nothing
      }
      <button type="button" class="button small quiet" @click=${() => onDraft(undefined)}>
        ${common.cancel}
      </button>
    </span>
    ${draft.target.userId ? nothing : html`<p class="muted small">${text.keepPlanNote}</p>`}
  </form>`;
}
