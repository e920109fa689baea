import { ProvisioningError, type ErrorCode } from '../../src/model/errors.js';

/** The code of the `ProvisioningError` that the promise rejects with. */
export async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof ProvisioningError) return thrown.code;
  throw new Error('It was not refused as it should be.', { cause: thrown });
}
