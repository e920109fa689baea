import type { GraphPath } from '../http/graph-path.js';
import type { Clock } from './clock.js';
import { getReadCosts, type GraphQuotas, type ReadQuotaName } from './quotas.js';
import { SlidingWindow } from './sliding-window.js';
import { TokenBucket } from './token-bucket.js';
import type { WaitReporter } from './wait-reporter.js';

/** Share of each quota that reads nobody waits for leave to the others. */
const RESERVE = 0.25;

/** Keeps reads within the documented quotas. */
export class ReadPacer {
  readonly #clock: Clock;
  readonly #waits: WaitReporter;
  readonly #limits: Readonly<Record<ReadQuotaName, TokenBucket | SlidingWindow>>;

  constructor(quotas: GraphQuotas, clock: Clock, waits: WaitReporter) {
    this.#clock = clock;
    this.#waits = waits;
    this.#limits = {
      directory: new TokenBucket(quotas.directory, clock),
      signInActivity: new SlidingWindow(quotas.signInActivity, clock),
      auditLogs: new SlidingWindow(quotas.auditLogs, clock),
      jsonReports: new SlidingWindow(quotas.jsonReports, clock),
      csvReports: new SlidingWindow(quotas.csvReports, clock),
    };
  }

  /** Resolves with the time when the reads may leave together. Rejects with the signal's reason when aborted. */
  async pace(reads: readonly GraphPath[], low: boolean, signal: AbortSignal | undefined): Promise<number> {
    const costs = reads.flatMap(getReadCosts);
    const totals = new Map<ReadQuotaName, number>();
    for (const [name, cost] of costs) totals.set(name, (totals.get(name) ?? 0) + cost);
    for (;;) {
      const delays = [...totals].map(([name, cost]) => this.#limits[name].getDelay(cost, low ? RESERVE : 0));
      const delayMs = Math.max(0, ...delays);
      if (delayMs === 0) break;
      await this.#waits.sleep('paced', delayMs, signal);
    }
    for (const [name, cost] of totals) this.#limits[name].take(cost);
    return this.#clock.now();
  }

  /** Takes note that a read was throttled. The small limits need none: their reads go one by one and wait as long as they are told. */
  noteThrottling(read: GraphPath, sentAt: number): void {
    for (const [name] of getReadCosts(read)) {
      const limit = this.#limits[name];
      if (limit instanceof TokenBucket) limit.lower(1, sentAt);
    }
  }
}
