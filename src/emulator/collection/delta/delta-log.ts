import type { EmulatorClock } from '../../clock.js';
import type { RemovalReason } from '../entity.js';

/** How long delta tokens of directory objects live. */
export const deltaTokenLifeMs = 7 * 24 * 60 * 60 * 1000;

/** One change that reads have seen. */
export interface LoggedChange {
  readonly row: number;
  /** The properties that differ, or the relationship; undefined when the entity appeared or went. */
  readonly names: readonly string[] | undefined;
  /** What came to the relationship or went. */
  readonly link?: ChangedLink;
}

export interface ChangedLink {
  readonly relationship: string;
  /** At its other end. */
  readonly id: string;
  readonly present: boolean;
}

/**
 * What changed, in the order reads saw it, for as long as a delta token may ask. Nothing is kept before the first
 * token is given out.
 */
export class DeltaLog {
  #changes: LoggedChange[] = [];
  #times: number[] = [];
  #dropped = 0;
  #asked = false;
  readonly #reasons = new Map<number, RemovalReason>();

  constructor(private readonly clock: EmulatorClock) {}

  /** The position after the newest change; asking for it starts the log. */
  get position(): number {
    this.#asked = true;
    return this.#dropped + this.#changes.length;
  }

  /** False until somebody asks for changes: nothing needs to be compared or recorded before. */
  get active(): boolean {
    return this.#asked;
  }

  record(change: LoggedChange): void {
    if (!this.active) return;
    this.#drop();
    this.#changes.push(change);
    this.#times.push(this.clock.now());
  }

  setReason(row: number, reason: RemovalReason): void {
    this.#reasons.set(row, reason);
  }

  reasonOf(row: number): RemovalReason {
    return this.#reasons.get(row) ?? 'changed';
  }

  /** The changes from a position on; undefined when they are no longer known. */
  since(position: number): readonly LoggedChange[] | undefined {
    if (position < this.#dropped || position > this.#dropped + this.#changes.length) return undefined;
    return this.#changes.slice(position - this.#dropped);
  }

  #drop(): void {
    const oldest = this.clock.now() - deltaTokenLifeMs;
    let old = 0;
    while ((this.#times[old] ?? Infinity) < oldest) old += 1;
    if (old === 0) return;
    this.#changes = this.#changes.slice(old);
    this.#times = this.#times.slice(old);
    this.#dropped += old;
  }
}
