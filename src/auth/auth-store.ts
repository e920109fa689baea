import type { AuthState } from './auth.js';
import { toScopeNames } from './token-scopes.js';

/** The observable part of every `Auth`. */
export class AuthStore {
  #state: AuthState;
  #grantedScopes: readonly string[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(state: AuthState) {
    this.#state = state;
  }

  get state(): AuthState {
    return this.#state;
  }

  set state(state: AuthState) {
    const before = this.#state;
    if (isSameState(before, state)) return;
    if (readAccountId(before) !== readAccountId(state) && state.status !== 'signing-in')
      this.#grantedScopes = [];
    this.#state = state;
    this.#tell();
  }

  get grantedScopes(): readonly string[] {
    return this.#grantedScopes;
  }

  /** Takes the scopes of a token, in any form. A later token of the same person may carry fewer. */
  noteScopes(scopes: Iterable<string>): void {
    const names = toScopeNames(scopes);
    if (names.join() === this.#grantedScopes.join()) return;
    this.#grantedScopes = names;
    this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function readAccountId(state: AuthState): string | undefined {
  return state.status === 'signed-in' ? state.account.id : undefined;
}

function isSameState(before: AuthState, after: AuthState): boolean {
  return (
    JSON.stringify(withoutError(before)) === JSON.stringify(withoutError(after)) &&
    readError(before) === readError(after)
  );
}

function readError(state: AuthState): unknown {
  return 'error' in state ? state.error : undefined;
}

function withoutError(state: AuthState): unknown {
  return { ...state, error: undefined };
}
