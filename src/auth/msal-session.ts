import type { Cloud } from '../model/cloud.js';
import { ProvisioningError } from '../model/errors.js';
import { AdminConsent } from './admin-consent.js';
import type { AdminConsentAnswer } from './consent.js';
import { adminConsentEndpoint, createAdminConsentUrl } from './consent.js';
import { signOutReturnKey } from './admin-consent-keys.js';
import type { AccessToken, Auth, AuthState, SignInOptions, TokenOptions } from './auth.js';
import type { Interaction } from './auth-options.js';
import { AuthStore } from './auth-store.js';
import { findMsalAccount, toAccount } from './msal-accounts.js';
import { toAuthError, type RequestFacts } from './msal-errors.js';
import type { MsalAccount, MsalLike, MsalResult, MsalTokenRequest } from './msal-like.js';
import type { OpenMsal } from './msal-registry.js';
import { readSessionStorage } from './page-traces.js';
import { rememberRequest } from './pending-request.js';
import { forgetAbandonedPopup, hasAbandonedPopup, runAlone, runPopup } from './popup.js';
import { stopOnAbort } from './stop-on-abort.js';
import { toScopeNames, toScopeUris } from './token-scopes.js';

/** What differs between MSAL made by us and MSAL brought by the host. */
export interface MsalSessionSettings {
  readonly cloud: Cloud;
  readonly interaction: Interaction;
  /** MSAL, with redirects handled once for the page. */
  readonly open: () => Promise<OpenMsal>;
  /** Tells when MSAL is opened by another provider of the page. */
  readonly onOpenElsewhere?: (listener: () => void) => () => void;
  /** Whether MSAL has anything to do before somebody signs in. */
  readonly openAtStart: boolean;
  /** Names the remembered request of a redirect. */
  readonly requestKey: string;
  /** Whether MSAL's active account is ours to set. */
  readonly ownsActiveAccount: boolean;
  /** Try `ssoSilent` at the start. */
  readonly silentSignIn: boolean;
  readonly loginHint?: string;
  readonly redirectUri?: string;
  /** MSAL's policy for silent requests; 2 keeps it from hidden frames. */
  readonly cacheLookupPolicy?: 0 | 2;
  /** For the admin consent link. */
  readonly clientId?: string;
  readonly tenantId?: string;
  readonly adminConsentEndpoint?: string | false;
}

const signInScopes = ['User.Read'];

/** `Auth` over an instance of MSAL. */
export class MsalSession implements Auth {
  readonly cloud: Cloud;
  readonly #settings: MsalSessionSettings;
  readonly #store: AuthStore;
  readonly #consent: AdminConsent | undefined;
  readonly #started: Promise<void>;
  #opening: Promise<MsalLike> | undefined;
  #stopEvents: (() => void) | undefined;
  readonly #stopWaiting: (() => void) | undefined;
  #disposed = false;
  /** Home account id of whom this session signed in, where MSAL's active account is the host's. */
  #chosen: string | undefined;
  #error: ProvisioningError | undefined;
  #interacting = 0;

