import type { MsalLike } from '../msal/msal-like.js';

/** How long a refusal is believed, in milliseconds: an administrator may consent elsewhere meanwhile. */
const believedForMs = 300_000;

interface Refusal {
  readonly accountId: string;
  readonly scopes: readonly string[];
  /** What MSAL threw. */
  readonly thrown: unknown;
  readonly until: number;
}

/** Permissions that Microsoft just refused, so that it is not asked again before something has changed. */
export class RefusedScopes {
  #refusals: Refusal[] = [];

  /** What MSAL threw when it was asked for these permissions, or for some of them; undefined when nothing is known. */
  find(accountId: string, scopes: readonly string[]): unknown {
    const now = Date.now();
    this.#refusals = this.#refusals.filter(({ until }) => until > now);
    return this.#refusals.find(
      (refusal) => refusal.accountId === accountId && refusal.scopes.every((scope) => scopes.includes(scope)),
    )?.thrown;
  }

  note(accountId: string, scopes: readonly string[], thrown: unknown): void {
    this.#refusals.push({ accountId, scopes, thrown, until: Date.now() + believedForMs });
  }

  /** Somebody consented or signed in: everything may be different. */
  clear(): void {
    this.#refusals = [];
  }
}

const known = new WeakMap<MsalLike, RefusedScopes>();

/** The refusals that all providers over one instance of MSAL share. */
export function refusedScopesOf(msal: MsalLike): RefusedScopes {
  const refused = known.get(msal) ?? new RefusedScopes();
  known.set(msal, refused);
  return refused;
}
