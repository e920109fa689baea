import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { systemClock } from '../../graph/pace/clock.js';
import { TokenBucket } from '../../graph/pace/token-bucket.js';
import { ProvisioningError } from '../../model/errors.js';

/** How many tenants are remembered of whose people somebody came, and of which only a token said so. */
const provenAtMost = 1_000;
const unprovenAtMost = 100;

/** How often Microsoft may be asked about tenants of which no token was right yet: anybody can make some up. */
const unprovenRate = { burst: 100, perSecond: 5 };

/** The keys that tenants' tokens are signed with. jose fetches them when needed and keeps them. */
export class EntraKeys {
  readonly #toUri: (tenantId: string) => string;
  readonly #proven = new Map<string, JWTVerifyGetKey>();
  readonly #unproven = new Map<string, JWTVerifyGetKey>();
  readonly #bucket = new TokenBucket(unprovenRate, systemClock);

  /** @param toUri - where a tenant's keys are */
  constructor(toUri: (tenantId: string) => string) {
    this.#toUri = toUri;
  }

  /** @throws {ProvisioningError} `throttled` */
  of(tenantId: string): JWTVerifyGetKey {
    const proven = this.#proven.get(tenantId);
    if (proven) return proven;
    const retryAfterMs = this.#bucket.getDelay(1);
    if (retryAfterMs > 0)
      throw new ProvisioningError('throttled', 'Too many people come to the portal for the first time.', {
        retryable: true,
        retryAfterMs,
      });
    this.#bucket.take(1);
    const keys = this.#unproven.get(tenantId) ?? createKeys(new URL(this.#toUri(tenantId)));
    remember(this.#unproven, tenantId, keys, unprovenAtMost);
    return keys;
  }

  /** A token of this tenant was right. */
  prove(tenantId: string): void {
    const keys = this.#proven.get(tenantId) ?? this.#unproven.get(tenantId);
    this.#unproven.delete(tenantId);
    if (keys) remember(this.#proven, tenantId, keys, provenAtMost);
  }
}

/** The one that was used last is the last to be forgotten. */
function remember<T>(known: Map<string, T>, name: string, value: T, atMost: number): void {
  known.delete(name);
  known.set(name, value);
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size > atMost) known.delete(oldest);
}

/** Keys that cannot be fetched are no fault of the token. */
function createKeys(uri: URL): JWTVerifyGetKey {
  const find = createRemoteJWKSet(uri);
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
        throw cause;
      throw new ProvisioningError(
        'service-unavailable',
        "The portal can't reach Microsoft to verify who you are. Try again in a minute.",
        { cause, retryable: true },
      );
    }
  };
}
