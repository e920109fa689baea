import type { ProvisioningError } from '../model/errors.js';
import type { Account, AuthState } from './auth.js';
import { toScopeNames } from './token-scopes.js';

/** The observable part of every `Auth`. */
export class AuthStore {
  #state: AuthState;
  #grantedScopes: readonly string[] = [];
  /** Whose the granted scopes are: a sign-in in between does not end them, another account does. */
  #holderId: string | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(state: AuthState) {
    this.#state = state;
  }

  get state(): AuthState {
    return this.#state;
  }

  set state(state: AuthState) {
    if (isSameState(this.#state, state)) return;
    if (state.status === 'signed-in') this.#hold(state.account.id);
    if (state.status === 'signed-out') this.#hold(undefined);
    this.#state = state;
    this.#tell();
  }

  get grantedScopes(): readonly string[] {
    return this.#grantedScopes;
  }

  /** Takes the scopes of an account's newest token, in any form. */
  noteScopes(accountId: string, scopes: Iterable<string>): void {
    this.#hold(accountId);
    const names = toScopeNames(scopes);
    if (names.join() === this.#grantedScopes.join()) return;
    this.#grantedScopes = names;
    this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #hold(accountId: string | undefined): void {
    if (accountId !== this.#holderId) this.#grantedScopes = [];
    this.#holderId = accountId;
  }

  #tell(): void {
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
