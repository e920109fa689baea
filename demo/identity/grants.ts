import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';

export const openIdScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

type Grant = InstanceType<Provider['Grant']>;

/** One grant per person and client. What it covers is read from the consents. */
export class Grants {
  #provider: Provider | undefined;
  readonly #ids = new Map<string, { personId: string; grantId: string }>();
  readonly #revoked = new Set<string>();

  attach(provider: Provider): void {
    this.#provider = provider;
  }

  /** The grant under which the signed-in person uses the client; made when there is none. */
  async load({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
    const { client, session, provider } = oidc;
    const personId = session?.accountId;
    if (!client || !personId) return undefined;
    const key = `${client.clientId} ${personId}`;
    const known = await provider.Grant.find(this.#ids.get(key)?.grantId ?? '');
    if (known) return known;
    const grant = new provider.Grant({ accountId: personId, clientId: client.clientId });
    grant.addOIDCScope(openIdScopes.join(' '));
    this.#ids.set(key, { personId, grantId: await grant.save() });
    return grant;
  }

  /** Makes a person's refresh tokens and sessions worthless. */
  async revoke(personId: string): Promise<void> {
    this.#revoked.add(personId);
    for (const grant of this.#ids.values())
      if (grant.personId === personId) await this.#provider?.RefreshToken.revokeByGrantId(grant.grantId);
  }

  isRevoked(personId: string | undefined): boolean {
    return personId !== undefined && this.#revoked.has(personId);
  }

  /** The person has signed in again. */
  restore(personId: string): void {
    this.#revoked.delete(personId);
  }
}
