import { ProvisioningError, toProvisioningError } from '../../model/errors.js';

/** What Node says of a server that cannot be reached, or of a connection that ended. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // A socket file that is gone.
  'ENOENT',
]);

/** The same, where the drivers only say it in words. */
const networkWords =
  /connection (terminated|error|ended)|timeout exceeded when trying to connect|read timeout|not queryable|was (closed|destroyed)|is (closed|closing)|already (been )?(closed|destroyed)|after calling end/i;

/** Classes of PostgreSQL's codes, and single codes, that another try may not meet. */
const passing = /^(08|53|57|58|40|55P03|25P03|25P04)/;

/** The server, the database, the rights or the tables are not what they must be: somebody has to see to it. */
const notSetUp = /^(28|3D|3F|42501|42P01|42703)/;

/** Makes what a driver threw an error of ours. */
export function toDatabaseError(thrown: unknown): ProvisioningError {
  if (thrown instanceof ProvisioningError) return thrown;
  const code = sqlState(thrown);
  if (code === '53100')
    return new ProvisioningError('storage-full', 'The database has no room left; nothing was written.', {
      cause: thrown,
    });
  if (isConnectionLost(thrown) || passing.test(code))
    return new ProvisioningError('storage-unavailable', 'The database cannot be reached right now.', {
      cause: thrown,
      retryable: true,
    });
  if (notSetUp.test(code))
    return new ProvisioningError(
      'storage-unavailable',
      'The database is not ready: its tables are missing, or this account may not use them.',
      { cause: thrown },
    );
  if (code === '54000')
    return new ProvisioningError('record-unreadable', 'A key is too long to be stored.', { cause: thrown });
  return toProvisioningError(thrown);
}

/** Whether a connection ended: of a commit that was under way nobody knows the end. */
export function isConnectionLost(thrown: unknown): boolean {
  const code = sqlState(thrown);
  if (/^(08|57P)/.test(code)) return true;
  return thrown instanceof Error && (networkCodes.has(code) || networkWords.test(thrown.message));
}

function sqlState(thrown: unknown): string {
  const code: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'code') : '';
  return typeof code === 'string' ? code : '';
}
