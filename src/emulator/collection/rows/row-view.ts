import type { Entity } from '../entity.js';
import { IndexSet } from './index-set.js';
import type { RowStore } from './row-store.js';

/** The entities of one kind as one replica shows them, with the indexes over them. */
export class RowView<T extends Entity> {
  readonly indexes: IndexSet<T>;
  readonly #rows: (T | undefined)[] = [];
  #size = 0;

  constructor(private readonly store: RowStore<T>) {
    this.indexes = new IndexSet(
      (row) => this.visible(row),
      () => this.length,
    );
  }

  /** Entities shown. */
  get size(): number {
    return this.#size;
  }

  /** Rows ever shown; row numbers are below it. */
  get length(): number {
    return this.#rows.length;
  }

  visible(row: number): T | undefined {
    return this.#rows[row];
  }

  idOf(row: number): string {
    return this.store.idOf(row);
  }

  numberOf(id: string): number | undefined {
    return this.store.numberOf(id);
  }

  /** Shows what was written to a row; gives what it showed before. */
  show(row: number, value: T | undefined): T | undefined {
    const before = this.#rows[row];
    if (before === value) return before;
    this.#size += Number(value !== undefined) - Number(before !== undefined);
    this.#rows[row] = value;
    this.indexes.change(row, before, value);
    return before;
  }
}
