import type { Account, Auth } from '../auth/auth.js';
import { createHostTokenAuth } from '../auth/host-token-auth.js';
import { roleTemplates, type Emulator, type RoleName, type UserState } from '../emulator/index.js';
import { ProvisioningError } from '../model/errors.js';

export interface DemoAuthOptions {
  /** Start signed out; signing in works. */
  readonly signedOut?: boolean;
  /** Permissions granted so far; others are refused until asked for. Default: all. */
  readonly scopes?: readonly string[];
  /** Whether asking for more grants it. Default: true. */
  readonly consenting?: boolean;
  /** Directory roles by name. Default: Global Administrator. */
  readonly roles?: readonly RoleName[];
  /** Who is signed in: a place in the tenant's list of people. Default: the administrator. */
  readonly person?: number;
  /** What somebody else is called who is signed in after the account was switched. Default: the same person. */
  readonly otherPerson?: { readonly name: string; readonly username: string };
  /** Replaces getting tokens, e.g. by a failure. */
  readonly failToken?: () => Error | undefined;
  /** The page where an administrator allows more. Default: there is none. */
  readonly consentUrl?: string;
  /** Where the tenant's Graph is asked. Default: its cloud's own origin. */
  readonly graphOrigin?: string;
}

type Person = Pick<UserState, 'id' | 'displayName' | 'userPrincipalName'>;

/** Somebody signed in to an emulated tenant, through the adapter for hosts that have their own tokens. */
export function createDemoAuth(emulator: Emulator, options: DemoAuthOptions = {}): Auth {
  const { consenting = true, roles } = options;
  const listeners = new Set<() => void>();
  const granted = options.scopes ? new Set(options.scopes) : undefined;
  let signedIn = !options.signedOut;
  const { administrator } = emulator.tenant;
  const listOthers = (): UserState[] => emulator.state().users.filter(({ id }) => id !== administrator.id);
  let person = describe(options.person === undefined ? administrator : pick(listOthers(), options.person));
  const announce = (): void => listeners.forEach((listener) => listener());
  return createHostTokenAuth({
    ...(options.graphOrigin === undefined ? {} : { graphOrigin: options.graphOrigin }),
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
        person = { ...describe(pick(listOthers(), -1)), ...options.otherPerson };
      signedIn = true;
      announce();
    },
    async signOut() {
      signedIn = false;
      announce();
    },
    adminConsentUrl: (scopes) =>
      options.consentUrl && `${options.consentUrl}?scope=${encodeURIComponent(scopes.join(' '))}`,
  });
}

function describe({
  id,
  displayName,
  userPrincipalName,
}: Person): Pick<Account, 'objectId' | 'name' | 'username'> {
  return { objectId: id, name: displayName, username: userPrincipalName };
}

function pick(people: readonly UserState[], place: number): UserState {
  const person = people.at(place);
  if (!person) throw new RangeError(`The tenant has nobody at ${place}.`);
  return person;
}
