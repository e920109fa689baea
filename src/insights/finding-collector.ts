import { findingGroups } from '../model/usage/finding-kind.js';
import type { Keep } from '../model/usage/keep.js';
import type { Finding, FindingItem, KeptItem } from './finding.js';

/** What tells one finding from another. */
export type FindingAbout = Pick<Finding, 'kind' | 'skuId' | 'containingSkuId' | 'confidence'>;

/** Collects items into findings, each person and plan once per finding; those kept on purpose apart. */
export class FindingCollector {
  readonly #isKept: (userId: string, skuId: string) => Keep | undefined;
  readonly #price: (skuId: string) => number | undefined;
  readonly #found = new Map<
    string,
    { readonly about: FindingAbout; readonly items: FindingItem[]; readonly kept: KeptItem[] }
  >();

  constructor(
    isKept: (userId: string, skuId: string) => Keep | undefined,
    price: (skuId: string) => number | undefined,
  ) {
    this.#isKept = isKept;
    this.#price = price;
  }

  /** At most once for each person and plan of a finding. */
  add(about: FindingAbout, item: FindingItem): void {
    const id = [about.kind, about.skuId, about.containingSkuId].filter(Boolean).join(' ');
    let entry = this.#found.get(id);
    if (!entry) this.#found.set(id, (entry = { about, items: [], kept: [] }));
    const keep = this.#isKept(item.user.id, item.skuId);
    if (keep) entry.kept.push({ ...item, keep });
    else entry.items.push(item);
  }

  *findings(): Generator<Finding, void> {
    for (const [id, { about, items, kept }] of this.#found) {
      if (items.length === 0) continue;
      const saving = this.#sumSaving(about, items);
      yield {
        ...about,
        id,
        items: items.sort(byPerson),
        kept: kept.sort(byPerson),
        people: new Set(items.map(({ user }) => user.id)).size,
        licenses: items.length,
        ...(saving === undefined ? {} : { monthlySaving: saving }),
      };
    }
  }

  /** Putting things in order frees no license: a plan that one person holds twice is paid once. */
  #sumSaving({ kind }: FindingAbout, items: readonly FindingItem[]): number | undefined {
    if (findingGroups[kind] === 'disorder') return undefined;
    let sum: number | undefined;
    for (const { skuId } of items) {
      const price = this.#price(skuId);
      if (price !== undefined) sum = (sum ?? 0) + price;
    }
    return sum;
  }
}

/** By code unit, so that the order is the same on every machine. */
function byPerson(a: FindingItem, b: FindingItem): number {
  const left = `${a.user.displayName}\u0000${a.user.id}\u0000${a.skuId}`;
  const right = `${b.user.displayName}\u0000${b.user.id}\u0000${b.skuId}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
