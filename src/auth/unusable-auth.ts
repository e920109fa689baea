import { clouds } from '../microsoft/clouds.js';
import type { ProvisioningError } from '../model/errors.js';
import type { Auth } from './auth.js';

/**
 * Stands in where no sign-in is possible, e.g. for a wrong setting: signed out, and saying why. Signing in tries again
 * what did not work, where that can be.
 */
export function createUnusableAuth(error: ProvisioningError, retry?: () => Promise<void>): Auth {
  return {
    cloud: clouds.global,
    state: { status: 'signed-out', error },
    grantedScopes: [],
    subscribe: () => () => undefined,
    signIn: () => retry?.() ?? Promise.reject(error),
    signOut: () => Promise.resolve(),
    getToken: () => Promise.reject(error),
    adminConsentUrl: () => undefined,
    dispose: () => undefined,
  };
}
