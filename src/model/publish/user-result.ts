import type { ProvisioningError } from '../errors.js';

/** How a publish ended for one person. Together they are everybody whom the button named. */
export type UserResult =
  /** Observed in the tenant or confirmed by Microsoft; `already-so`: found done, so nothing was written. */
  | { readonly userId: string; readonly status: 'applied'; readonly reason?: 'already-so' }
  /** Known not to have happened. */
  | { readonly userId: string; readonly status: 'failed'; readonly error: ProvisioningError }
  /** Nobody can know yet; the next review finds out. */
  | {
      readonly userId: string;
      readonly status: 'open';
      readonly reason: 'waits-for-microsoft' | 'unanswered';
    }
  | {
      readonly userId: string;
      readonly status: 'not-sent';
      readonly reason: 'cancelled' | 'interrupted' | 'stopped-early' | 'changed-since-review';
    };

export interface PublishCounts {
  readonly applied: number;
  readonly failed: number;
  readonly open: number;
  readonly notSent: number;
}

export const noCounts: PublishCounts = { applied: 0, failed: 0, open: 0, notSent: 0 };

/** The counts with one more result. */
export function countResult(counts: PublishCounts, { status }: Pick<UserResult, 'status'>): PublishCounts {
  const name = status === 'not-sent' ? 'notSent' : status;
  return { ...counts, [name]: counts[name] + 1 };
}

export function countResults(results: Iterable<Pick<UserResult, 'status'>>): PublishCounts {
  return [...results].reduce(countResult, noCounts);
}
