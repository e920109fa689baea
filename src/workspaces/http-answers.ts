import { ProvisioningError, type ErrorCode } from '../model/errors.js';

const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'not-signed-in',
  403: 'role-required',
  408: 'timeout',
  413: 'storage-full',
  429: 'throttled',
  504: 'timeout',
  507: 'storage-full',
};

/** The error for an answer of the portal's API that is no success. */
export function toAnswerError(answer: Response): ProvisioningError {
  const { status } = answer;
  const seconds = Number(answer.headers.get('Retry-After') ?? NaN);
  return new ProvisioningError(
    codes[status] ?? (status >= 500 ? 'service-unavailable' : 'request-refused'),
    `The portal's workspace API answered with status ${status}.`,
    {
      status,
      retryable: status === 408 || status === 429 || (status >= 500 && status !== 507),
      ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
    },
  );
}

/** The error for an answer that never came. */
export function toNetworkError(thrown: unknown): ProvisioningError {
  if (thrown instanceof ProvisioningError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new ProvisioningError('cancelled', 'The operation was cancelled.', { cause: thrown });
  if (thrown instanceof Error && thrown.name === 'TimeoutError')
    return new ProvisioningError('timeout', "The portal's workspace API did not answer in time.", {
      cause: thrown,
      retryable: true,
    });
  return new ProvisioningError('offline', "The portal's workspace API cannot be reached.", {
    cause: thrown,
    retryable: true,
  });
}

/**
 * The etag of an answer.
 *
 * Proxies that compress mark etags as weak (`W/`), which no condition may use; the tag itself is still the API's.
 */
export function readEtag(answer: Response): string {
  const etag = answer.headers.get('ETag')?.replace(/^W\//, '');
  if (etag) return etag;
  throw new ProvisioningError(
    'answer-unreadable',
    "The portal's workspace API sent no ETag. From another origin it must also expose that header.",
  );
}
