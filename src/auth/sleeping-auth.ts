import type { Cloud } from '../microsoft/clouds.js';
import { ProvisioningError } from '../model/errors.js';
import type { AccessToken, Auth, AuthState, SignInOptions, TokenOptions } from './auth.js';
import { adminConsentKeys } from './consent/admin-consent-keys.js';
import { hasMsalTraces, type PageTraces } from './redirect/page-traces.js';

/** Those of this page that sleep, by client: when one signs in, the others follow. */
const asleep = new Map<string, Set<SleepingAuth>>();

export interface SleepingAuthOptions {
  readonly clientId: string;
  readonly cloud: Cloud;
  /** Loads the code that signs in. */
  readonly load: () => Promise<Auth>;
}

/** Nobody is signed in, and the code for it is not loaded until somebody wants to. From then on it does the work. */
export class SleepingAuth implements Auth {
  readonly cloud: Cloud;
  readonly #options: SleepingAuthOptions;
  readonly #listeners = new Set<() => void>();
  #auth: Auth | undefined;
  #waking: Promise<Auth> | undefined;
  #error: ProvisioningError | undefined;
  #disposed = false;

  constructor(options: SleepingAuthOptions) {
    this.cloud = options.cloud;
    this.#options = options;
    const others = asleep.get(options.clientId) ?? new Set();
    asleep.set(options.clientId, others.add(this));
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
    const auth = await this.#wake();
    for (const other of asleep.get(this.#options.clientId) ?? []) void other.#follow();
    await auth.signIn(options);
  }

  async prepare(): Promise<void> {
    await (await this.#wake()).prepare?.();
  }

  async signOut(): Promise<void> {
    await this.#auth?.signOut();
  }

  async getToken(scopes: readonly string[], options?: TokenOptions): Promise<AccessToken> {
    if (!this.#auth) throw new ProvisioningError('not-signed-in', 'Nobody is signed in.');
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

  #wake(): Promise<Auth> {
    this.#waking ??= this.#load();
    return this.#waking;
  }

  async #load(): Promise<Auth> {
    try {
      const auth = await this.#options.load();
      this.#leave();
      this.#error = undefined;
      if (this.#disposed) auth.dispose();
      this.#auth = auth;
      auth.subscribe(() => this.#tell());
      return auth;
    } catch (cause) {
      // Offline, say: the next attempt may load.
      this.#waking = undefined;
      this.#error = new ProvisioningError('offline', 'The code for signing in could not be loaded.', {
        cause,
        retryable: true,
      });
      this.#tell();
      throw this.#error;
    }
  }

  /** Another one of this page signs in; what went wrong with following is told by the state. */
  async #follow(): Promise<void> {
    await this.#wake().catch((_error: ProvisioningError) => undefined);
  }

  #leave(): void {
    asleep.get(this.#options.clientId)?.delete(this);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether this page load brought something that the code for signing in has to look at. */
export function mustWake(page: PageTraces, clientId: string): boolean {
  return (
    hasMsalTraces(page, clientId) ||
    new URLSearchParams(page.location.search).has('state') ||
    Boolean(page.storage.get(adminConsentKeys.answer))
  );
}
