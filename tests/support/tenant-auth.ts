import type { Auth } from '../../src/auth/auth.js';
import { createHostTokenAuth } from '../../src/auth/host-token-auth.js';
import { roleTemplates, type Emulator, type RoleName } from '../../src/emulator/index.js';
import { ProvisioningError } from '../../src/model/errors.js';

export interface TenantAuthOptions {
  /** Start signed out; signing in works. */
  readonly signedOut?: boolean;
  /** Permissions granted so far; others are refused until asked for. Default: all. */
  readonly scopes?: readonly string[];
  /** Whether asking for more grants it. Default: true. */
  readonly consenting?: boolean;
  /** Directory roles by name. Default: what the administrator holds. */
  readonly roles?: readonly RoleName[];
  /** Who is signed in: a place in the tenant's list of people. Default: the administrator. */
  readonly person?: number;
  /** What somebody else is called who is signed in after the account was switched. Default: the same person. */
  readonly otherPerson?: { readonly name: string; readonly username: string };
  /** Replaces getting tokens, e.g. by a failure. */
  readonly failToken?: () => Error | undefined;
  /** The app's name for the page where an administrator allows it. */
  readonly consentUrl?: string;
}

/** Somebody signed in to an emulated tenant, through the adapter for hosts that have their own tokens. */
export function createTenantAuth(emulator: Emulator, options: TenantAuthOptions = {}): Auth {
  const { consenting = true, roles } = options;
  const listeners = new Set<() => void>();
  const granted = options.scopes ? new Set(options.scopes) : undefined;
  let signedIn = !options.signedOut;
  const { administrator } = emulator.tenant;
  const others = (): string[] =>
    emulator
      .state()
      .users.map(({ id }) => id)
      .filter((id) => id !== administrator.id);
  const idAt = (place: number): string => {
    const id = others()[place];
    if (id === undefined) throw new Error(`The tenant has nobody at ${place}.`);
    return id;
  };
  let person =
    options.person === undefined
      ? { objectId: administrator.id, name: 'Adele Vance', username: administrator.userPrincipalName }
      : { objectId: idAt(options.person), name: 'A colleague', username: 'colleague@contoso.com' };
  const announce = (): void => listeners.forEach((listener) => listener());
  return createHostTokenAuth({
    account: () =>
      signedIn
        ? {
            ...person,
            tenantId: emulator.tenant.tenantId,
            roleIds: (roles ?? ['Global Administrator']).map((name) => roleTemplates[name]),
          }
        : undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async getToken({ scopes }) {
      const failure = options.failToken?.();
      if (failure) throw failure;
      const missing = granted ? scopes.filter((scope) => !granted.has(scope)) : [];
      if (missing.length > 0)
        throw new ProvisioningError('consent-required', `Nobody has allowed ${missing.join(', ')} yet.`, {
          scopes: missing,
        });
      const token = await emulator.issueToken({
        user: person.objectId,
        scopes: [...(granted ?? scopes)],
        // Who publishes is an administrator, whatever else the person is in the tenant.
        roles: roles ?? ['Global Administrator'],
      });
      return { token, scopes: [...(granted ?? scopes)] };
    },
    async signIn({ scopes = [], switchAccount = false }) {
      if (!consenting && scopes.length > 0)
        throw new ProvisioningError('consent-required', 'An administrator has to allow this.', { scopes });
      for (const scope of scopes) granted?.add(scope);
      if (switchAccount && options.otherPerson)
        person = { objectId: idAt(others().length - 1), ...options.otherPerson };
      signedIn = true;
      announce();
    },
    async signOut() {
      signedIn = false;
      announce();
    },
    adminConsentUrl: (scopes) =>
      `${options.consentUrl ?? 'https://login.microsoftonline.com/contoso.com/v2.0/adminconsent'}?scope=${encodeURIComponent(scopes.join(' '))}`,
  });
}
