import type { Cloud } from '../microsoft/clouds.js';
import { ProvisioningError, toProvisioningError } from '../model/errors.js';
import type { AccessToken, Auth, AuthState, SignInOptions, TokenOptions } from './auth.js';
import { adminConsentKeys } from './consent/admin-consent-keys.js';
import { hasMsalTraces, type PageTraces } from './redirect/page-traces.js';

/** Those of this page that have loaded nothing yet, by client: when one signs in, the others follow. */
const notLoaded = new Map<string, Set<LazyAuth>>();

export interface LazyAuthOptions {
  readonly clientId: string;
  readonly cloud: Cloud;
  /** Loads the code that signs in. */
  readonly load: () => Promise<Auth>;
}

/** Loads the code for signing in only when somebody signs in. Until then nobody is signed in; from then on the loaded code does the work. */
export class LazyAuth implements Auth {
  readonly cloud: Cloud;
  readonly #options: LazyAuthOptions;
  readonly #listeners = new Set<() => void>();
  #auth: Auth | undefined;
  #loading: Promise<Auth> | undefined;
  #error: ProvisioningError | undefined;
  #disposed = false;

  constructor(options: LazyAuthOptions) {
    this.cloud = options.cloud;
    this.#options = options;
    const others = notLoaded.get(options.clientId) ?? new Set();
    notLoaded.set(options.clientId, others.add(this));
  }

  get state(): AuthState {
    return this.#auth?.state ?? { status: 'signed-out', ...(this.#error ? { error: this.#error } : {}) };
  }

  get grantedScopes(): readonly string[] {
    return this.#auth?.grantedScopes ?? [];
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async signIn(options?: SignInOptions): Promise<void> {
    const auth = await this.#loadOnce();
    for (const other of notLoaded.get(this.#options.clientId) ?? []) void other.#follow();
    await auth.signIn(options);
  }

  async prepare(): Promise<void> {
    await (await this.#loadOnce()).prepare?.();
  }

  async signOut(): Promise<void> {
    await this.#auth?.signOut();
  }

  async getToken(scopes: readonly string[], options?: TokenOptions): Promise<AccessToken> {
    if (!this.#auth) throw new ProvisioningError('not-signed-in', 'No one is signed in.');
    return this.#auth.getToken(scopes, options);
  }

  adminConsentUrl(scopes: readonly string[]): string | undefined {
    return this.#auth?.adminConsentUrl(scopes);
  }

  dispose(): void {
    this.#disposed = true;
    this.#leave();
    this.#auth?.dispose();
  }

  #loadOnce(): Promise<Auth> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<Auth> {
    try {
      const auth = await this.#options.load();
      this.#leave();
      this.#error = undefined;
      if (this.#disposed) auth.dispose();
      this.#auth = auth;
      auth.subscribe(() => this.#notify());
      return auth;
    } catch (cause) {
      // Offline, say: the next attempt may load.
      this.#loading = undefined;
      const error = toProvisioningError(cause);
      this.#error = error;
      this.#notify();
      throw error;
    }
  }

  /** Another one of this page signs in; what went wrong with following is told by the state. */
  async #follow(): Promise<void> {
    await this.#loadOnce().catch((_error: ProvisioningError) => undefined);
  }

  #leave(): void {
    notLoaded.get(this.#options.clientId)?.delete(this);
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether this page load brought something that the code for signing in has to look at. */
export function needsSignInCode(page: PageTraces, clientId: string): boolean {
  return (
    hasMsalTraces(page, clientId) ||
    new URLSearchParams(page.location.search).has('state') ||
    Boolean(page.storage.get(adminConsentKeys.answer))
  );
}
