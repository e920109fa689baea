import type { EmulatorClock } from '../clock.js';
import { Random } from '../tenant/random.js';

export interface ReplicaOptions {
  /** Milliseconds until the replica that is behind shows a write. Default: 0. */
  readonly lagMs?: number;
  /** A second replica shows writes at once, and each request is answered by either. */
  readonly staleReads?: boolean;
  /** Decides which replica answers. */
  readonly seed?: number;
}

interface PendingWrite {
  readonly at: number;
  readonly show: () => void;
}

/**
 * The directory's copies that answer reads. Everything that is read shows its writes through here, whatever it is, so
 * that all of it lags alike and writes appear in their order. The tenant's own rules read what was written instead.
 */
export class Replicas {
  readonly #lagsMs: readonly number[];
  readonly #pending: PendingWrite[] = [];
  readonly #random: Random;
  #answering = 0;
  #atOnce = 0;

  constructor(
    private readonly clock: EmulatorClock,
    { lagMs = 0, staleReads = false, seed = 1 }: ReplicaOptions = {},
  ) {
    this.#lagsMs = staleReads && lagMs > 0 ? [lagMs, 0] : [lagMs];
    this.#random = new Random(seed ^ 0x2c1b3c6d);
  }

  /** Makes a view for each replica; the first is of the one that is furthest behind. */
  create<V>(make: (lagMs: number) => V): readonly V[] {
    return this.#lagsMs.map(make);
  }

  /** The view of the replica that answers now. */
  pick<V>(views: readonly V[]): V {
    this.catchUp();
    const view = views[this.#answering];
    if (view === undefined) throw new Error('There is a view for each replica');
    return view;
  }

  /** Settles which replica answers the next request. */
  draw(): void {
    if (this.#lagsMs.length > 1) this.#answering = this.#random.integer(0, this.#lagsMs.length - 1);
  }

  /** Shows a write on every replica, on each when its time has come. */
  write(show: (replica: number) => void): void {
    this.catchUp();
    for (const [replica, lagMs] of this.#lagsMs.entries())
      if (lagMs <= 0 || this.#atOnce > 0) show(replica);
      else this.#pending.push({ at: this.clock.now() + lagMs, show: () => show(replica) });
  }

  /** Does work whose writes every replica shows at once: the tenant's first content. */
  atOnce<T>(work: () => T): T {
    this.#atOnce += 1;
    try {
      return work();
    } finally {
      this.#atOnce -= 1;
    }
  }

  /** Shows what has become due. */
  catchUp(): void {
    if (this.#pending.length === 0) return;
    const now = this.clock.now();
    const later = this.#pending.findIndex(({ at }) => at > now);
    for (const { show } of this.#pending.splice(0, later < 0 ? this.#pending.length : later)) show();
  }
}
