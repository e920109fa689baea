import type { Clock } from '../../../graph/clock.js';
import { elapsedMs, type Moment } from '../../../model/elapsed.js';
import type { Plan } from '../../../model/plan.js';
import type { UserResult } from '../../../model/user-result.js';
import type { Review } from '../review.js';

/** How long Microsoft's counts may lag behind what it confirmed, in milliseconds. */
const lagMs = 60_000;

/** What a plan counted before a publish, and what the publish made of it. */
interface Counted {
  readonly before: number;
  readonly after: number;
  readonly at: Moment;
}

/** License counts with what was published a minute ago, which Microsoft's own may not show yet. */
export class RecentCounts {
  readonly #clock: Clock;
  readonly #counted = new Map<string, Counted>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes what a publish came to. */
  note(
    { changeSet, plans }: Pick<Review, 'changeSet' | 'plans'>,
    results: ReadonlyMap<string, UserResult>,
  ): void {
    const change = new Map<string, number>();
    const count = (skuIds: readonly string[], by: number): void => {
      for (const skuId of skuIds) change.set(skuId, (change.get(skuId) ?? 0) + by);
    };
    for (const { userId, needs, frees } of changeSet.changes) {
      const result = results.get(userId);
      if (result?.status !== 'applied' || result.reason === 'already-so') continue;
      count(needs, 1);
      count(frees, -1);
    }
    for (const { skuId, consumedUnits } of plans) {
      const by = change.get(skuId) ?? 0;
      if (by !== 0)
        this.#counted.set(skuId, { before: consumedUnits, after: consumedUnits + by, at: this.#now });
    }
  }

  /** A count that stands where it stood before the publish does not show it yet. */
  show(plans: readonly Plan[]): readonly Plan[] {
    return plans.map((plan) => {
      const counted = this.#counted.get(plan.skuId);
      const isStale =
        counted && counted.before === plan.consumedUnits && elapsedMs(counted.at, this.#now) < lagMs;
      return isStale ? { ...plan, consumedUnits: counted.after } : plan;
    });
  }

  get #now(): Moment {
    return { wallMs: this.#clock.now(), countedMs: this.#clock.counted() };
  }
}
