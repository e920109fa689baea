import { html, nothing, type TemplateResult } from 'lit';
import { searchText } from '../../../ui/match-text.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChecksParts {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: ReadonlySet<string>;
  /** Whether the label stands above, because there are others beside it. */
  readonly labeled?: boolean;
  /** What the field is called that narrows a long list of choices. */
  readonly find: string;
  readonly onChoose: (values: readonly string[]) => void;
}

/** More choices than one takes in at a glance. */
const many = 12;

/** A list of values of which some may be chosen. */
export function renderChecks({
  label,
  choices,
  chosen,
  labeled,
  find,
  onChoose,
}: ChecksParts): TemplateResult {
  const toggle = (value: string, on: boolean): void =>
    onChoose(
      choices.map((choice) => choice.value).filter((each) => (each === value ? on : chosen.has(each))),
    );
  return html`<fieldset class="choices">
    <legend class=${labeled ? 'label' : 'visually-hidden'}>${label}</legend>
    ${
      choices.length > many
        ? html`<input
            class="find"
            autocomplete="off"
            placeholder=${find}
            aria-label=${find}
            @input=${hideOthers}
          />`
        : nothing
    }
    ${choices.map(
      ({ value, label: words }) =>
        html`<label class="check">
          <input
            type="checkbox"
            .checked=${chosen.has(value)}
            @change=${(event: Event) => toggle(value, (event.target as HTMLInputElement).checked)}
          />
          <bdi>${words}</bdi>
        </label>`,
    )}
  </fieldset>`;
}

/** Shows the choices of the list that hold what was typed. */
function hideOthers({ currentTarget }: Event): void {
  const field = currentTarget as HTMLInputElement;
  const search = searchText(field.value);
  for (const choice of field.parentElement?.querySelectorAll('label') ?? [])
    choice.hidden = !search.matches(choice.textContent);
}

export interface RadiosParts {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

/** A few values of which one is chosen. */
export function renderRadios({ name, label, choices, chosen, onChoose }: RadiosParts): TemplateResult {
  return html`<fieldset class="choices">
    <legend class="label">${label}</legend>
    ${choices.map(
      ({ value, label: words }) =>
        html`<label class="check">
          <input type="radio" name=${name} .checked=${value === chosen} @change=${() => onChoose(value)} />
          ${words}
        </label>`,
    )}
  </fieldset>`;
}
