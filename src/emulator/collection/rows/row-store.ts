import type { Entity } from '../entity.js';

/** One entity as written. A row keeps its number for good, also when its entity is gone. */
interface Row<T> {
  readonly id: string;
  current: T | undefined;
}

/** Keeps the entities of one kind as they were written, in the order they came. */
export class RowStore<T extends Entity> {
  readonly #rows: Row<T>[] = [];
  readonly #numbers = new Map<string, number>();
  #size = 0;

  /** Entities present. */
  get size(): number {
    return this.#size;
  }

  /** Rows ever used; row numbers are below it. */
  get length(): number {
    return this.#rows.length;
  }

  current(id: string): T | undefined {
    const row = this.#numbers.get(id);
    return row === undefined ? undefined : this.#rows[row]?.current;
  }

  *currents(): IterableIterator<T> {
    for (const row of this.#rows) if (row.current) yield row.current;
  }

  idOf(row: number): string {
    return this.#rows[row]?.id ?? '';
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Writes an entity, or removes it with `undefined`; gives its row. */
  write(id: string, value: T | undefined): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#rows.push({ id, current: undefined }) - 1;
      this.#numbers.set(id, number);
    }
    const row = this.#rows[number];
    if (row) {
      this.#size += Number(value !== undefined) - Number(row.current !== undefined);
      row.current = value;
    }
    return number;
  }
}
