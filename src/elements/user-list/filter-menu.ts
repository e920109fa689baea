import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../icons.js';
import { searchText } from '../../ui/match-text.js';

export interface MenuOptions {
  /** Something in it is chosen. */
  readonly active?: boolean;
  readonly shape?: IconName;
  readonly quiet?: boolean;
  /** It was opened. */
  readonly onOpen?: () => void;
}

/** A button that opens a small panel. Only one is open at a time; Escape and a click elsewhere close it. */
export function renderMenu(label: string, content: unknown, options: MenuOptions = {}): TemplateResult {
  const { active, shape, quiet, onOpen } = options;
  return html`<details
    class="menu"
    name="menu"
    @toggle=${(event: Event) => {
      placePanel(event);
      if ((event.currentTarget as HTMLDetailsElement).open) onOpen?.();
    }}
    @keydown=${closeOnEscape}
    @focusout=${closeOnLeave}
  >
    <summary class="button ${active ? 'active' : ''} ${quiet ? 'quiet' : ''}">
      ${shape ? icon(shape) : nothing} ${label} ${icon('chevron', 'chevron')}
    </summary>
    <div class="menu-panel">${content}</div>
  </details>`;
}

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

function closeOnEscape(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

function closeOnLeave({ currentTarget, relatedTarget }: FocusEvent): void {
  const menu = currentTarget as HTMLDetailsElement;
  if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
}

/** A panel that would leave the element at its end is aligned with the other side of its button. */
function placePanel(event: Event): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  const panel = menu.querySelector('.menu-panel');
  const root = menu.getRootNode();
  if (!menu.open || !panel || !(root instanceof ShadowRoot)) return;
  panel.classList.remove('from-end');
  const bounds = root.host.getBoundingClientRect();
  const { left, right } = panel.getBoundingClientRect();
  panel.classList.toggle('from-end', right > bounds.right || left < bounds.left);
}
