import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';

export interface RowColumn<T> {
  readonly name: string;
  /** `name`: what the row is about. */
  readonly look?: 'name' | 'muted';
  readonly cell: (row: T) => unknown;
}

/** A long list of which only the rows in sight are rendered; arrow keys move among all of them. */
export function renderRows<T>(
  rows: VirtualRowsController<T>,
  label: string,
  columns: readonly RowColumn<T>[],
): unknown {
  return html`<div
    class="row-list columns-${columns.length}"
    role="grid"
    aria-label=${label}
    aria-rowcount=${rows.ariaRowCount}
    @keydown=${rows.onKeydown}
    @focusin=${rows.onFocusin}
  >
    <div class="list-row head" role="row" aria-rowindex="1">
      ${columns.map(({ name }) => html`<div role="columnheader">${name}</div>`)}
    </div>
    <div role="rowgroup" .style=${rows.bodyStyle}>
      ${repeat(
        rows.items,
        ({ key }) => key,
        ({ row, key, index, ariaRowIndex, style, tabIndex }) =>
          html`<div
            class="list-row"
            role="row"
            aria-rowindex=${ariaRowIndex}
            data-index=${index}
            data-key=${key}
            tabindex=${tabIndex}
            .style=${style}
          >
            ${columns.map(
              ({ look = '', cell }) =>
                html`<div role=${look === 'name' ? 'rowheader' : 'gridcell'} class=${look}>
                  ${cell(row)}
                </div>`,
            )}
          </div>`,
      )}
    </div>
  </div>`;
}
