import type { ProvisioningError } from '../model/errors.js';
import type { AccessToken, Account, AuthState } from './auth.js';
import { isSameAccount } from './same-account.js';
import { readRoleIds, readTokenClaims, toScopeNames } from './scopes/token-scopes.js';

/** The observable part of every `Auth`. */
export class AuthStore {
  #state: AuthState;
  #grantedScopes: readonly string[] = [];
  #roleIds: readonly string[] | undefined;
  /** Whose the granted scopes and roles are: a sign-in in between does not end them, another account does. */
  #holder: Account | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(state: AuthState) {
    this.#state = state;
  }

  get state(): AuthState {
    const state = this.#state;
    if (state.status !== 'signed-in' || !this.#roleIds) return state;
    // Graph judges by the newest token.
    return { ...state, account: { ...state.account, roleIds: this.#roleIds } };
  }

  set state(state: AuthState) {
    if (isSameState(this.#state, state)) return;
    if (state.status === 'signed-in') this.#hold(state.account);
    if (state.status === 'signed-out') this.#hold(undefined);
    this.#state = state;
    this.#notify();
  }

  get grantedScopes(): readonly string[] {
    return this.#grantedScopes;
  }

  /** Takes what an account's newest token says: its scopes, in any form, and the person's roles. */
  noteToken(account: Account, { token, scopes }: AccessToken): void {
    this.#hold(account);
    const names = toScopeNames(scopes);
    const roleIds = readRoleIds(readTokenClaims(token)) ?? this.#roleIds;
    if (names.join() === this.#grantedScopes.join() && roleIds?.join() === this.#roleIds?.join()) return;
    this.#grantedScopes = names;
    this.#roleIds = roleIds;
    this.#notify();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #hold(account: Account | undefined): void {
    if (!isSameAccount(account, this.#holder)) {
      this.#grantedScopes = [];
      this.#roleIds = undefined;
    }
    this.#holder = account;
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function isSameState(before: AuthState, after: AuthState): boolean {
  return (
    before.status === after.status &&
    readError(before) === readError(after) &&
    JSON.stringify(readAccount(before)) === JSON.stringify(readAccount(after))
  );
}

function readError(state: AuthState): ProvisioningError | undefined {
  return 'error' in state ? state.error : undefined;
}

function readAccount(state: AuthState): Account | undefined {
  return state.status === 'signed-in' ? state.account : undefined;
}
