import { listPairs, type AppPair } from './app-rules.js';

/** The pairs of apps that Microsoft refused to give to one user in a tenant, until it takes them. */
export class RefusedPairs {
  readonly #pairs = new Map<string, AppPair>();

  /** @param servicePlanIds - the apps that a refusal names, two or more; any two of them count as refused */
  note(servicePlanIds: readonly string[]): void {
    for (const pair of listPairs(servicePlanIds)) this.#pairs.set(pair.join(), pair);
  }

  /** Microsoft took the two together. */
  forget(pair: AppPair): void {
    this.#pairs.delete(pair.join());
  }

  list(): readonly AppPair[] {
    return [...this.#pairs.values()];
  }
}
