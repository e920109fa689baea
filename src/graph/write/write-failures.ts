import { ProvisioningError } from '../../model/errors.js';
import type { GraphAnswer } from '../graph-client.js';

/** For what was refused for now, and then not sent again. */
export function createCancelled(): ProvisioningError {
  return new ProvisioningError('cancelled', 'The operation was cancelled.', { retryable: true });
}

/** For an answer of success that does not confirm the write: something between us and Graph may have given it. */
export function createUnconfirmed({ status, headers }: GraphAnswer): ProvisioningError {
  const requestId = headers['request-id'];
  return new ProvisioningError('answer-unreadable', 'The answer does not confirm the write.', {
    status,
    open: true,
    ...(requestId ? { requestId } : {}),
  });
}

/** For what a batch has no answer for. */
export function createLeftOut(): ProvisioningError {
  return new ProvisioningError('answer-unreadable', 'Microsoft Graph left a request of a batch unanswered.', {
    retryable: true,
    open: true,
  });
}
