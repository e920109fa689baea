import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../../icons.js';
import type { Combobox } from './combobox.js';

export interface ComboboxParts<Found, Option> {
  readonly combobox: Combobox<Found, Option>;
  readonly id: string;
  readonly label: string;
  readonly listLabel: string;
  /** What is said while nothing is there yet. */
  readonly searching: string;
  /** That nothing was found for a text. */
  readonly nothingFound: (text: string) => string;
  /** What was found, in a sentence. */
  readonly summary?: (found: Found) => string;
  readonly option: (option: Option, isActive: boolean, wanted: string) => unknown;
  readonly optionLook?: (option: Option) => string;
  readonly isDisabled?: (option: Option) => boolean;
  /** Below the list. */
  readonly foot?: (found: Found) => unknown;
  readonly renderError: () => unknown;
}

/** A field that searches while one types, and the list of what it found. */
export function renderCombobox<Found, Option>(parts: ComboboxParts<Found, Option>): TemplateResult {
  const { combobox, id, label } = parts;
  const { isOpen, active } = combobox;
  return html`<div
    class="combo"
    @focusout=${({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!(currentTarget as HTMLElement).contains(relatedTarget as Node | null)) combobox.close();
    }}
  >
    <label class="search">
      ${icon('search')}
      <input
        aria-label=${label}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        placeholder=${label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls=${id}
        aria-expanded=${isOpen}
        aria-activedescendant=${isOpen && active >= 0 ? `${id}-${active}` : nothing}
        .value=${live(combobox.state.text)}
        @input=${(event: InputEvent) => combobox.onType((event.target as HTMLInputElement).value)}
        @keydown=${combobox.onKeydown}
        @focus=${combobox.open}
      />
    </label>
    <div class="drop" ?hidden=${!isOpen} @mousedown=${(event: Event) => event.preventDefault()}>
      ${renderList(parts)} ${renderRest(parts)}
    </div>
    <span class="visually-hidden" role="status">${isOpen ? describe(parts) : nothing}</span>
  </div>`;
}

function renderList<Found, Option>(parts: ComboboxParts<Found, Option>): TemplateResult {
  const { combobox, id, listLabel, option, optionLook, isDisabled } = parts;
  const { options, active, state } = combobox;
  return html`<ul role="listbox" id=${id} aria-label=${listLabel} aria-busy=${state.searching}>
    ${options.map(
      (each, index) =>
        html`<li
          role="option"
          id="${id}-${index}"
          class="${optionLook?.(each) ?? ''} ${index === active ? 'active' : ''}"
          aria-selected=${index === active}
          aria-disabled=${isDisabled?.(each) ? 'true' : nothing}
          @click=${() => combobox.pick(index)}
          @keydown=${combobox.onKeydown}
        >
          ${option(each, index === active, state.found?.text ?? '')}
        </li>`,
    )}
  </ul>`;
}

/** What stands below the list, or in its place. */
function renderRest<Found, Option>(parts: ComboboxParts<Found, Option>): unknown {
  const { combobox, foot, renderError } = parts;
  const { state, options } = combobox;
  if (state.failure) return html`<div class="drop-note">${renderError()}</div>`;
  if (state.found && options.length > 0) return foot?.(state.found.value);
  return html`<p class="drop-note muted">${describe(parts)}</p>`;
}

function describe<Found, Option>(parts: ComboboxParts<Found, Option>): string {
  const { combobox, searching, nothingFound, summary } = parts;
  const { state, options } = combobox;
  if (state.searching) return searching;
  if (!state.found) return '';
  return options.length === 0 ? nothingFound(state.found.text) : (summary?.(state.found.value) ?? '');
}
