import type { OwnNames } from '../microsoft/products/name-loader.js';
import type { UsageSnapshot } from '../model/usage/usage-snapshot.js';
import { loadProductNames } from '../services/licenses/product-names.js';

/**
 * What plans are called that the tenant lists no more: workspaces, people and findings may name them for long. The store
 * remembers them by the counts of each day.
 */
export class FormerPlans {
  readonly #list: () => Promise<readonly UsageSnapshot[]>;
  readonly #own: () => OwnNames | undefined;
  #names: ReadonlyMap<string, string> = new Map();

  /** @param own - what the portal calls plans, asked each time */
  constructor(list: () => Promise<readonly UsageSnapshot[]>, own: () => OwnNames | undefined) {
    this.#list = list;
    this.#own = own;
  }

  /** Looks again at what the store remembers. Where it does not answer, what was known stays. */
  async recall(): Promise<void> {
    const [names, snapshots] = await Promise.all([
      loadProductNames(this.#own()),
      // Names are no reason to show nothing.
      this.#list().catch((): readonly UsageSnapshot[] => []),
    ]);
    const recalled = snapshots.flatMap(({ plans }) =>
      plans.map(({ skuId, skuPartNumber }) => [skuId, names.product(skuPartNumber, skuId)] as const),
    );
    if (recalled.length > 0) this.#names = new Map(recalled);
  }

  /** The name of a plan, or its id where nothing is remembered. */
  nameOf(skuId: string): string {
    return this.#names.get(skuId) ?? skuId;
  }
}
