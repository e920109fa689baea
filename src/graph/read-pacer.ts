import type { Clock } from './clock.js';
import type { GraphPath } from './graph-path.js';
import { getReadCosts, type GraphQuotas, type ReadQuotaName } from './quotas.js';
import { TokenBucket } from './token-bucket.js';
import type { WaitBoard } from './wait-board.js';

/** Share of each quota that reads nobody waits for leave to the others. */
const RESERVE = 0.25;

/** Keeps reads within the documented quotas. */
export class ReadPacer {
  readonly #clock: Clock;
  readonly #waits: WaitBoard;
  readonly #buckets: Readonly<Record<ReadQuotaName, TokenBucket>>;

  constructor(quotas: GraphQuotas, clock: Clock, waits: WaitBoard) {
    this.#clock = clock;
    this.#waits = waits;
    this.#buckets = {
      directory: new TokenBucket(quotas.directory, clock),
      signInActivity: new TokenBucket(quotas.signInActivity, clock),
      auditLogs: new TokenBucket(quotas.auditLogs, clock),
      jsonReports: new TokenBucket(quotas.jsonReports, clock),
      csvReports: new TokenBucket(quotas.csvReports, clock),
    };
  }

  /** Resolves with the time when the reads may leave together. Rejects with the signal's reason when aborted. */
  async pace(reads: readonly GraphPath[], low: boolean, signal: AbortSignal | undefined): Promise<number> {
    const costs = reads.flatMap(getReadCosts);
    const totals = new Map<ReadQuotaName, number>();
    for (const [name, cost] of costs) totals.set(name, (totals.get(name) ?? 0) + cost);
    for (;;) {
      const delays = [...totals].map(([name, cost]) => this.#buckets[name].getDelay(cost, low ? RESERVE : 0));
      const delayMs = Math.max(0, ...delays);
      if (delayMs === 0) break;
      await this.#waits.sleep('paced', delayMs, signal);
    }
    for (const [name, cost] of totals) this.#buckets[name].take(cost);
    return this.#clock.now();
  }

  /** Takes note that a read was throttled: whatever it falls under is used up. */
  noteThrottling(read: GraphPath, sentAt: number): void {
    for (const [name] of getReadCosts(read)) this.#buckets[name].lower(1, sentAt);
  }
}
