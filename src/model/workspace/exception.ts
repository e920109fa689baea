import type { BlockReason } from '../publish/block.js';

/**
 * What somebody decided about one person in one workspace, against what the workspace says.
 *
 * - `left-out`: the person gets nothing of it, although subscribed
 * - `assign-anyway`: a reason that would keep the person from getting it does not count
 */
export interface Exception {
  readonly userId: string;
  readonly kind: 'left-out' | 'assign-anyway';
  /** The block reason that does not count, for `assign-anyway`. */
  readonly reason?: BlockReason;
  /** Object id of who decided it. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What an exception is about; a workspace has one of the same at most. */
export type ExceptionTarget = Pick<Exception, 'userId' | 'kind' | 'reason'>;

/** One text that identifies what an exception is about. */
export function exceptionKey({ userId, kind, reason }: ExceptionTarget): string {
  return JSON.stringify([userId, kind, reason ?? null]);
}
