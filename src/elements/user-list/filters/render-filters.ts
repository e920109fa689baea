import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon } from '../../../icons.js';
import type { UserListStrings } from '../../../localization/en/people/user-list.js';
import type { Plan } from '../../../model/plan/plan.js';
import type { StoredWorkspace } from '../../../store/store.js';
import { renderPanel } from '../../../ui/menu/panel.js';
import type { Column, ColumnId } from '../grid/columns.js';
import { userStates } from '../judge-user.js';
import { renderChecks, renderRadios, type Choice } from './filter-choices.js';
import type { UserChoices } from './list-choices.js';
import { licenseSources } from './list-view.js';
import { renderPresets, type PresetParts } from './render-presets.js';
import type { UserFilters, YesNo } from './select-users.js';

export interface FilterParts extends PresetParts {
  readonly filters: UserFilters;
  readonly choices: UserChoices;
  readonly plans: readonly Plan[];
  readonly workspaces: readonly StoredWorkspace[];
  readonly matchCount: number;
  readonly onFilter: (filters: UserFilters) => void;
}

type ListFilter = 'plans' | 'sources' | 'states' | 'departments' | 'countries' | 'workspaces';
type YesNoFilter = 'licensed' | 'enabled' | 'synced';

/** The search, the filters that are used most, and all others under "More". */
export function renderFilters(parts: FilterParts): TemplateResult {
  const { strings, filters, choices, plans, matchCount, onFilter } = parts;
  const { text } = strings;
  const any = countChosen(filters, Object.keys(filters) as (keyof UserFilters)[]) > 0;
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
    ${renderPresets(parts)}
    ${renderListMenu(
      parts,
      'plans',
      text.plan,
      plans
        .filter((plan) => plan.appliesTo === 'User')
        .map((plan) => ({ value: plan.skuId, label: plan.name })),
    )}
    ${renderListMenu(
      parts,
      'sources',
      text.source,
      licenseSources.map((value) => ({ value, label: text.sources[value] })),
    )}
    ${renderListMenu(
      parts,
      'states',
      text.state,
      userStates.map((value) => ({ value, label: text.states[value] })),
    )}
    ${renderListMenu(
      parts,
      'departments',
      text.department,
      choices.departments.map((value) => ({ value, label: value || text.noDepartment })),
    )}
    ${renderMore(parts)}
    <span class="push muted small" role="status">${text.matchCount(matchCount)}</span>
    ${any ? html`<button class="button quiet small" @click=${() => onFilter({})}>${text.clear}</button>` : nothing}
  </div>`;
}

/** The menu in which the columns are chosen. */
export function renderColumns(
  { text }: StringsController<UserListStrings>,
  columns: readonly Column[],
  shown: readonly Column[],
  onOpen: () => void,
  onColumns: (columns: readonly ColumnId[] | undefined) => void,
): TemplateResult {
  return renderPanel(
    'menu-columns',
    text.columns,
    html`${renderChecks({
        label: text.columns,
        find: text.findChoice,
        choices: columns.map(({ id, label }) => ({ value: id, label })),
        chosen: new Set(shown.map(({ id }) => id)),
        onChoose: (ids) => onColumns(ids as readonly ColumnId[]),
      })}<button class="button quiet small" @click=${() => onColumns(undefined)}>
        ${text.columnsReset}
      </button>`,
    { shape: 'columns', quiet: true, onOpen },
  );
}

function renderListMenu(
  parts: FilterParts,
  name: ListFilter,
  label: string,
  choices: readonly Choice[],
): TemplateResult {
  const count = parts.filters[name]?.length ?? 0;
  return renderPanel(
    `menu-${name}`,
    parts.strings.text.chosen(label, count),
    renderList(parts, name, label, choices),
    { active: count > 0 },
  );
}

function renderList(
  { strings, filters, onFilter }: FilterParts,
  name: ListFilter,
  label: string,
  choices: readonly Choice[],
  labeled = false,
): TemplateResult {
  return renderChecks({
    label,
    choices,
    labeled,
    find: strings.text.findChoice,
    chosen: new Set<string>(filters[name]),
    onChoose: (values) => onFilter({ ...filters, [name]: values }),
  });
}

function renderMore(parts: FilterParts): TemplateResult {
  const { strings, filters, choices, workspaces } = parts;
  const { text, format } = strings;
  const count = countChosen(filters, ['licensed', 'enabled', 'synced', 'countries', 'workspaces']);
  const names = workspaces.map(({ workspace: { id, draft } }) => ({ value: id, label: draft.name }));
  const countries = choices.countries.map((value) => ({
    value,
    label: value ? format.country(value) : text.noLocation,
  }));
  return renderPanel(
    'menu-more',
    text.chosen(text.more, count),
    html`<div class="more">
      ${renderYesNo(parts, 'licensed', text.licensed, text.licensedChoices)}
      ${renderYesNo(parts, 'enabled', text.enabled, text.enabledChoices)}
      ${renderYesNo(parts, 'synced', text.synchronized, text.syncedChoices)}
      ${names.length > 0 ? renderList(parts, 'workspaces', text.workspace, names, true) : nothing}
      ${countries.length > 0 ? renderList(parts, 'countries', text.country, countries, true) : nothing}
    </div>`,
    { active: count > 0 },
  );
}

function renderYesNo(
  { filters, onFilter }: FilterParts,
  name: YesNoFilter,
  label: string,
  words: Readonly<Record<'any' | YesNo, string>>,
): TemplateResult {
  const { [name]: chosen = 'any', ...others } = filters;
  return renderRadios({
    name,
    label,
    chosen,
    choices: (['any', 'yes', 'no'] as const).map((value) => ({ value, label: words[value] })),
    onChoose: (value) => onFilter(value === 'any' ? others : { ...others, [name]: value }),
  });
}

/** How many of these filters narrow the list. */
function countChosen(filters: UserFilters, names: readonly (keyof UserFilters)[]): number {
  return names.filter((name) => (filters[name]?.length ?? 0) > 0).length;
}
