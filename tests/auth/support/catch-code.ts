import { ProvisioningError } from '../../../src/model/errors.js';

/** The code with which the promise rejects; fails when it does not, or with another kind of error. */
export async function catchCode(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ProvisioningError) return error.code;
    throw error;
  }
  throw new Error('The promise was expected to reject.');
}
