import type { Entity } from '../entity.js';
import { readPath, toKey } from '../property-value.js';
import { listValueWords } from '../search/search-tokens.js';
import { ValueIndex } from './value-index.js';

interface KeptIndex<T> {
  readonly index: ValueIndex;
  readonly keysOf: (entity: T) => readonly string[];
}

/** The indexes of one kind over the read view: built when first asked for, then kept in step. */
export class IndexSet<T extends Entity> {
  readonly #kept = new Map<string, KeptIndex<T>>();

  /** @param visible - The entity of a row in the read view. */
  constructor(
    private readonly visible: (row: number) => T | undefined,
    private readonly length: () => number,
  ) {}

  /** By the whole value of a property, such as `userPrincipalName` or `assignedLicenses/skuId`. */
  byValue(path: string): ValueIndex {
    const segments = path.split('/');
    return this.#keep(path, (entity) => toKeys(readPath(entity, segments)));
  }

  /** By the words of a property that `$search` splits. */
  byWord(property: string): ValueIndex {
    return this.#keep(`words of ${property}`, (entity) => {
      const value = readPath(entity, [property]);
      return typeof value === 'string' ? listValueWords(value) : [];
    });
  }

  /** By how many items a collection has. */
  byCount(property: string): ValueIndex {
    return this.#keep(`size of ${property}`, (entity) => {
      const items = readPath(entity, [property]);
      return [String(Array.isArray(items) ? items.length : 0)];
    });
  }

  change(row: number, before: T | undefined, after: T | undefined): void {
    for (const { index, keysOf } of this.#kept.values()) {
      const [old, now] = [before && keysOf(before), after && keysOf(after)];
      if (old && now && old.length === now.length && old.every((key, at) => key === now[at])) continue;
      if (old) index.remove(row, old);
      if (now) index.add(row, now);
    }
  }

  #keep(name: string, keysOf: (entity: T) => readonly string[]): ValueIndex {
    const kept = this.#kept.get(name);
    if (kept) return kept.index;
    const index = new ValueIndex();
    for (let row = 0; row < this.length(); row += 1) {
      const entity = this.visible(row);
      if (entity) index.add(row, keysOf(entity));
    }
    this.#kept.set(name, { index, keysOf });
    return index;
  }
}

function toKeys(value: unknown): readonly string[] {
  if (!Array.isArray(value)) {
    const key = toKey(value);
    return key === undefined ? [] : [key];
  }
  return [...new Set(value.flatMap((item) => toKey(item) ?? []))];
}
