import { toProvisioningError } from '../../../model/errors.js';

/** What is read of a group; something else where nobody knows it, for one that was just made is not known everywhere. */
export async function ifKnown<T, U>(read: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await read;
  } catch (thrown) {
    if (toProvisioningError(thrown).code !== 'not-found') throw thrown;
    return otherwise;
  }
}
