import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import type { VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';
import { icon } from '../../../icons.js';
import type { UserSubscriberStrings } from '../../../localization/en/people/user-subscriber.js';
import { createCsv, saveFile } from '../../../ui/csv.js';
import { renderGrid, type GridColumn } from '../../../ui/grid/render-grid.js';
import { subscriberFilters, type SubscriberFilter, type SubscriberView } from './subscriber-rows.js';
import { stateLooks, type SubscriberRow } from './subscriber-state.js';

export interface SubscribersParts {
  readonly strings: StringsController<UserSubscriberStrings>;
  readonly view: SubscriberView;
  readonly virtual: VirtualRowsController<SubscriberRow>;
  readonly search: string;
  readonly filter: SubscriberFilter;
  /** Ids of the ticked ones. */
  readonly selected: ReadonlySet<string>;
  /** The host lets the administrator look, not change. */
  readonly locked: boolean;
  /** There is room for the columns that matter most. */
  readonly isNarrow: boolean;
  readonly onSearch: (text: string) => void;
  readonly onFilter: (filter: SubscriberFilter) => void;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly remove: (ids: readonly string[]) => void;
  readonly keep: (ids: readonly string[]) => void;
}

/** Who is subscribed, in which state; of a long list only the rows in sight are rendered. */
export function renderSubscribers(parts: SubscribersParts): TemplateResult {
  const { strings, view } = parts;
  const { text } = strings;
  if (view.total === 0)
    return html`<div class="blank" part="state">
      ${icon('people')}
      <p class="label">${text.emptyTitle}</p>
      <p class="muted">${text.empty}</p>
    </div>`;
  return html`<section class="stack tight" part="subscribers" aria-label=${text.subscribers}>
    ${renderToolbar(parts)} ${renderSelection(parts)}
    ${
      view.rows.length === 0
        ? html`<div class="blank" part="state">
            ${icon('search')}
            <p class="label" role="status">${text.nobodyMatches}</p>
            <button
              class="button"
              @click=${() => {
                parts.onSearch('');
                parts.onFilter('all');
              }}
            >
              ${text.clearFilters}
            </button>
          </div>`
        : renderList(parts)
    }
  </section>`;
}

function renderToolbar({ strings, view, search, filter, ...parts }: SubscribersParts): TemplateResult {
  const { text, format } = strings;
  // Nobody should lack anything: that is a choice only where somebody does.
  const shownFilters = subscriberFilters.filter(
    (each) => each !== 'incomplete' || each === filter || view.counts[each] > 0,
  );
  return html`<div class="toolbar">
    <label class="search">
      ${icon('search')}<span class="visually-hidden">${text.filterLabel}</span>
      <input
        type="search"
        placeholder=${text.filterHint(view.total)}
        .value=${search}
        @input=${(event: InputEvent) => parts.onSearch((event.target as HTMLInputElement).value)}
      />
    </label>
    <fieldset class="chips">
      <legend class="visually-hidden">${text.stateLabel}</legend>
      ${shownFilters.map(
        (each) =>
          html`<label>
            <input
              type="radio"
              name="state"
              .checked=${each === filter}
              @change=${() => parts.onFilter(each)}
            />
            <span>${text.filters[each]} <strong>${format.number(view.counts[each])}</strong></span>
          </label>`,
      )}
    </fieldset>
    <button class="button quiet push" @click=${() => void exportRows(strings, view)}>
      ${icon('export')} ${text.export}
    </button>
  </div>`;
}

function renderSelection({ strings, view, selected, locked, onSelect, remove }: SubscribersParts): unknown {
  if (locked) return nothing;
  const ids = view.rows.filter(({ id, subscribed }) => subscribed && selected.has(id)).map(({ id }) => id);
  if (ids.length === 0) return nothing;
  const { text } = strings;
  return html`<div class="selection row">
    <span class="label" role="status">${text.selected(ids.length)}</span>
    <button class="button small" @click=${() => remove(ids)}>${icon('minus')} ${text.removeSelected}</button>
    <button class="button quiet small" @click=${() => onSelect(new Set())}>${text.clearSelection}</button>
  </div>`;
}

function renderList(parts: SubscribersParts): TemplateResult {
  const { strings, view, virtual, selected, locked, onSelect } = parts;
  const { text } = strings;
  const selectable = view.rows.filter(({ subscribed }) => subscribed).map(({ id }) => id);
  const ticked = selectable.filter((id) => selected.has(id));
  const { first, last } = virtual.visibleRange;
  return html`${renderGrid({
      label: text.subscribers,
      rows: virtual,
      columns: listColumns(parts),
      selection: {
        selected: new Set(ticked),
        all: ticked.length > 0 && ticked.length === selectable.length,
        allLabel: text.selectAll(selectable.length),
        label: (row) => text.select(nameOf(row)),
        canSelect: ({ subscribed }) => subscribed,
        disabled: locked,
        onToggle: (id) => toggle(parts, id),
        onToggleAll: (on) => onSelect(new Set(on ? selectable : [])),
      },
      onRowKeydown: (row, event) => onRowKeydown(parts, row, event),
    })}
    <p class="muted small">${text.range(first, Math.min(last, view.rows.length), view.rows.length)}</p>`;
}

function listColumns(parts: SubscribersParts): readonly GridColumn<SubscriberRow>[] {
  const { strings, locked, isNarrow } = parts;
  const { text, common } = strings;
  const optional: readonly GridColumn<SubscriberRow>[] = [
    {
      name: text.department,
      width: 'minmax(0, 2fr)',
      cell: ({ user }) => user?.department ?? common.none,
    },
    {
      name: text.usageLocation,
      width: 'minmax(0, 2fr)',
      cell: ({ user }) => (user?.usageLocation ? text.country(user.usageLocation) : common.none),
    },
  ];
  return [
    {
      name: text.name,
      isName: true,
      width: 'minmax(0, 3fr)',
      cell: (row) => html`<bdi>${nameOf(row)}</bdi>`,
    },
    {
      name: text.userName,
      look: 'muted',
      width: 'minmax(0, 4fr)',
      cell: ({ user }) => user?.userPrincipalName ?? nothing,
    },
    ...(isNarrow ? [] : optional),
    { name: text.state, width: 'minmax(0, 3fr)', cell: ({ state }) => renderState(text, state) },
    {
      name: text.action,
      header: html`<span class="visually-hidden">${text.action}</span>`,
      look: 'corner action',
      width: '4.6em',
      cell: (row, tabIndex) => (locked ? nothing : renderAction(parts, row, tabIndex)),
    },
  ];
}

function nameOf({ id, user }: SubscriberRow): string {
  return user?.displayName ?? id;
}

function renderState(text: UserSubscriberStrings, state: SubscriberRow['state']): TemplateResult {
  const [tone, shape, iconTone] = stateLooks[state];
  return html`<span class="state ${tone}">${icon(shape, iconTone)} ${text.states[state]}</span>`;
}

function renderAction(
  { strings: { text }, remove, keep }: SubscribersParts,
  row: SubscriberRow,
  tabIndex: 0 | -1,
): TemplateResult {
  return row.subscribed
    ? html`<button
        class="button icon-only small"
        tabindex=${tabIndex}
        aria-label=${text.remove(nameOf(row))}
        @click=${() => remove([row.id])}
      >
        ${icon('close')}
      </button>`
    : html`<button
        class="button quiet small"
        tabindex=${tabIndex}
        aria-label=${text.keepPerson(nameOf(row))}
        @click=${() => keep([row.id])}
      >
        ${text.keep}
      </button>`;
}

/** Space ticks the row that has the focus, Delete takes the person out. */
function onRowKeydown(parts: SubscribersParts, row: SubscriberRow, event: KeyboardEvent): void {
  if (event.target !== event.currentTarget || !row.subscribed || parts.locked) return;
  if (event.key === ' ') toggle(parts, row.id);
  else if (event.key === 'Delete') parts.remove([row.id]);
  else return;
  event.preventDefault();
}

function toggle({ selected, onSelect }: SubscribersParts, id: string): void {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  onSelect(next);
}

async function exportRows({ text }: SubscribersParts['strings'], { rows }: SubscriberView): Promise<void> {
  const header = [text.name, text.userName, text.department, text.usageLocation, text.state];
  const lines = rows.map(({ id, user, state }) => [
    user?.displayName ?? id,
    user?.userPrincipalName,
    user?.department,
    user?.usageLocation,
    text.states[state],
  ]);
  saveFile(await createCsv(header, lines), text.exportFile);
}
