import type { EmulatorClock } from '../clock.js';
import type { Entity } from './entity.js';

/** One entity: as written, and as reads see it. A row keeps its number for good, also when its entity is gone. */
interface Row<T> {
  readonly id: string;
  current: T | undefined;
  visible: T | undefined;
}

interface PendingWrite<T> {
  readonly at: number;
  readonly row: number;
  readonly value: T | undefined;
}

/** Told whenever reads begin to see something else. */
export type VisibleChange<T> = (row: number, before: T | undefined, after: T | undefined) => void;

/** Keeps the entities of one kind in the order they came, with the write view ahead of the read view. */
export class RowStore<T extends Entity> {
  readonly #rows: Row<T>[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #pending: PendingWrite<T>[] = [];
  #size = 0;
  #visibleSize = 0;

  constructor(
    private readonly clock: EmulatorClock,
    private readonly lagMs: () => number,
    private readonly onVisible: VisibleChange<T>,
  ) {}

  /** Entities in the write view. */
  get size(): number {
    return this.#size;
  }

  /** Entities in the read view. */
  get visibleSize(): number {
    return this.#visibleSize;
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

  visible(row: number): T | undefined {
    return this.#rows[row]?.visible;
  }

  idOf(row: number): string {
    return this.#rows[row]?.id ?? '';
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Writes an entity, or removes it with `undefined`; reads see it after the lag. */
  write(id: string, value: T | undefined): void {
    let row = this.#numbers.get(id);
    if (row === undefined) {
      row = this.#rows.length;
      this.#rows.push({ id, current: undefined, visible: undefined });
      this.#numbers.set(id, row);
    }
    const stored = this.#rows[row];
    if (!stored) return;
    this.#size += Number(value !== undefined) - Number(stored.current !== undefined);
    stored.current = value;
    const lag = this.lagMs();
    if (lag <= 0 && this.#pending.length === 0) return this.#show(row, value);
    // Writes to one tenant become visible in their order, so a shorter lag never overtakes a longer one.
    const at = Math.max(this.clock.now() + Math.max(0, lag), this.#pending.at(-1)?.at ?? 0);
    this.#pending.push({ at, row, value });
  }

  /** Lets reads see what has become due. */
  refresh(): void {
    if (this.#pending.length === 0) return;
    const now = this.clock.now();
    let due = 0;
    for (; due < this.#pending.length; due += 1) {
      const write = this.#pending[due];
      if (!write || write.at > now) break;
      this.#show(write.row, write.value);
    }
    this.#pending.splice(0, due);
  }

  #show(row: number, value: T | undefined): void {
    const stored = this.#rows[row];
    if (!stored || stored.visible === value) return;
    const before = stored.visible;
    this.#visibleSize += Number(value !== undefined) - Number(before !== undefined);
    stored.visible = value;
    this.onVisible(row, before, value);
  }
}
