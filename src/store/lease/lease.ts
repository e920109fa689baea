import type { PublishKind } from '../../model/publish/publish-kind.js';

/** After so long without a move a holder may be replaced, in milliseconds. */
export const replaceableMs = 120_000;

/** Who publishes to the tenant now. One lease per tenant, held by a session: a tab, a process, a job. */
export interface Lease {
  /** Grows with every holder. What carries a lower number is refused. */
  readonly fence: number;
  /** The holder raises it every 20 s. Whether it moves decides whether the holder is there; no clock does. */
  readonly beat: number;
  readonly sessionId: string;
  /** Object id of the account. */
  readonly by: string;
  readonly progress?: LeaseProgress;
  /** How long the store itself saw it without a move, in milliseconds, where it has a clock that all share. */
  readonly stillMs?: number;
}

/** What colleagues see of a publish under way: counts, nothing personal. */
export interface LeaseProgress {
  readonly publishId: string;
  readonly kind: PublishKind;
  /** Missing where it is about no workspace: licenses that are reclaimed. */
  readonly workspaceId?: string;
  /** Whether a person is there; without one it is a job of the portal's. */
  readonly isAttended: boolean;
  /** People with a result, of those on the button. */
  readonly done: number;
  readonly total: number;
}

/** Proof that a session held the lease when it took it; a store refuses it once another one has. */
export type LeaseHold = Pick<Lease, 'fence' | 'sessionId'>;
