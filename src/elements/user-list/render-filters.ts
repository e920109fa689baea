import { html, nothing } from 'lit';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/user-list.js';
import type { Plan } from '../../model/plan.js';
import type { LicenseSource } from '../../model/user.js';
import type { Column, ColumnId } from './columns.js';
import { userStates } from './judge-user.js';
import type { UserChoices } from './list-choices.js';
import type { UserFilters } from './select-users.js';

export interface FilterParts {
  readonly strings: StringsController<UserListStrings>;
  readonly filters: UserFilters;
  readonly choices: UserChoices;
  readonly plans: readonly Plan[];
  readonly columns: readonly Column[];
  readonly shown: readonly Column[];
  readonly matchCount: number;
  readonly onFilter: (filters: UserFilters) => void;
  readonly onColumns: (columns: readonly ColumnId[] | undefined) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

type ListFilter = 'plans' | 'sources' | 'states' | 'departments' | 'countries';

const sources: readonly LicenseSource[] = ['direct', 'group', 'direct-and-group'];

export function renderFilters(parts: FilterParts): unknown {
  const { strings, filters, choices, plans, matchCount, onFilter } = parts;
  const { text, format } = strings;
  const any = Object.values(filters).some((value: string | readonly string[] | undefined) => value?.length);
  return html`<div part="filters" class="row toolbar" role="search" aria-label=${text.filters}>
    <label class="search">
      ${icon('search')}
      <span class="visually-hidden">${text.search}</span>
      <input
        type="search"
        placeholder=${text.searchHint}
        .value=${filters.text ?? ''}
        @input=${(event: Event) => onFilter({ ...filters, text: (event.target as HTMLInputElement).value })}
      />
    </label>
    ${renderChoice(
      parts,
      'plans',
      text.plan,
      plans
        .filter((plan) => plan.appliesTo === 'User')
        .map((plan) => ({ value: plan.skuId, label: plan.name })),
    )}
    ${renderChoice(
      parts,
      'sources',
      text.source,
      sources.map((value) => ({ value, label: text.sources[value] })),
    )}
    ${renderChoice(
      parts,
      'states',
      text.state,
      userStates.map((value) => ({ value, label: text.states[value] })),
    )}
    ${renderChoice(
      parts,
      'departments',
      text.department,
      choices.departments.map((value) => ({ value, label: value })),
    )}
    ${renderChoice(
      parts,
      'countries',
      text.country,
      choices.countries.map((value) => ({ value, label: format.country(value) })),
    )}
    ${renderLicensed(parts)} ${renderColumns(parts)}
    <span class="push muted small" role="status">${text.matchCount(matchCount)}</span>
    ${any ? html`<button class="button quiet small" @click=${() => onFilter({})}>${text.clear}</button>` : nothing}
  </div>`;
}

/** A list of values of which some may be chosen. */
function renderChoice(
  { strings, filters, onFilter }: FilterParts,
  name: ListFilter,
  label: string,
  choices: readonly Choice[],
): unknown {
  const chosen = new Set<string>(filters[name]);
  const toggle = (value: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(value);
    else next.delete(value);
    onFilter({ ...filters, [name]: choices.map((choice) => choice.value).filter((each) => next.has(each)) });
  };
  return renderMenu(
    strings.text.chosen(label, chosen.size),
    chosen.size > 0,
    html`<fieldset class="choices">
      <legend class="visually-hidden">${label}</legend>
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
    </fieldset>`,
  );
}

function renderLicensed({ strings: { text }, filters, onFilter }: FilterParts): unknown {
  const { licensed, ...others } = filters;
  return renderMenu(
    text.chosen(text.licensed, licensed ? 1 : 0),
    licensed !== undefined,
    html`<fieldset class="choices">
      <legend class="visually-hidden">${text.licensed}</legend>
      ${(['any', 'yes', 'no'] as const).map(
        (value) =>
          html`<label class="check">
            <input
              type="radio"
              name="licensed"
              .checked=${(licensed ?? 'any') === value}
              @change=${() => onFilter(value === 'any' ? others : { ...others, licensed: value })}
            />
            ${text.licensedChoices[value]}
          </label>`,
      )}
    </fieldset>`,
  );
}

function renderColumns({ strings: { text }, columns, shown, onColumns }: FilterParts): unknown {
  const visible = new Set(shown.map(({ id }) => id));
  const toggle = (id: ColumnId, on: boolean): void => {
    if (on) visible.add(id);
    else visible.delete(id);
    onColumns(columns.map((column) => column.id).filter((each) => visible.has(each)));
  };
  return renderMenu(
    text.columns,
    false,
    html`<fieldset class="choices">
      <legend class="visually-hidden">${text.columns}</legend>
      ${columns.map(
        ({ id, label }) =>
          html`<label class="check">
            <input
              type="checkbox"
              .checked=${visible.has(id)}
              @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}
            />
            ${label}
          </label>`,
      )}
      <button class="button quiet small" @click=${() => onColumns(undefined)}>${text.columnsReset}</button>
    </fieldset>`,
    'columns',
  );
}

/** A button that opens a small panel. Only one is open at a time; Escape and a click elsewhere close it. */
function renderMenu(label: string, active: boolean, content: unknown, shape?: 'columns'): unknown {
  return html`<details
    class="menu"
    name="menu"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      const menu = event.currentTarget as HTMLDetailsElement;
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }}
    @focusout=${(event: FocusEvent) => {
      const menu = event.currentTarget as HTMLDetailsElement;
      if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
    }}
  >
    <summary class="button ${active ? 'active' : ''}">
      ${shape ? icon(shape) : nothing} ${label} ${icon('chevron', 'chevron')}
    </summary>
    <div class="menu-panel">${content}</div>
  </details>`;
}
