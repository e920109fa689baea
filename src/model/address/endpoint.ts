import { ProvisioningError } from '../errors.js';

/**
 * An address that tokens or answers of the sign-in service go to.
 *
 * @param setting - what the host calls it, for the error
 * @throws {ProvisioningError} `setting-wrong` unless it is an https address, or one of this machine
 */
export function readEndpoint(text: string, setting: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url))) return url;
  throw new ProvisioningError(
    'setting-wrong',
    `${setting} must be an https address (http only on this machine), and is "${text}".`,
  );
}

/**
 * An endpoint's origin.
 * @throws {ProvisioningError} `setting-wrong`, also when it has a path: requests could not keep it
 */
export function readOrigin(text: string, setting: string): string {
  const { origin, pathname, search, hash } = readEndpoint(text, setting);
  if (pathname === '/' && !search && !hash) return origin;
  throw new ProvisioningError(
    'setting-wrong',
    `${setting} is an origin without a path: "${origin}" in place of "${text}".`,
  );
}

/** Whether an address is on the machine that runs the page. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
