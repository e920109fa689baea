import { ProvisioningError } from '../../model/errors.js';

/**
 * Loads a library that a portal installs beside this package.
 *
 * @throws {ProvisioningError} `setting-wrong` where it has not
 */
export async function loadPeer<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (thrown) {
    if (!isMissing(name, thrown)) throw thrown;
    throw new ProvisioningError('setting-wrong', `Install ${name} beside this package: npm install ${name}`, {
      cause: thrown,
    });
  }
}

function isMissing(name: string, thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    'code' in thrown &&
    thrown.code === 'ERR_MODULE_NOT_FOUND' &&
    thrown.message.includes(`'${name}'`)
  );
}