  constructor(settings: MsalSessionSettings) {
    this.cloud = settings.cloud;
    this.#settings = settings;
    this.#store = new AuthStore({ status: settings.openAtStart ? 'starting' : 'signed-out' });
    this.#consent = settings.clientId
      ? new AdminConsent(settings.clientId, (answer) => this.#takeConsent(answer))
      : undefined;
    this.#started = settings.openAtStart ? this.#start() : Promise.resolve();
    this.#stopWaiting = settings.onOpenElsewhere?.(() => void this.#settle(this.#open()));
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

  async prepare(): Promise<void> {
    await this.#open();
  }

  async signIn({ scopes = [], claims, switchAccount = false }: SignInOptions = {}): Promise<void> {
    const facts: RequestFacts = { scopes, claims };
    await this.#interact(facts, async (msal, waited) => {
      const account = switchAccount ? undefined : this.#findAccount(msal);
      const asked = toScopeUris(this.cloud, [...new Set([...signInScopes, ...scopes])]);
      // Whoever waited for another sign-in may have got what was wanted with it.
      if (waited && account && !claims && (await this.#isHeld(msal, account, asked))) return;
      const { loginHint, redirectUri } = this.#settings;
      const request: MsalTokenRequest = {
        scopes: asked,
        ...(account ? { account } : loginHint && !switchAccount ? { loginHint } : {}),
        ...(claims ? { claims } : {}),
        ...(switchAccount ? { prompt: 'select_account' } : {}),
        ...(redirectUri ? { redirectUri } : {}),
      };
      if (this.#settings.interaction === 'redirect') {
        forgetAbandonedPopup();
        rememberRequest(this.#settings.requestKey, facts);
        return msal.acquireTokenRedirect(request);
      }
      this.#adopt(msal, await this.#acquireInPopup(msal, request));
    });
  }

  async signOut(): Promise<void> {
    this.#error = undefined;
    try {
      await runAlone(async () => this.#signOut(await this.#open()));
    } catch (thrown) {
      throw toAuthError(thrown, { scopes: [] });
    } finally {
      await this.#settle(this.#opening);
    }
  }

  async getToken(scopes: readonly string[], { claims, signal }: TokenOptions = {}): Promise<AccessToken> {
    signal?.throwIfAborted();
    await stopOnAbort(this.#started, signal);
    const msal =
      this.#settings.openAtStart || this.#opening ? await stopOnAbort(this.#open(), signal) : undefined;
    const account = msal && this.#findAccount(msal);
    if (!account) throw new ProvisioningError('not-signed-in', 'Nobody is signed in.');
    const { redirectUri, cacheLookupPolicy } = this.#settings;
    const silent = msal.acquireTokenSilent({
      scopes: toScopeUris(this.cloud, scopes.length > 0 ? scopes : signInScopes),
      account,
      ...(claims ? { claims } : {}),
      ...(redirectUri ? { redirectUri } : {}),
      ...(cacheLookupPolicy === undefined ? {} : { cacheLookupPolicy }),
    });
    const result = await stopOnAbort(silent, signal).catch((thrown: unknown) => {
      const error = toAuthError(thrown, { scopes, claims });
      // Whoever shows the account shows the button, too; no further token comes without it.
      if (error.code === 'sign-in-again') this.#fail(msal, error);
      throw error;
    });
    if (this.#error?.code === 'sign-in-again') this.#fail(msal, undefined);
    this.#store.noteScopes(toAccount(account).id, result.scopes);
    return { token: result.accessToken, scopes: toScopeNames(result.scopes) };
  }

  adminConsentUrl(scopes: readonly string[]): string | undefined {
    const { clientId, redirectUri, tenantId, adminConsentEndpoint: endpoint } = this.#settings;
    if (!clientId || !redirectUri || !this.#consent || endpoint === false || typeof location === 'undefined')
      return undefined;
    const { state } = this;
    const tenant = state.status === 'signed-in' ? state.account.tenantId : tenantId;
    return createAdminConsentUrl({
      endpoint: endpoint ?? adminConsentEndpoint(this.cloud.login, tenant),
      clientId,
      scopes: toScopeUris(this.cloud, scopes),
      redirectUri,
      state: this.#consent.createState(),
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#stopWaiting?.();
    this.#stopEvents?.();
    this.#consent?.dispose();
  }

  async #start(): Promise<void> {
    try {
      const msal = await this.#open();
      if (this.#settings.silentSignIn && !this.#findAccount(msal) && !this.#error)
        await this.#signInSilently(msal);
      this.#refresh(msal);
      this.#consent?.takeLeftAnswer();
    } catch (error) {
      this.#store.state = { status: 'signed-out', error: toAuthError(error, { scopes: [] }) };
    }
  }

  #open(): Promise<MsalLike> {
    this.#opening ??= this.#settings.open().then(({ msal, answer }) => {
      this.#listen(msal);
      if (answer.result) this.#adopt(msal, answer.result);
      this.#error = answer.error;
      return msal;
    });
    this.#opening.catch(() => (this.#opening = undefined));
    return this.#opening;
  }

  #listen(msal: MsalLike): void {
    if (this.#disposed) return;
    // Names of events differ between MSAL's versions: whatever happened, the accounts are read again.
    const id = msal.addEventCallback(() => this.#refresh(msal));
    this.#stopEvents = () => {
      if (id !== null) msal.removeEventCallback(id);
    };
  }

  /** Runs one interaction, alone on this page, and shows it in the state. */
  async #interact(
    facts: RequestFacts,
    work: (msal: MsalLike, waited: boolean) => Promise<void>,
  ): Promise<void> {
    this.#interacting += 1;
    this.#error = undefined;
    if (this.state.status !== 'signed-in') this.#store.state = { status: 'signing-in' };
    try {
      await runAlone(async (waited) => work(await this.#open(), waited));
    } catch (thrown) {
      this.#error = toAuthError(thrown, facts);
      throw this.#error;
    } finally {
      this.#interacting -= 1;
      await this.#settle(this.#opening);
    }
  }

  async #signOut(msal: MsalLike): Promise<void> {
    const account = this.#findAccount(msal);
    if (!account) return;
    const { redirectUri, interaction } = this.#settings;
    const request = { account, ...(redirectUri ? { postLogoutRedirectUri: redirectUri } : {}) };
    this.#chosen = undefined;
    forgetAbandonedPopup();
    if (interaction === 'redirect') {
      readSessionStorage()?.setItem(signOutReturnKey, location.href);
      return msal.logoutRedirect(request);
    }
    await runPopup(msal, () => msal.logoutPopup(request)).catch((error: unknown) => {
      // The tokens are gone once the window is open; closing it early leaves the session at Microsoft alone.
      if (this.#findAccount(msal)) throw error;
    });
  }

  #fail(msal: MsalLike, error: ProvisioningError | undefined): void {
    this.#error = error;
    this.#refresh(msal);
  }

  /** Shows how things stand, once MSAL is open or could not be. */
  async #settle(opening: Promise<MsalLike> | undefined): Promise<void> {
    const msal = await opening?.catch(() => undefined);
    if (msal) this.#refresh(msal);
    else if (this.#interacting === 0)
      this.#store.state = { status: 'signed-out', ...(this.#error ? { error: this.#error } : {}) };
  }

  async #acquireInPopup(msal: MsalLike, request: MsalTokenRequest): Promise<MsalResult> {
    return runPopup(msal, () => {
      const answer = msal.acquireTokenPopup({
        ...request,
        overrideInteractionInProgress: hasAbandonedPopup(),
      });
      // The answer of a window that only looked closed still counts.
      answer.then(
        (result) => this.#adopt(msal, result),
        () => undefined,
      );
      return answer;
    });
  }

  async #signInSilently(msal: MsalLike): Promise<void> {
    const { loginHint, redirectUri } = this.#settings;
    try {
      const result = await msal.ssoSilent({
        scopes: toScopeUris(this.cloud, signInScopes),
        ...(loginHint ? { loginHint } : {}),
        ...(redirectUri ? { redirectUri } : {}),
      });
      this.#adopt(msal, result);
    } catch (error) {
      const { code } = toAuthError(error, { scopes: signInScopes });
      // Not being signed in at Microsoft, or not having consented yet, is the usual case: the button is there for it.
      if (code === 'offline' || code === 'setting-wrong') throw error;
    }
  }

  async #isHeld(msal: MsalLike, account: MsalAccount, scopes: string[]): Promise<boolean> {
    return msal.acquireTokenSilent({ scopes, account, cacheLookupPolicy: 2 }).then(
      () => true,
      () => false,
    );
  }

  #adopt(msal: MsalLike, { account, scopes }: MsalResult): void {
    if (!account) return;
    this.#chosen = account.homeAccountId;
    if (this.#settings.ownsActiveAccount) msal.setActiveAccount(account);
    this.#error = undefined;
    this.#refresh(msal);
    this.#store.noteScopes(toAccount(account).id, scopes);
  }

  #findAccount(msal: MsalLike): MsalAccount | undefined {
    // The active account is shared by every provider of this client; a private choice only where it is the host's.
    return findMsalAccount(msal, this.#settings.ownsActiveAccount ? undefined : this.#chosen);
  }

  #refresh(msal: MsalLike): void {
    if (this.#interacting > 0 || this.#disposed) return;
    const account = this.#findAccount(msal);
    const error = this.#error ? { error: this.#error } : {};
    this.#store.state = account
      ? { status: 'signed-in', account: toAccount(account), ...error }
      : { status: 'signed-out', ...error };
  }

  #takeConsent(answer: AdminConsentAnswer): void {
    const fail = (error: ProvisioningError): void => {
      this.#error = error;
      void this.#settle(this.#opening);
    };
    if (!answer.granted) return fail(new ProvisioningError('consent-required', answer.message));
    this.#error = undefined;
    void this.#settle(this.#opening);
    // Learns the new permissions, so that who waits for them tries again.
    if (this.state.status === 'signed-in')
      this.getToken(toScopeNames(answer.scopes)).catch((thrown: unknown) =>
        fail(toAuthError(thrown, { scopes: [] })),
      );
  }
}
