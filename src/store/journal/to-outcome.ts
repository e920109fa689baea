import type { UserResult } from '../../model/publish/user-result.js';
import type { Outcome } from './journal-entry.js';

/** A result as it is put on record. */
export function toOutcome(result: UserResult): Omit<Outcome, 'at'> {
  const { userId, status } = result;
  switch (result.status) {
    case 'applied':
      return { userId, status, ...(result.reason ? { reason: result.reason } : {}) };
    case 'failed': {
      const { code, requestId } = result.error;
      return { userId, status, code, ...(requestId ? { requestId } : {}) };
    }
    case 'open':
    case 'not-sent':
      return { userId, status, reason: result.reason };
  }
}
