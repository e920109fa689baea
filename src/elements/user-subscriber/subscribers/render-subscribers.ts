import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StringsController } from '../../../controllers/strings-controller.js';
import type { VirtualRow, VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';
import { icon } from '../../../icons.js';
import type { UserSubscriberStrings } from '../../../localization/en/user-subscriber.js';
import { createCsv, saveFile } from '../../../ui/csv.js';
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
        : renderGrid(parts)
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

function renderGrid(parts: SubscribersParts): TemplateResult {
  const { strings, view, virtual, selected, onSelect } = parts;
  const { text } = strings;
  const selectable = view.rows.filter(({ subscribed }) => subscribed).map(({ id }) => id);
  const all = selectable.length > 0 && selectable.every((id) => selected.has(id));
  const { first, last } = virtual.visibleRange;
  return html`<div
      class="grid"
      role="grid"
      aria-label=${text.subscribers}
      aria-rowcount=${virtual.ariaRowCount}
      aria-multiselectable="true"
      @keydown=${virtual.onKeydown}
      @focusin=${virtual.onFocusin}
    >
      <div role="rowgroup">
        <div class="line head" role="row" aria-rowindex="1">
          <span role="columnheader" class="pick">
            <input
              type="checkbox"
              ?disabled=${parts.locked}
              aria-label=${text.selectAll(selectable.length)}
              .checked=${all}
              .indeterminate=${!all && selectable.some((id) => selected.has(id))}
              @change=${() => onSelect(all ? new Set() : new Set(selectable))}
            />
          </span>
          <span role="columnheader">${text.name}</span>
          <span role="columnheader">${text.userName}</span>
          <span role="columnheader" class="optional">${text.department}</span>
          <span role="columnheader" class="optional">${text.usageLocation}</span>
          <span role="columnheader">${text.state}</span>
          <span role="columnheader"><span class="visually-hidden">${text.action}</span></span>
        </div>
      </div>
      <div class="scroller" role="presentation">
        <div role="rowgroup" .style=${virtual.bodyStyle}>
          ${repeat(
            virtual.items,
            ({ key }) => key,
            (item) => renderRow(parts, item),
          )}
        </div>
      </div>
    </div>
    <p class="muted small">${text.range(first, Math.min(last, view.rows.length), view.rows.length)}</p>`;
}

function renderRow(parts: SubscribersParts, item: VirtualRow<SubscriberRow>): TemplateResult {
  const { strings, selected } = parts;
  const { text, common } = strings;
  const { id, user, state, subscribed } = item.row;
  const name = user?.displayName ?? id;
  const [tone, shape, iconTone] = stateLooks[state];
  return html`<div
    class="line ${selected.has(id) ? 'selected' : ''}"
    role="row"
    aria-rowindex=${item.ariaRowIndex}
    aria-selected=${selected.has(id)}
    data-index=${item.index}
    data-key=${item.key}
    tabindex=${item.tabIndex}
    .style=${item.style}
    @keydown=${(event: KeyboardEvent) => onRowKeydown(parts, item, event)}
  >
    <span role="gridcell" class="pick">
      ${
        subscribed
          ? html`<input
              type="checkbox"
              tabindex=${item.tabIndex}
              ?disabled=${parts.locked}
              aria-label=${text.select(name)}
              .checked=${selected.has(id)}
              @change=${() => toggle(parts, id)}
            />`
          : nothing
      }
    </span>
    <span role="rowheader" class="name"><bdi>${name}</bdi></span>
    <span role="gridcell" class="muted">${user?.userPrincipalName ?? nothing}</span>
    <span role="gridcell" class="optional">${user?.department ?? common.none}</span>
    <span role="gridcell" class="optional"
      >${user?.usageLocation ? text.country(user.usageLocation) : common.none}</span
    >
    <span role="gridcell" class="status"
      ><span class="state ${tone}">${icon(shape, iconTone)} ${text.states[state]}</span></span
    >
    <span role="gridcell" class="action">${parts.locked ? nothing : renderAction(parts, item, name)}</span>
  </div>`;
}

function renderAction(
  { strings: { text }, remove, keep }: SubscribersParts,
  { row, tabIndex }: VirtualRow<SubscriberRow>,
  name: string,
): TemplateResult {
  return row.subscribed
    ? html`<button
        class="button icon-only small"
        tabindex=${tabIndex}
        aria-label=${text.remove(name)}
        @click=${() => remove([row.id])}
      >
        ${icon('close')}
      </button>`
    : html`<button
        class="button quiet small"
        tabindex=${tabIndex}
        aria-label=${text.keepPerson(name)}
        @click=${() => keep([row.id])}
      >
        ${text.keep}
      </button>`;
}

/** Space ticks the row that has the focus, Delete takes the person out. */
function onRowKeydown(
  parts: SubscribersParts,
  { row }: VirtualRow<SubscriberRow>,
  event: KeyboardEvent,
): void {
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
