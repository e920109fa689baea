import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { ProvisioningError } from '../../model/errors.js';

/** A tenant is named by a token before its signature is known to be right: no more are remembered. */
const maxTenants = 100;

/** The keys that tenants' tokens are signed with. jose fetches them when needed and keeps them. */
export class EntraKeys {
  readonly #toUri: (tenantId: string) => string;
  readonly #known = new Map<string, JWTVerifyGetKey>();

  /** @param toUri - where a tenant's keys are */
  constructor(toUri: (tenantId: string) => string) {
    this.#toUri = toUri;
  }

  of(tenantId: string): JWTVerifyGetKey {
    const known = this.#known.get(tenantId);
    if (known) return known;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= maxTenants) this.#known.delete(oldest);
    const keys = createKeys(new URL(this.#toUri(tenantId)));
    this.#known.set(tenantId, keys);
    return keys;
  }
}

/** Keys that cannot be fetched are no fault of the token. */
function createKeys(uri: URL): JWTVerifyGetKey {
  const find = createRemoteJWKSet(uri);
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey) throw cause;
      throw new ProvisioningError(
        'service-unavailable',
        "The portal can't reach Microsoft to verify who you are. Try again in a minute.",
        { cause, retryable: true },
      );
    }
  };
}
