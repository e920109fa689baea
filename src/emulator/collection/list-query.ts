import type { EntityKind } from './entity-kind.js';
import type { Entity } from './entity.js';
import { planFilter } from './filter/filter-plan.js';
import { compileFilter, type ReaderOf } from './filter/filter-predicate.js';
import type { ListOptions, Sort } from './list-options.js';
import type { Cursor } from './page-token.js';
import { toKey } from './property-value.js';
import type { RowView } from './rows/row-view.js';
import { findPlace, intersectRows } from './rows/value-index.js';
import { planSearch } from './search/search-plan.js';

/** Up to this many matches are sorted one by one; more are picked from the index in its order. */
const fewMatches = 2000;

export interface ListSource<T extends Entity> {
  readonly kind: EntityKind;
  readonly view: RowView<T>;
  readonly derived: ReadonlySet<string>;
  readonly readerOf: ReaderOf<T>;
}

export interface ListPage {
  readonly rows: readonly number[];
  readonly count?: number;
  /** Where the next page starts; absent on the last. */
  readonly next?: Cursor;
}

/** The matching rows of one page. Unsorted pages come in the order the entities were added. */
export function queryPage<T extends Entity>(
  source: ListSource<T>,
  options: ListOptions,
  within: Iterable<string> | undefined,
): ListPage {
  const matches = new Matches(source, options, within);
  const page = options.sort
    ? pageSorted(source, matches, options, options.sort)
    : pageInRowOrder(matches, options);
  return options.count ? { ...page, count: matches.count() } : page;
}

/** The number of matching rows. */
export function countMatches<T extends Entity>(
  source: ListSource<T>,
  options: ListOptions,
  within: Iterable<string> | undefined,
): number {
  return new Matches(source, options, within).count();
}

/** All matching rows, ascending. */
export function listMatches<T extends Entity>(
  source: ListSource<T>,
  options: ListOptions,
  within: Iterable<string> | undefined,
): readonly number[] {
  return new Matches(source, options, within).all();
}

/** The rows that match, found as lazily as the question allows. */
class Matches<T extends Entity> {
  /** Rows that may match, ascending; undefined = every row. */
  readonly #candidates: readonly number[] | undefined;
  readonly #test: ((entity: T) => boolean) | undefined;
  readonly #view: RowView<T>;
  #all: readonly number[] | undefined;

  constructor(source: ListSource<T>, options: ListOptions, within: Iterable<string> | undefined) {
    this.#view = source.view;
    const { filter, search } = options;
    const plan = filter && planFilter(filter, source.kind, source.view.indexes, source.derived);
    const lists = [
      plan?.rows,
      search && planSearch(search, source.view.indexes),
      within && toRowNumbers(source.view, within),
    ].filter((list) => list !== undefined);
    const [first, ...rest] = lists;
    this.#candidates = first && rest.reduce(intersectRows, first);
    this.#test = filter && !plan?.exact ? compileFilter(filter, source.readerOf) : undefined;
  }

  /** True when every entity matches. */
  get everything(): boolean {
    return !this.#candidates && !this.#test;
  }

  count(): number {
    if (this.everything) return this.#view.size;
    return this.all().length;
  }

  all(): readonly number[] {
    return (this.#all ??= this.#candidates && !this.#test ? this.#candidates : [...this.after(-1)]);
  }

  /** Matching rows beyond a row, ascending. */
  *after(row: number): Generator<number> {
    if (!this.#candidates) {
      for (let next = row + 1; next < this.#view.length; next += 1) if (this.#matches(next)) yield next;
      return;
    }
    for (let at = findPlace(this.#candidates, row + 1); at < this.#candidates.length; at += 1) {
      const next = this.#candidates[at];
      if (next !== undefined && this.#matches(next)) yield next;
    }
  }

  #matches(row: number): boolean {
    const entity = this.#view.visible(row);
    return entity !== undefined && (!this.#test || this.#test(entity));
  }
}

function pageInRowOrder<T extends Entity>(matches: Matches<T>, { after, top }: ListOptions): ListPage {
  const rows: number[] = [];
  for (const row of matches.after(after?.row ?? -1)) {
    if (rows.length === top) return { rows, next: { row: rows[top - 1] ?? row } };
    rows.push(row);
  }
  return { rows };
}

interface SortedRow {
  readonly row: number;
  readonly key: string | undefined;
}

function pageSorted<T extends Entity>(
  source: ListSource<T>,
  matches: Matches<T>,
  { after, top }: ListOptions,
  sort: Sort,
): ListPage {
  const found = matches.all();
  const ordered =
    found.length <= fewMatches ? sortFew(source, found, sort) : pickInOrder(source, found, sort);
  const page: SortedRow[] = [];
  for (const item of ordered) {
    if (after && !comesAfter(item, after, sort.descending)) continue;
    if (page.length === top) {
      const last = page[top - 1] ?? item;
      return { rows: page.map(({ row }) => row), next: { row: last.row, key: last.key ?? null } };
    }
    page.push(item);
  }
  return { rows: page.map(({ row }) => row) };
}

function sortFew<T extends Entity>(source: ListSource<T>, rows: readonly number[], sort: Sort): SortedRow[] {
  const read = source.readerOf([sort.property]);
  const items = rows.map((row) => {
    const entity = source.view.visible(row);
    return { row, key: entity && toKey(read(entity)) };
  });
  return items.sort((a, b) => compareKeys(a.key, b.key, sort.descending) || a.row - b.row);
}

function* pickInOrder<T extends Entity>(
  source: ListSource<T>,
  rows: readonly number[] | undefined,
  sort: Sort,
): Generator<SortedRow> {
  const among = rows && new Uint8Array(source.view.length);
  for (const row of rows ?? []) if (among) among[row] = 1;
  for (const group of source.view.indexes.byValue(sort.property).inOrder(sort.descending))
    for (const row of group.rows) if (!among || among[row]) yield { row, key: group.key };
}

function comesAfter(item: SortedRow, after: Cursor, descending: boolean): boolean {
  const order = compareKeys(item.key, after.key ?? undefined, descending);
  return order === 0 ? item.row > after.row : order > 0;
}

/** Null sorts before everything, or after it when descending. */
function compareKeys(a: string | undefined, b: string | undefined, descending: boolean): number {
  const order = a === b ? 0 : a === undefined ? -1 : b === undefined ? 1 : a < b ? -1 : 1;
  return descending ? -order : order;
}

function toRowNumbers<T extends Entity>(view: RowView<T>, ids: Iterable<string>): number[] {
  const rows = new Set<number>();
  for (const id of ids) {
    const row = view.numberOf(id);
    if (row !== undefined && view.visible(row)) rows.add(row);
  }
  return [...rows].sort((a, b) => a - b);
}
