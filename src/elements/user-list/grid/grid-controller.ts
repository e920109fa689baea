import type { LitElement, ReactiveController } from 'lit';
import type { VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { orderByName } from '../filters/list-view.js';
import type { SortColumn, SortOrder } from '../filters/select-users.js';
import { readGridKey, type GridMove } from './grid-keys.js';
import { skuOf, type UserGridParts } from './render-users.js';

export interface GridOptions {
  readonly rows: VirtualRowsController<DirectoryUser>;
  readonly users: () => readonly DirectoryUser[];
  /** Columns after the check box and the name. */
  readonly columnCount: () => number;
  readonly scroller: () => HTMLElement | null;
  /** Whose details are open; empty when nobody's are. */
  readonly openId: () => string;
  /** The administrator wants to see the details of somebody, or no more. */
  readonly onOpen: (userId: string) => void;
  readonly onClose: () => void;
  /** The administrator chose another order. */
  readonly onOrder: () => void;
}

type GridStateParts = Pick<
  UserGridParts,
  | 'rows'
  | 'order'
  | 'selected'
  | 'allSelected'
  | 'openId'
  | 'cells'
  | 'onSort'
  | 'onToggle'
  | 'onToggleAll'
  | 'onOpen'
  | 'onKeydown'
>;

/** Where the administrator stands in the grid: its order, who is selected, who is open, and in which cell the focus is. */
export class GridController implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: GridOptions;
  #order: SortOrder = orderByName;
  #selected: ReadonlySet<string> = new Set();
  /** The cell that was opened last. */
  #cell = { userId: '', skuId: '' };
  /** Whether the focus goes back to the row when the details are closed. */
  #returns = false;
  #activeColumn = 0;

  constructor(host: LitElement, options: GridOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get order(): SortOrder {
    return this.#order;
  }

  set order(order: SortOrder) {
    this.#order = order;
    this.#host.requestUpdate();
  }

  get selected(): ReadonlySet<string> {
    return this.#selected;
  }

  get openId(): string {
    return this.#options.openId();
  }

  /** The plan whose cell was opened, by SKU id; empty when it was another cell. */
  get openSku(): string {
    return this.#cell.userId === this.openId ? this.#cell.skuId : '';
  }

  get parts(): GridStateParts {
    return {
      rows: this.#options.rows,
      order: this.#order,
      selected: this.#selected,
      allSelected: this.#options.users().every(({ id }) => this.#selected.has(id)),
      openId: this.openId,
      cells: {
        active: Math.min(this.#activeColumn, this.#lastColumn),
        onActive: (column) => this.#setColumn(column),
      },
      onSort: (by) => this.#sort(by),
      onToggle: (id) => this.#toggle(id),
      onToggleAll: (on) => this.selectAll(on),
      onOpen: (id, skuId) => this.#open(id, skuId),
      onKeydown: (user, event) => this.#onKeydown(user, event),
    };
  }

  /** Selects everybody who matches, or nobody. */
  selectAll(on: boolean): void {
    this.#selected = new Set(on ? this.#options.users().map(({ id }) => id) : []);
    this.#host.requestUpdate();
  }

  /** Selects this person and nobody else. */
  selectOnly(userId: string): void {
    this.#selected = new Set([userId]);
    this.#host.requestUpdate();
  }

  /** Closes the details. Whoever was in them is back at the row. */
  close(): void {
    if (!this.openId) return;
    this.#returns = Boolean(this.#host.shadowRoot?.activeElement?.closest('[part="detail"]'));
    this.#options.onClose();
  }

  hostUpdated(): void {
    if (!this.#returns || this.openId) return;
    this.#returns = false;
    this.#activeCell?.focus();
  }

  /** Forgets everybody: nothing of one account may be left when another signs in. */
  clear(): void {
    if (this.#selected.size > 0) this.#selected = new Set();
    this.#cell = { userId: '', skuId: '' };
  }

  get #lastColumn(): number {
    return this.#options.columnCount() + 1;
  }

  #sort(by: SortColumn): void {
    this.order = { by, descending: this.#order.by === by && !this.#order.descending };
    this.#options.onOrder();
  }

  #toggle(id: string): void {
    const selected = new Set(this.#selected);
    if (!selected.delete(id)) selected.add(id);
    this.#selected = selected;
    this.#host.requestUpdate();
  }

  #open(id: string, skuId: string): void {
    this.#cell = { userId: id, skuId };
    this.#host.requestUpdate();
    this.#options.onOpen(id);
  }

  #onKeydown({ id }: DirectoryUser, event: KeyboardEvent): void {
    const move = readGridKey(event, getComputedStyle(this.#host).direction === 'rtl');
    if (!move) return;
    event.preventDefault();
    this.#move(move, id, skuOf(event));
  }

  #move(move: GridMove, userId: string, skuId: string): void {
    const { rows, users } = this.#options;
    const last = this.#lastColumn;
    const column = Math.min(this.#activeColumn, last);
    switch (move) {
      case 'next-column':
        return this.#focusColumn(Math.min(last, column + 1));
      case 'previous-column':
        return this.#focusColumn(Math.max(0, column - 1));
      case 'first-column':
        return this.#focusColumn(0);
      case 'last-column':
        return this.#focusColumn(last);
      case 'first-row':
        return rows.focusRow(0);
      case 'last-row':
        return rows.focusRow(users().length - 1);
      case 'select':
        return this.#toggle(userId);
      case 'select-all':
        return this.selectAll(true);
      case 'open':
        return this.#open(userId, skuId);
      case 'close':
        return this.close();
    }
  }

  #focusColumn(column: number): void {
    this.#setColumn(column);
    void this.#host.updateComplete.then(() => {
      this.#activeCell?.focus();
      this.#activeCell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  get #activeCell(): HTMLElement | null | undefined {
    return this.#options.scroller()?.querySelector<HTMLElement>('[role="row"] [tabindex="0"][data-column]');
  }

  #setColumn(column: number): void {
    if (column === this.#activeColumn) return;
    this.#activeColumn = column;
    this.#host.requestUpdate();
  }
}
