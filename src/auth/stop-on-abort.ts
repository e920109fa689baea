import { ProvisioningError } from '../model/errors.js';

/**
 * The promise's result, unless the signal is aborted first.
 * @throws {ProvisioningError} `cancelled`
 */
export function stopOnAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise<T>((resolve, reject) => {
    const stop = (): void =>
      reject(new ProvisioningError('cancelled', 'The operation was cancelled.', { cause: signal.reason }));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
  });
}
