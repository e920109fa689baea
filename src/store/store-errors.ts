import { ProvisioningError } from '../model/errors.js';

/** Throws `cancelled` when the signal has been aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new ProvisioningError('cancelled', 'The operation was cancelled.', { cause: signal.reason });
}
