import type { ProvisioningError } from '../../model/errors.js';
import type { GraphAnswer, GraphWrite, WriteOptions } from '../graph-client.js';
import type { Backoff } from '../pace/backoff.js';
import type { WireWrite } from './write-exchange.js';
import type { Queued } from './write-queue.js';

/** How a write ended; `undefined` when it never left. */
export type WriteEnd =
  | { readonly ok: true; readonly answer: GraphAnswer }
  | { readonly ok: false; readonly error: ProvisioningError }
  | undefined;

/** Writes that belong together: one call of `write` or `writeAll`. */
export interface WriteRun {
  /** Tells it from other runs. */
  readonly id: number;
  readonly options: WriteOptions;
  /** Ends the run: what is on its way finishes, the rest stays. */
  readonly signal: AbortSignal;
  /** 0: one write somebody waits for; 1: one of many; 2: nobody waits. */
  readonly rank: number;
  /** Why nothing of it can leave before a person has done something. */
  refusal: ProvisioningError | undefined;
}

/** A write in line or on its way. */
export interface WriteJob extends Queued {
  readonly write: GraphWrite;
  readonly wire: WireWrite;
  readonly run: WriteRun;
  readonly backoff: Backoff;
  readonly resolve: (end: WriteEnd) => void;
  conflicts: number;
  /** Whether it has left at least once. */
  hasLeft: boolean;
  /** Whether an earlier attempt may have taken effect. */
  open: boolean;
}
