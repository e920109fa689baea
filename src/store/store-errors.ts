import { ProvisioningError } from '../model/errors.js';

/** The refusal of a write whose etag is no longer the stored one. */
export function staleError(id: string): ProvisioningError {
  return new ProvisioningError(
    'stale',
    `Workspace ${id} was changed by somebody else after it was read here; nothing was written.`,
  );
}

/** Throws `cancelled` when the signal has been aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new ProvisioningError('cancelled', 'The operation was cancelled.', { cause: signal.reason });
}
