/** One row number, or several in ascending order. */
type Posting = number | number[];

/**
 * Finds rows by a value: exactly, by its beginning, and in the order of the values. Keys are lower-case texts; a row
 * may have several (a collection), or none (null).
 */
export class ValueIndex {
  readonly #postings = new Map<string, Posting>();
  readonly #missing: number[] = [];
  #sorted: string[] | undefined;

  /** Adds a row; rows must come in ascending order for this to be fast. */
  add(row: number, keys: readonly string[]): void {
    if (keys.length === 0) insertNumber(this.#missing, row);
    for (const key of keys) {
      const posting = this.#postings.get(key);
      if (posting === undefined) {
        this.#postings.set(key, row);
        this.#insertKey(key);
      } else if (typeof posting === 'number') {
        if (posting !== row) this.#postings.set(key, posting < row ? [posting, row] : [row, posting]);
      } else insertNumber(posting, row);
    }
  }

  remove(row: number, keys: readonly string[]): void {
    if (keys.length === 0) removeNumber(this.#missing, row);
    for (const key of keys) {
      const posting = this.#postings.get(key);
      if (Array.isArray(posting)) removeNumber(posting, row);
      if (posting === row || (Array.isArray(posting) && posting.length === 0)) this.#removeKey(key);
    }
  }

  /** Rows with exactly this key, in ascending order. */
  get(key: string): readonly number[] {
    return toRows(this.#postings.get(key));
  }

  /** Rows with a key that begins so, in ascending order, each once. */
  startingWith(prefix: string): readonly number[] {
    const keys = this.#keys();
    const found: (readonly number[])[] = [];
    for (let at = findPlace(keys, prefix); at < keys.length && keys[at]?.startsWith(prefix); at += 1)
      found.push(this.get(keys[at] ?? ''));
    return uniteRows(found);
  }

  /** Groups of rows by key, in the order of the keys; rows without a key come first, or last when descending. */
  *inOrder(descending: boolean): Generator<{ key: string | undefined; rows: readonly number[] }> {
    const keys = this.#keys();
    if (!descending) yield { key: undefined, rows: this.#missing };
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[descending ? keys.length - 1 - at : at] ?? '';
      yield { key, rows: this.get(key) };
    }
    if (descending) yield { key: undefined, rows: this.#missing };
  }

  #keys(): string[] {
    return (this.#sorted ??= [...this.#postings.keys()].sort());
  }

  #insertKey(key: string): void {
    this.#sorted?.splice(findPlace(this.#sorted, key), 0, key);
  }

  #removeKey(key: string): void {
    this.#postings.delete(key);
    this.#sorted?.splice(findPlace(this.#sorted, key), 1);
  }
}

/** All rows of the lists, which ascend, each once and in ascending order. */
export function uniteRows(lists: readonly (readonly number[])[]): readonly number[] {
  const filled = lists.filter((list) => list.length > 0);
  const [first = []] = filled;
  if (filled.length <= 1) return first;
  const last = filled.reduce((most, list) => Math.max(most, list.at(-1) ?? 0), 0);
  const total = filled.reduce((sum, list) => sum + list.length, 0);
  // Few rows among many are sorted; many are ticked off, which takes one pass over all.
  if (total * 16 < last) return [...new Set(filled.flat())].sort((a, b) => a - b);
  const ticked = new Uint8Array(last + 1);
  for (const list of filled) for (const row of list) ticked[row] = 1;
  const rows: number[] = [];
  for (let row = 0; row <= last; row += 1) if (ticked[row]) rows.push(row);
  return rows;
}

/** Rows in both lists, which ascend. */
export function intersectRows(left: readonly number[], right: readonly number[]): readonly number[] {
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  return few.filter((row) => many[findPlace(many, row)] === row);
}

/** The first place whose item is not below the value. */
export function findPlace<V extends string | number>(items: readonly V[], value: V): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && item < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toRows(posting: Posting | undefined): readonly number[] {
  if (posting === undefined) return [];
  return typeof posting === 'number' ? [posting] : posting;
}

function insertNumber(items: number[], value: number): void {
  const last = items.at(-1);
  if (last === undefined || last < value) {
    items.push(value);
    return;
  }
  const at = findPlace(items, value);
  if (items[at] !== value) items.splice(at, 0, value);
}

function removeNumber(items: number[], value: number): void {
  const at = findPlace(items, value);
  if (items[at] === value) items.splice(at, 1);
}
