import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { VirtualRow, VirtualRowsController } from '../../controllers/virtual-rows-controller.js';
import { isPlainClick } from '../place-link.js';

export interface GridColumn<T> {
  readonly name: string;
  /** A track of the grid. */
  readonly width: string;
  /** @param tabIndex - for what can be pressed in it, where rows have the focus */
  readonly cell: (row: T, tabIndex: 0 | -1) => unknown;
  /** Whether it says what the row is about. */
  readonly isName?: boolean;
  /** Classes of its cells. `corner`: beside the name where there is no room for columns. */
  readonly look?: string;
  /** More classes of the cell of a row. */
  readonly lookOf?: (row: T) => string;
  /** Where a cell leads. The link then has the focus in place of its cell, so that the browser's own keys open it elsewhere. */
  readonly hrefOf?: (row: T) => string | undefined;
  /** What tells it from others, on its cells as `data-cell`. */
  readonly id?: string;
  /** What stands before the cell where there is no room for columns. */
  readonly label?: string | undefined;
  /** What its header shows in place of the name. */
  readonly header?: unknown;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

/** The check boxes before the rows. */
export interface GridSelection<T> {
  readonly selected: ReadonlySet<string>;
  readonly all: boolean;
  readonly allLabel: string;
  readonly label: (row: T) => string;
  /** Rows that have none. */
  readonly canSelect?: (row: T) => boolean;
  readonly disabled?: boolean;
  readonly onToggle: (key: string) => void;
  readonly onToggleAll: (on: boolean) => void;
}

/** For a grid in which cells have the focus, not rows: the check box is 0, then the columns. */
export interface GridCells {
  readonly active: number;
  readonly onActive: (column: number) => void;
}

export interface GridParts<T> {
  readonly label: string;
  readonly rows: VirtualRowsController<T>;
  readonly columns: readonly GridColumn<T>[];
  readonly selection?: GridSelection<T>;
  readonly cells?: GridCells;
  readonly busy?: boolean;
  readonly rowLook?: (row: T) => string;
  /** A click on the check box is none on the row. */
  readonly onRowClick?: (row: T, event: Event) => void;
  readonly onRowKeydown?: (row: T, event: KeyboardEvent) => void;
}

/** A header that stays, and of a long list only the rows in sight; arrow keys move among all of them. */
export function renderGrid<T>(parts: GridParts<T>): TemplateResult {
  const { label, rows, columns, selection, cells, busy } = parts;
  const tracks = [...(selection ? ['34px'] : []), ...columns.map(({ width }) => width)];
  return html`<div
    part="grid"
    class="grid"
    role="grid"
    aria-label=${label}
    aria-rowcount=${rows.ariaRowCount}
    aria-multiselectable=${selection ? 'true' : nothing}
    aria-busy=${busy ?? nothing}
    .style=${`--columns:${tracks.join(' ')}`}
    @keydown=${rows.onKeydown}
    @focusin=${(event: FocusEvent) => {
      rows.onFocusin(event);
      const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
      if (cell) cells?.onActive(Number(cell.dataset['column']));
    }}
  >
    <div class="grid-row head" role="row" aria-rowindex="1">
      ${selection ? renderPickAll(selection) : nothing} ${columns.map(renderHeader)}
    </div>
    <div class="body" role="rowgroup" .style=${rows.bodyStyle}>
      ${repeat(
        rows.items,
        ({ key }) => key,
        (item) => renderRow(parts, item),
      )}
    </div>
  </div>`;
}

function renderPickAll<T>({ selected, all, allLabel, disabled, onToggleAll }: GridSelection<T>): unknown {
  return html`<div role="columnheader" class="pick">
    <input
      type="checkbox"
      ?disabled=${disabled}
      aria-label=${allLabel}
      .checked=${all}
      .indeterminate=${!all && selected.size > 0}
      @change=${(event: Event) => onToggleAll((event.target as HTMLInputElement).checked)}
    />
  </div>`;
}

function renderHeader<T>({ name, header, look, isName, sorted }: GridColumn<T>): unknown {
  return html`<div
    role="columnheader"
    class="${look ?? ''} ${isName ? 'name' : ''}"
    aria-sort=${sorted ?? nothing}
  >
    ${header ?? name}
  </div>`;
}

function renderRow<T>(parts: GridParts<T>, item: VirtualRow<T>): unknown {
  const { columns, selection, cells, rowLook, onRowClick, onRowKeydown } = parts;
  const { row, key, tabIndex } = item;
  const shift = selection ? 1 : 0;
  return html`<div
    role="row"
    class="grid-row ${rowLook?.(row) ?? ''}"
    aria-rowindex=${item.ariaRowIndex}
    aria-selected=${selection ? selection.selected.has(key) : nothing}
    data-index=${item.index}
    data-row=${key}
    data-key=${cells ? nothing : key}
    tabindex=${cells ? nothing : tabIndex}
    .style=${item.style}
    @click=${(event: MouseEvent) => onClick(event, () => onRowClick?.(row, event))}
    @keydown=${(event: KeyboardEvent) => onRowKeydown?.(row, event)}
  >
    ${selection ? renderPick(parts, selection, item) : nothing}
    ${columns.map((column, index) => renderCell(parts, column, item, index + shift))}
  </div>`;
}

function renderCell<T>(
  { cells }: GridParts<T>,
  { id, isName, look, lookOf, label, cell, hrefOf }: GridColumn<T>,
  { row, key, tabIndex }: VirtualRow<T>,
  place: number,
): unknown {
  const href = cells && hrefOf?.(row);
  const column = cells ? place : nothing;
  const focusKey = cells?.active === place ? key : nothing;
  const reach = cells ? reachOf(cells, place, tabIndex) : nothing;
  const content = cell(row, tabIndex);
  return html`<div
    role=${isName ? 'rowheader' : 'gridcell'}
    class="${look ?? ''} ${isName ? 'name' : ''} ${lookOf?.(row) ?? ''}"
    data-cell=${id ?? nothing}
    data-label=${label ?? nothing}
    data-column=${href ? nothing : column}
    data-key=${href ? nothing : focusKey}
    tabindex=${href ? nothing : reach}
  >
    ${
      href
        ? html`<a class="place" href=${href} data-column=${column} data-key=${focusKey} tabindex=${reach}
            >${content}</a
          >`
        : content
    }
  </div>`;
}

/** A click on the check box is none on the row, nor is one that opens a link elsewhere. */
function onClick(event: MouseEvent, onRow: () => void): void {
  const element = event.target as HTMLElement;
  if (element.closest('.pick')) return;
  if (element.closest('a')) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
  }
  onRow();
}

function renderPick<T>(
  { cells }: GridParts<T>,
  { selected, label, disabled, canSelect, onToggle }: GridSelection<T>,
  { row, key, tabIndex }: VirtualRow<T>,
): unknown {
  return html`<div
    role="gridcell"
    class="pick"
    data-column=${cells ? 0 : nothing}
    data-key=${cells?.active === 0 ? key : nothing}
    tabindex=${cells ? reachOf(cells, 0, tabIndex) : nothing}
  >
    ${
      (canSelect?.(row) ?? true)
        ? html`<input
            type="checkbox"
            tabindex=${cells ? -1 : tabIndex}
            ?disabled=${disabled}
            aria-label=${label(row)}
            .checked=${selected.has(key)}
            @change=${() => onToggle(key)}
          />`
        : nothing
    }
  </div>`;
}

function reachOf({ active }: GridCells, column: number, tabIndex: 0 | -1): 0 | -1 {
  return column === active ? tabIndex : -1;
}
