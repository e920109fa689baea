import type { AppPair } from '../../model/app-rules.js';
import { toDay } from '../../model/days.js';
import type { ChangeSet } from '../../model/publish/change-set.js';
import type { UserResult } from '../../model/publish/user-result.js';
import type { InsightRecords } from '../../store/store.js';

/**
 * What Microsoft's answers say of apps that exclude each other: a refusal counts from its day on, until it takes the two.
 * Pairs of apps and the day; never a person.
 */
export class LearnPairs {
  readonly #records: InsightRecords;
  readonly #anyway: ReadonlyMap<string, readonly AppPair[]>;
  readonly #now: () => number;
  readonly #refused = new Map<string, readonly [string, string]>();
  readonly #taken = new Map<string, readonly [string, string]>();

  constructor(records: InsightRecords, { changes }: ChangeSet, now: () => number) {
    this.#records = records;
    this.#now = now;
    this.#anyway = new Map(
      changes.flatMap(({ userId, anyway }) => (anyway ? [[userId, anyway] as const] : [])),
    );
  }

  note(result: UserResult): void {
    if (result.status === 'failed' && result.error.code === 'apps-conflict') {
      const [a, b, ...more] = [...result.error.servicePlanIds].sort();
      if (a !== undefined && b !== undefined && more.length === 0) this.#refused.set(`${a} ${b}`, [a, b]);
    }
    if (result.status === 'applied')
      for (const [a, b] of this.#anyway.get(result.userId) ?? []) this.#taken.set(`${a} ${b}`, [a, b]);
  }

  async store(): Promise<void> {
    const on = toDay(new Date(this.#now()));
    // Where it refused one and took another, who knows: the refusal stays as a warning.
    const taken = [...this.#taken].filter(([key]) => !this.#refused.has(key)).map(([, ids]) => ({ ids }));
    if (this.#refused.size > 0)
      await this.#records.putRefused([...this.#refused.values()].map((ids) => ({ ids, on })));
    if (taken.length > 0) await this.#records.deleteRefused(taken);
  }
}
