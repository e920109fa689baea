import type { Cloud } from '../../microsoft/clouds.js';
import { ProvisioningError } from '../../model/errors.js';
import { AuthStore } from '../auth-store.js';
import type { AccessToken, Auth, AuthState, SignInOptions, TokenOptions } from '../auth.js';
import { AdminConsent } from '../consent/admin-consent.js';
import { type AdminConsentAnswer, adminConsentEndpoint, createAdminConsentUrl } from '../consent/consent.js';
import { RefusedScopes, refusedScopesOf } from '../scopes/refused-scopes.js';
import { groupByApi, isGraphScope, toScopeNames, toScopeUris } from '../scopes/token-scopes.js';
import { chooseGranted } from '../scopes/wider-scopes.js';
import { stopOnAbort } from '../stop-on-abort.js';
import { findMsalAccount, toAccount, toSubject } from './msal-accounts.js';
import { toAuthError, type RequestFacts } from './msal-errors.js';
import {
  acquireByPopup,
  acquireByRedirect,
  acquireBySession,
  createTokenRequest,
  endSession,
  signInScopes,
} from './msal-interactions.js';
import type { MsalAccount, MsalLike, MsalResult } from './msal-like.js';
import type { MsalSessionSettings } from './msal-session-settings.js';
import { runAlone } from './popup.js';

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
  /** Shared by all providers over this instance, once it is open. */
  #refused = new RefusedScopes();

  constructor(settings: MsalSessionSettings) {
    this.cloud = settings.cloud;
    this.#settings = settings;
    this.#store = new AuthStore({ status: settings.openAtStart ? 'starting' : 'signed-out' });
    this.#consent = settings.clientId
      ? new AdminConsent(settings.clientId, (answer) => this.#takeConsent(answer))
      : undefined;
    this.#started = settings.openAtStart ? this.#start() : Promise.resolve();
    if (!settings.openAtStart) this.#consent?.takeLeftAnswer();
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

  async signIn(options: SignInOptions = {}): Promise<void> {
    const { scopes = [], claims, switchAccount } = options;
    const facts: RequestFacts = { scopes, claims };
    await this.#interact(facts, async (msal, waited) => {
      const account = this.#findAccount(msal);
      const request = createTokenRequest(this.#settings, options, account);
      // Whoever waited for another sign-in may have got what was wanted with it.
      const held = waited && account && !claims && !switchAccount;
      if (held && (await this.#isHeld(msal, account, [...signInScopes, ...scopes]))) return;
      const { interaction, requestKey } = this.#settings;
      if (interaction === 'redirect') return acquireByRedirect(msal, requestKey, request, facts);
      await acquireByPopup(msal, request, (result) => this.#adopt(msal, result));
    });
  }

  async signOut(): Promise<void> {
    this.#error = undefined;
    try {
      await runAlone(async () => {
        const msal = await this.#open();
        const account = this.#findAccount(msal);
        this.#chosen = undefined;
        if (account) await endSession(msal, this.#settings, account);
      });
    } catch (thrown) {
      throw toAuthError(thrown, { scopes: [] });
    } finally {
      await this.#settle(this.#opening);
    }
  }

  async getToken(scopes: readonly string[], { claims, signal }: TokenOptions = {}): Promise<AccessToken> {
    try {
      return await stopOnAbort(this.#acquireSilently(scopes, claims), signal);
    } catch (thrown) {
      throw toAuthError(thrown, { scopes, claims });
    }
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
      if (this.#settings.silentSignIn && !this.#findAccount(msal) && !this.#error) {
        const result = await acquireBySession(msal, this.#settings);
        if (result) this.#adopt(msal, result);
      }
      this.#refresh(msal);
      this.#consent?.takeLeftAnswer();
    } catch (error) {
      this.#store.state = { status: 'signed-out', error: toAuthError(error, { scopes: [] }) };
    }
  }

  #open(): Promise<MsalLike> {
    this.#opening ??= this.#settings.open().then(({ msal, answer }) => {
      this.#listen(msal);
      this.#refused = refusedScopesOf(msal);
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

  async #acquireSilently(scopes: readonly string[], claims: string | undefined): Promise<AccessToken> {
    await this.#started;
    const msal = await (this.#settings.openAtStart ? this.#open() : this.#opening);
    const account = msal && this.#findAccount(msal);
    if (!account) throw new ProvisioningError('not-signed-in', 'No one is signed in.');
    if (groupByApi(this.cloud, scopes).length > 1)
      throw new ProvisioningError(
        'setting-wrong',
        'A token is for one API; these permissions are of several.',
      );
    const { redirectUri, cacheLookupPolicy } = this.#settings;
    const refusal = claims ? undefined : this.#refused.find(account.homeAccountId, scopes);
    if (refusal) throw toAuthError(refusal, { scopes });
    // A token is refused for what was not granted, also where something that was contains it.
    const asked = chooseGranted(this.grantedScopes, scopes.length > 0 ? scopes : signInScopes);
    const request = {
      scopes: toScopeUris(this.cloud, asked),
      account,
      ...(claims ? { claims } : {}),
      ...(redirectUri ? { redirectUri } : {}),
      ...(cacheLookupPolicy === undefined ? {} : { cacheLookupPolicy }),
    };
    const result = await msal.acquireTokenSilent(request).catch((thrown: unknown) => {
      const error = toAuthError(thrown, { scopes, claims });
      if (error.code === 'consent-required') this.#refused.note(account.homeAccountId, scopes, thrown);
      // Whoever shows the account shows the button, too; no further token comes without it.
      if (error.code === 'sign-in-again') this.#fail(msal, error);
      throw error;
    });
    if (this.#error?.code === 'sign-in-again') this.#fail(msal, undefined);
    const token = {
      token: result.accessToken,
      scopes: toScopeNames(result.scopes),
      ...(result.account ? { subject: toSubject(result.account) } : {}),
    };
    // What Graph allows is not for another API's token to say.
    if (scopes.every((scope) => isGraphScope(this.cloud, scope)))
      this.#store.noteToken(toAccount(account), token);
    return token;
  }

  async #isHeld(msal: MsalLike, account: MsalAccount, scopes: readonly string[]): Promise<boolean> {
    const requests = groupByApi(this.cloud, scopes).map((group) =>
      msal.acquireTokenSilent({ scopes: toScopeUris(this.cloud, group), account, cacheLookupPolicy: 2 }),
    );
    return Promise.all(requests).then(
      () => true,
      () => false,
    );
  }

  #adopt(msal: MsalLike, { account, accessToken: token, scopes }: MsalResult): void {
    if (!account) return;
    this.#refused.clear();
    this.#chosen = account.homeAccountId;
    if (this.#settings.ownsActiveAccount) msal.setActiveAccount(account);
    this.#error = undefined;
    this.#refresh(msal);
    this.#store.noteToken(toAccount(account), { token, scopes });
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
    this.#refused.clear();
    void this.#settle(this.#opening);
    // Learns the new permissions, so that who waits for them tries again.
    if (this.state.status === 'signed-in')
      this.getToken(toScopeNames(answer.scopes)).catch((thrown: unknown) =>
        fail(toAuthError(thrown, { scopes: [] })),
      );
  }
}
