import { ProvisioningError } from '../model/errors.js';
import type { Backoff } from './backoff.js';
import type { GraphAnswer, GraphWrite, WriteOptions } from './graph-client.js';
import type { WireWrite } from './write-exchange.js';
import type { Queued } from './write-queue.js';

/** How a write ended; `undefined` when it never left. */
export type WriteEnd =
  | { readonly ok: true; readonly answer: GraphAnswer }
  | { readonly ok: false; readonly error: ProvisioningError }
  | undefined;

/** Writes that belong together: one call of `write` or `writeAll`. */
export interface WriteRun {
  readonly options: WriteOptions;
  /** Ends the run: what is on its way finishes, the rest stays. */
  readonly signal: AbortSignal;
  /** 0: one write somebody waits for; 1: one of many; 2: nobody waits. */
  readonly rank: number;
}

/** A write in line or on its way. */
export interface WriteJob extends Queued {
  readonly write: GraphWrite;
  readonly wire: WireWrite;
  readonly run: WriteRun;
  readonly backoff: Backoff;
  readonly resolve: (end: WriteEnd) => void;
  conflicts: number;
  /** Whether its intent was announced. */
  announced: boolean;
}

/** For a write that is done although no answer says so: its own got lost, or Graph refused it because it was done before. */
export const noAnswer: GraphAnswer = { status: 204, headers: {}, body: undefined };

/** For what was announced and then not sent, or refused for now. */
export function createCancelled(): ProvisioningError {
  return new ProvisioningError('cancelled', 'The operation was cancelled.', { retryable: true });
}

/** For what a batch has no answer for. */
export function createLeftOut(): ProvisioningError {
  return new ProvisioningError('answer-unreadable', 'Microsoft Graph left a request of a batch unanswered.', {
    retryable: true,
  });
}
