import type { Cloud } from '../microsoft/clouds.js';
import { ProvisioningError, toProvisioningError } from '../model/errors.js';
import { readCloud, type CloudOptions } from './auth-options.js';
import { AuthStore } from './auth-store.js';
import type { AccessToken, Account, Auth, AuthState, SignInOptions, TokenOptions } from './auth.js';
import { isMsalError, toAuthError } from './msal/msal-errors.js';
import {
  isGraphScope,
  readTokenScopes,
  readTokenSubject,
  toScopeNames,
  toScopeUris,
} from './scopes/token-scopes.js';
import { stopOnAbort } from './stop-on-abort.js';

/** What a host's token function is told. */
export interface HostTokenRequest {
  /** Permission names, e.g. `User.Read.All`. Those of another API than Graph are whole: `api://<client id>/access_as_user`. */
  readonly scopes: readonly string[];
  /** The same as full scopes. All of them are of one API. */
  readonly scopeUris: readonly string[];
  /** JSON of a claims challenge: a token from a cache won't do. */
  readonly claims?: string;
  readonly signal?: AbortSignal;
}

export interface HostTokenOptions extends CloudOptions {
  /**
   * A token for Graph, or for the other API that the scopes name, without interaction. Throw a `ProvisioningError` (`consent-required`, `sign-in-again`) or an
   * MSAL error to say what is missing.
   */
  readonly getToken: (request: HostTokenRequest) => Promise<string | AccessToken>;
  /** How long `getToken` may take, in milliseconds; then it counts as `sign-in-again`. Default: a minute. */
  readonly timeoutMs?: number;
  /** Who is signed in now; undefined for nobody. */
  readonly account: () => Account | undefined;
  /** Calls the listener when `account` changes; returns what ends that. */
  readonly subscribe?: (listener: () => void) => () => void;
  /** Absent where the portal itself signs people in before this page shows. */
  readonly signIn?: (options: SignInOptions) => Promise<void>;
  readonly signOut?: () => Promise<void>;
  readonly adminConsentUrl?: (scopes: readonly string[]) => string | undefined;
}

/** Gets tokens from the host. The library then never talks to the sign-in service itself. */
export function createHostTokenAuth(options: HostTokenOptions): Auth {
  return new HostTokenAuth(options);
}

class HostTokenAuth implements Auth {
  readonly cloud: Cloud;
  readonly #options: HostTokenOptions;
  readonly #store = new AuthStore({ status: 'signed-out' });
  readonly #stop: (() => void) | undefined;
  #error: ProvisioningError | undefined;

  constructor(options: HostTokenOptions) {
    this.cloud = readCloud(options);
    this.#options = options;
    this.#stop = options.subscribe?.(() => this.#refresh());
    this.#refresh();
  }

  get state(): AuthState {
    return this.#store.state;
  }

  get grantedScopes(): readonly string[] {
    return this.#store.grantedScopes;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  async signIn(options: SignInOptions = {}): Promise<void> {
    const { signIn } = this.#options;
    if (!signIn)
      throw new ProvisioningError(
        'sign-in-failed',
        'Sign in through the portal: it provides the tokens for this page.',
      );
    await this.#interact({ scopes: options.scopes ?? [], claims: options.claims }, () => signIn(options));
  }

  async signOut(): Promise<void> {
    const { signOut } = this.#options;
    if (!signOut) throw new ProvisioningError('sign-in-failed', 'Sign out through the portal.');
    await this.#interact({ scopes: [] }, () => signOut());
  }

  async getToken(scopes: readonly string[], { claims, signal }: TokenOptions = {}): Promise<AccessToken> {
    this.#refresh();
    if (!this.#options.account()) throw new ProvisioningError('not-signed-in', 'No one is signed in.');
    try {
      const asked = this.#options.getToken({
        scopes,
        scopeUris: toScopeUris(this.cloud, scopes),
        ...(claims ? { claims } : {}),
        ...(signal ? { signal } : {}),
      });
      const answer = await stopOnAbort(answerInTime(asked, this.#options.timeoutMs), signal);
      const token =
        typeof answer === 'string' ? { token: answer, scopes: readTokenScopes(answer) ?? scopes } : answer;
      return this.#take(
        token,
        scopes.every((scope) => isGraphScope(this.cloud, scope)),
      );
    } catch (thrown) {
      const error = isMsalError(thrown)
        ? toAuthError(thrown, { scopes, claims })
        : toProvisioningError(thrown);
      // Whoever shows the account shows the button, too; no further token comes without it.
      if (error.code === 'sign-in-again') this.#error = error;
      this.#refresh();
      throw error;
    }
  }

  adminConsentUrl(scopes: readonly string[]): string | undefined {
    return this.#options.adminConsentUrl?.(scopes);
  }

  dispose(): void {
    this.#stop?.();
  }

  async #interact(
    facts: { scopes: readonly string[]; claims?: string | undefined },
    work: () => Promise<void>,
  ) {
    this.#error = undefined;
    if (this.state.status !== 'signed-in') this.#store.state = { status: 'signing-in' };
    try {
      await work();
    } catch (thrown) {
      this.#error = toAuthError(thrown, facts);
      throw this.#error;
    } finally {
      this.#refresh();
    }
  }

  #take(token: AccessToken, isGraphs: boolean): AccessToken {
    const subject = readTokenSubject(token.token) ?? token.subject;
    const taken = {
      token: token.token,
      scopes: toScopeNames(token.scopes),
      ...(subject ? { subject } : {}),
    };
    if (this.#error?.code === 'sign-in-again') this.#error = undefined;
    this.#refresh();
    const { state } = this;
    // What Graph allows is not for another API's token to say.
    if (isGraphs && state.status === 'signed-in') this.#store.noteToken(state.account, taken);
    return taken;
  }

  #refresh(): void {
    const account = this.#options.account();
    const error = this.#error ? { error: this.#error } : {};
    this.#store.state = account
      ? { status: 'signed-in', account, ...error }
      : { status: 'signed-out', ...error };
  }
}

/** The host's token, unless it does not come: then nothing waits for it for ever. */
async function answerInTime<T>(asked: Promise<T>, timeoutMs = 60_000): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ProvisioningError('sign-in-again', 'The portal did not provide a token in time.')),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
