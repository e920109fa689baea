import type { Clock } from '../../graph/pace/clock.js';
import { elapsedMs, type Moment } from '../../model/elapsed.js';
import type { LeaseRecord } from '../store.js';
import { replaceableMs, type Lease } from './lease.js';

/** After so long without a move a holder is not responding, in milliseconds. */
const silentMs = 90_000;

/** Who publishes to the tenant now, as far as whoever watches can tell. */
export interface WatchedLease extends Lease {
  /** Whether it is the watcher's own. */
  readonly isOwn: boolean;
  /** How long it has been seen without a move, in milliseconds. */
  readonly stillMs: number;
  readonly isResponding: boolean;
  /** Whether somebody else may publish in its place. */
  readonly isReplaceable: boolean;
}

/**
 * Watches whether the holder of the lease moves. No clock but the watcher's own and the store's decides about it, and sleep
 * counts. Whoever comes late need not wait for what the store saw already.
 */
export class LeaseWatch {
  readonly #record: Pick<LeaseRecord, 'read'>;
  readonly #clock: Clock;
  readonly #sessionId: string | undefined;
  #seen: { readonly fence: number; readonly beat: number; readonly at: Moment } | undefined;

  /** @param sessionId - under which whoever watches holds it sometimes */
  constructor(record: Pick<LeaseRecord, 'read'>, clock: Clock, sessionId?: string) {
    this.#record = record;
    this.#clock = clock;
    this.#sessionId = sessionId;
  }

  /** Looks once; look every ten seconds or so. Undefined when nobody publishes. */
  async look(): Promise<WatchedLease | undefined> {
    const lease = await this.#record.read();
    const now: Moment = { wallMs: this.#clock.now(), countedMs: this.#clock.counted() };
    if (!lease) {
      this.#seen = undefined;
      return undefined;
    }
    const { fence, beat } = lease;
    if (this.#seen?.fence !== fence || this.#seen.beat !== beat) this.#seen = { fence, beat, at: now };
    // A clock that went back says nothing about the holder: she is watched anew.
    let stillMs = elapsedMs(this.#seen.at, now);
    if (stillMs === Infinity) {
      this.#seen = { fence, beat, at: now };
      stillMs = 0;
    }
    stillMs = Math.max(stillMs, lease.stillMs ?? 0);
    return {
      ...lease,
      isOwn: lease.sessionId === this.#sessionId,
      stillMs,
      isResponding: stillMs < silentMs,
      isReplaceable: stillMs >= replaceableMs,
    };
  }
}
