import { ContextProvider } from '@lit/context';
import { LitElement, css, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators/property.js';
import { readCloud, type MsalAuthOptions } from '../../auth/auth-options.js';
import type { Account, Auth } from '../../auth/auth.js';
import type { IdentityEndpoints } from '../../auth/identity-endpoints.js';
import { needsSignInCode, LazyAuth } from '../../auth/lazy-auth.js';
import { readPage } from '../../auth/redirect/page-traces.js';
import { isSameAccount } from '../../auth/same-account.js';
import { createUnusableAuth } from '../../auth/unusable-auth.js';
import type { ServiceProvider } from '../../catalog/service-provider.js';
import type { AccountSession } from '../../context/account/account-session.js';
import type { AccountSettings } from '../../context/account/account-settings.js';
import { isSameSetting } from '../../context/account/same-setting.js';
import {
  authContext,
  connectionContext,
  hrefContext,
  sessionContext,
  type HrefOf,
} from '../../context/contexts.js';
import type { TenantGraph } from '../../context/graph-services.js';
import { tellError } from '../../controllers/tell-page.js';
import { emit } from '../../events.js';
import type { GraphTransport } from '../../graph/http/graph-transport.js';
import { type CloudName, clouds } from '../../microsoft/clouds.js';
import { readOrigin } from '../../model/address/endpoint.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import type { CanDo } from '../../model/host-action.js';
import { loadCode } from '../../model/page/load-code.js';
import { tellDeveloper } from '../../model/page/tell-developer.js';
import type { PublishPolicy } from '../../publishing/review/review-input.js';
import type { ConnectorSource } from '../../services/connectors.js';
import type { OpenStore } from '../../store/store.js';
import { checked, settingProblems } from '../../ui/settings/checked.js';
import {
  arePrices,
  hasFunctions,
  isBoolean,
  isCurrency,
  isFunction,
  isListOf,
  isOneOf,
  isPolicy,
  isRecordOf,
  isText,
  isTextOrBoolean,
  optional,
} from '../../ui/settings/checks.js';
import { judgeMarkup } from './judge-markup.js';
import type { Demo } from './open-demo.js';
import type * as PageSessions from './page-sessions.js';

const signInSettings: ReadonlySet<string> = new Set([
  'clientId',
  'tenantId',
  'cloud',
  'redirectUri',
  'interaction',
  'cache',
  'identity',
  'auth',
  'demo',
]);
/** What a demo does without, besides the settings for signing in. */
const tenantSettings: ReadonlySet<string> = new Set(['graphOrigin', 'transport', 'store']);
const serviceSettings: ReadonlySet<string> = new Set([
  'graphOrigin',
  'transport',
  'store',
  'serviceProviders',
  'connectorSource',
  'graphConnectors',
  'policy',
  'can',
  'names',
  'prices',
  'currency',
]);

const isServiceProvider = hasFunctions('list', 'read', 'assign', 'unassign');

interface LeaveOptions {
  /** Nobody is to find the session again: the account signed out. */
  readonly atOnce: boolean;
}

/**
 * @summary Shares one connection to Microsoft with the elements inside it, or with those that name its id.
 * @tagname o365-provider
 *
 * A setting that is set again with an equal value changes nothing: data is compared by what it says, a function, a store
 * or a service of the portal by being the same one. Another one counts for whatever is read and reviewed from then on; a
 * publish under way keeps what it started with.
 *
 * A publish belongs to the account and the tenant, not to the element: it goes on while the provider is moved, removed
 * and mounted again. Providers of one account, tenant and `graph-origin` share one session; where their settings differ,
 * those set last count for all of them.
 *
 * @fires {CustomEvent<BeforePublishDetail>} o365-before-publish - What waited for its turn is about to be published, and no `publish-review` shows it. Cancel it to keep that from happening.
 * @fires {CustomEvent<AccountDetail>} o365-account-changed - Somebody else is signed in, or nobody any more.
 * @fires {CustomEvent<ErrorDetail>} o365-error - Nobody can be signed in: a setting is wrong, signing in failed, or code did not arrive.
 * @fires {CustomEvent<PublishedDetail>} o365-published - A publish ended, however it did; from `document` when no provider is left.
 * @slot - The page's own content, with elements of this library anywhere in it.
 */
export class O365Provider extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /**
   * Shows a tenant in memory, with its administrator signed in: no registration, no server. The name of a tenant of the
   * emulator (`small`, `no-teams`), or none for `contoso`. All of it is forgotten with the page. For trying out: together
   * with the settings of a real tenant it does not start.
   */
  @checked(optional(isTextOrBoolean)) @property({ converter: (name) => name ?? undefined }) demo?:
    string | boolean;

  /** Application (client) id of the portal's app registration in Microsoft Entra. */
  @checked(isText) @property({ attribute: 'client-id' }) clientId = '';

  /** Tenant id or domain; `organizations` lets people of any tenant sign in. */
  @checked(isText) @property({ attribute: 'tenant-id' }) tenantId = 'organizations';

  /** National cloud: `global`, `us-gov`, `us-gov-dod` or `china`. */
  @checked(isOneOf(Object.keys(clouds))) @property() cloud: CloudName = 'global';

  /** Where Microsoft sends the person back to; must be registered. Default: the portal's copy of the bridge page. */
  @checked(isText) @property({ attribute: 'redirect-uri' }) redirectUri = '';

  /** How people sign in: by `redirect` of the page, or in a `popup`. */
  @checked(isOneOf(['redirect', 'popup'])) @property() interaction: 'redirect' | 'popup' = 'redirect';

  /** Where MSAL keeps tokens: the tab's `session` storage, or `memory` (popup only). */
  @checked(isOneOf(['session', 'memory'])) @property() cache: 'session' | 'memory' = 'session';

  /** Origin of Microsoft Graph when it is not the cloud's own, e.g. a proxy of the portal. Tokens are sent there. */
  @checked(isText) @property({ attribute: 'graph-origin' }) graphOrigin = '';

  /** Endpoints of the sign-in service when they are not the cloud's own. */
  @checked(optional(isRecordOf(isText)))
  @property({ type: Object, hasChanged: (now, before) => !isSameSetting(now, before) })
  identity?: IdentityEndpoints;

  /** Signing in by the host: an adapter over its own MSAL instance or token function. Replaces the attributes above. */
  @checked(optional(hasFunctions('getToken', 'subscribe')))
  @property({ attribute: false })
  auth?: Auth;

  /** The `fetch` under the Graph pipeline. */
  @checked(optional(isFunction)) @property({ attribute: false }) transport?: GraphTransport;

  /**
   * What the team remembers: workspaces, what they gave, what is running and what happened. Default: `browserStore()`,
   * which keeps it in this browser alone. Where it is another one that others see, the elements offer to move there what this
   * browser still holds.
   */
  @checked(optional(isFunction)) @property({ attribute: false }) store?: OpenStore;

  /** Services of the portal that workspaces can hold. */
  @checked(isListOf(isServiceProvider))
  @property({ attribute: false })
  serviceProviders: readonly ServiceProvider[] = [];

  /** Resource locations and connectors of the portal's own. */
  @checked(optional(hasFunctions('list'))) @property({ attribute: false }) connectorSource?: ConnectorSource;

  /** Shows Microsoft's own connectors; asks for Policy.Read.HybridAuthentication. */
  @checked(isBoolean) @property({ type: Boolean, attribute: 'graph-connectors' }) graphConnectors = false;

  /** Who may get something. */
  @checked(isPolicy) @property({ attribute: false }) policy: Partial<PublishPolicy> = {};

  /**
   * What the administrator may do here, by the portal's own rules: `(action, workspaceId) => boolean`, or a promise of one.
   * Only `true` allows something; anything else is no, an error too. What is not allowed is not offered, and not done.
   *
   * A plain answer is asked for whenever something is shown; a promise once for each action and workspace, so set another
   * function when the rules change. Both are asked for again before anything is done, and that waits for the answer: each
   * publish as it starts, never in its middle. Default: everything.
   */
  @checked(optional(isFunction)) @property({ attribute: false }) can?: CanDo;

  /**
   * The address in the portal of a place in these screens: `(place) => string`. With it, what leads to a tab, a workspace or
   * a user is a link, which opens in another browser tab too. An address that is not `http:`, `https:` or relative to the
   * page makes no link.
   */
  @checked(optional(isFunction)) @property({ attribute: false }) href?: HrefOf;

  /**
   * What the portal calls plans and apps in place of Microsoft's names: by SKU id or part number, by service plan id or
   * service plan name, e.g. `{ ENTERPRISEPACK: 'Contoso Office' }`.
   */
  @checked(isRecordOf(isText)) @property({ type: Object }) names: Readonly<Record<string, string>> = {};

  /** What a license costs the portal's customer in a month, by part number or SKU id, e.g. `{ ENTERPRISEPACK: 23 }`. */
  @checked(arePrices) @property({ type: Object }) prices: Readonly<Record<string, number>> = {};

  /** Currency of the prices, ISO 4217. */
  @checked(isCurrency) @property() currency = 'USD';

  readonly #auth = new ContextProvider(this, { context: authContext });
  readonly #shared = new ContextProvider(this, { context: sessionContext });
  readonly #connection = new ContextProvider(this, { context: connectionContext });
  readonly #href = new ContextProvider(this, { context: hrefContext });
  #demo: Demo | undefined;
  #ownAuth: Auth | undefined;
  #endAuth: (() => void) | undefined;
  #session: AccountSession | undefined;
  #leaveSession: ((options?: LeaveOptions) => void) | undefined;
  /** Counts configurations, so that a slow earlier one cannot replace a later one. */
  #generation = 0;
  #isConfigured = false;
  readonly #refusedMarkup = new Map<string, string>();
  /** Why what a person works with cannot be made of the settings, though each is of the right kind. */
  #sessionProblem: string | undefined;
  #toldProblem: string | undefined;
  #toldAccount: Account | undefined;

  /** Microsoft Graph for the signed-in account; undefined while nobody is signed in. */
  get graph(): TenantGraph | undefined {
    return this.#shared.value?.graph;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.#isConfigured) void this.#configure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Whoever is moved is back at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#release();
    });
  }

  /** Where tokens go is not for markup to say, which may come from a content management system: see `judgeMarkup`. */
  override attributeChangedCallback(name: string, before: string | null, text: string | null): void {
    const problem = text === null ? undefined : judgeMarkup(name, text);
    if (problem) {
      tellDeveloper(problem);
      this.#refusedMarkup.set(name, problem);
      this.requestUpdate();
      return;
    }
    if (this.#refusedMarkup.delete(name)) this.requestUpdate();
    super.attributeChangedCallback(name, before, text);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('href')) this.#href.setValue(this.href);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const names = [...changed.keys()] as (keyof this)[];
    if (names.some((name) => serviceSettings.has(name as string))) this.#sessionProblem = undefined;
    const problem = this.#problem;
    const isHealed = problem !== this.#toldProblem;
    this.#toldProblem = problem;
    const isOther = (name: string): boolean =>
      signInSettings.has(name) || (this.#demo !== undefined && tenantSettings.has(name));
    if (isHealed || names.some((name) => isOther(name as string))) void this.#configure();
    else if (this.#session && names.some((name) => serviceSettings.has(name as string))) void this.#join();
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  /** Signs in by the settings as they are now. Until that is known, what is there stays. */
  async #configure(): Promise<void> {
    if (!this.isConnected) return;
    this.#isConfigured = true;
    const generation = (this.#generation += 1);
    const demo = this.#problem ? undefined : await this.#openDemo();
    const given = this.#problem ? undefined : (demo ?? this).auth;
    const auth = given ?? (await this.#createAuth());
    const own = auth === given ? undefined : auth;
    if (generation !== this.#generation) return own?.dispose();
    this.#endAuth?.();
    this.#ownAuth?.dispose();
    this.#demo = demo;
    this.#ownAuth = own;
    this.#endAuth = auth.subscribe(() => void this.#followAccount());
    this.#auth.setValue(auth);
    this.#tellAccount();
    this.#leaveOthers();
    await this.#join();
  }

  async #openDemo(): Promise<Demo | undefined> {
    const { demo } = this;
    if (demo === undefined || demo === false) return undefined;
    const retry = (): Promise<void> => this.#configure();
    try {
      const { openDemo } = await loadCode(() => import('./open-demo.js'));
      return await openDemo(demo === true ? '' : demo, this, retry);
    } catch (error) {
      return { auth: createUnusableAuth(toProvisioningError(error), retry) };
    }
  }

  async #createAuth(): Promise<Auth> {
    try {
      if (this.#problem) throw new ProvisioningError('setting-wrong', this.#problem);
      return await this.#createMsalAuth();
    } catch (error) {
      const reason = toProvisioningError(error);
      return createUnusableAuth(reason, reason.retryable ? () => this.#configure() : undefined);
    }
  }

  /** What the page set that cannot be. */
  get #problem(): string | undefined {
    const problems = [...this.#refusedMarkup.values(), ...settingProblems(this), this.#sessionProblem];
    return problems.filter(Boolean).join(' ') || undefined;
  }

  async #createMsalAuth(): Promise<Auth> {
    if (!this.clientId)
      throw new ProvisioningError(
        'setting-wrong',
        'o365-provider needs a client-id attribute or an auth property.',
      );
    const options: MsalAuthOptions = {
      clientId: this.clientId,
      tenantId: this.tenantId,
      cloud: this.cloud,
      interaction: this.interaction,
      cache: this.cache,
      ...(this.redirectUri ? { redirectUri: this.redirectUri } : {}),
      ...(this.identity ? { identity: this.identity } : {}),
      ...(this.graphOrigin ? { graphOrigin: this.graphOrigin } : {}),
    };
    const load = async (): Promise<Auth> =>
      (await loadCode(() => import('../../auth/msal/msal-auth.js'))).createMsalAuth(options);
    const page = readPage();
    // Settings that may not go together are judged at once, by the code that knows them.
    if (!page || this.cache === 'memory' || needsSignInCode(page, this.clientId)) return load();
    return new LazyAuth({ clientId: this.clientId, cloud: readCloud(options), load });
  }

  async #followAccount(): Promise<void> {
    this.#tellAccount();
    this.#leaveOthers();
    if (!this.#session) await this.#join();
  }

  /** Tells the page who is signed in, when that is somebody else, and why nobody can be. */
  #tellAccount(): void {
    const state = this.#auth.value?.state;
    if (state && 'error' in state) tellError(this, state.error);
    const { account } = this;
    if (isSameAccount(this.#toldAccount, account)) return;
    this.#toldAccount = account;
    emit(this, 'o365-account-changed', { account });
  }

  /** Leaves the session unless it is that of whoever is signed in. */
  #leaveOthers(): void {
    if (!isSameAccount(this.#session?.account, this.account)) this.#leave({ atOnce: true });
  }

  private get account(): Account | undefined {
    const state = this.#auth.value?.state;
    return state?.status === 'signed-in' ? state.account : undefined;
  }

  /**
   * Joins the session of whoever is signed in, or goes on in it under other settings. The code for it loads when somebody
   * signs in.
   */
  async #join(): Promise<void> {
    if (!this.account) return;
    const generation = this.#generation;
    const pageSessions = await this.#loadSessions(generation);
    if (!pageSessions) return;
    const auth = this.#auth.value;
    const { account } = this;
    if (generation !== this.#generation || !auth || !account) return;
    const session = this.#acquire(pageSessions, account, auth);
    if (!session || session === this.#session) return;
    this.#leave();
    const share = (): void => {
      const { connection } = session;
      this.#connection.setValue(connection, true);
      // Until the portal is connected to this tenant, nobody reads anything of it.
      const isOpen = !connection || connection.state.status === 'open';
      this.#shared.setValue(isOpen ? session : undefined, true);
    };
    const endSharing = session.subscribe(share);
    this.#session = session;
    this.#leaveSession = (options) => {
      endSharing();
      pageSessions.release(session, this, options);
    };
    share();
  }

  /** Settings of which no session can be made keep everybody from signing in until one of them is another. */
  #acquire(
    pageSessions: typeof PageSessions.pageSessions,
    account: Account,
    auth: Auth,
  ): AccountSession | undefined {
    try {
      return pageSessions.acquire(account, this.#readSettings(auth), this);
    } catch (thrown) {
      this.#sessionProblem = toProvisioningError(thrown).message;
      tellDeveloper(this.#sessionProblem);
      this.requestUpdate();
      return undefined;
    }
  }

  /** Where the code does not arrive, nobody can be signed in; trying to be asks for it again. */
  async #loadSessions(generation: number): Promise<typeof PageSessions.pageSessions | undefined> {
    try {
      return (await loadCode(() => import('./page-sessions.js'))).pageSessions;
    } catch (error) {
      const auth = this.#auth.value;
      if (generation !== this.#generation || !auth) return undefined;
      const retry = async (): Promise<void> => {
        this.#auth.setValue(auth);
        await this.#join();
      };
      this.#auth.setValue(createUnusableAuth(toProvisioningError(error), retry));
      tellError(this, error);
      return undefined;
    }
  }

  #readSettings(auth: Auth): AccountSettings {
    const { transport, store } = this.#demo ?? this;
    const { serviceProviders, connectorSource, graphConnectors, policy, can } = this;
    return {
      auth,
      names: this.names,
      origin: this.graphOrigin ? readOrigin(this.graphOrigin, 'graph-origin') : auth.cloud.graph,
      transport,
      store,
      serviceProviders,
      connectorSource,
      graphConnectors,
      policy,
      can,
      prices:
        Object.keys(this.prices).length > 0 ? { currency: this.currency, monthly: this.prices } : undefined,
    };
  }

  #leave(options?: LeaveOptions): void {
    this.#leaveSession?.(options);
    this.#leaveSession = this.#session = undefined;
    this.#connection.setValue(undefined);
    this.#shared.setValue(undefined);
  }

  #release(): void {
    this.#generation += 1;
    this.#isConfigured = false;
    this.#endAuth?.();
    this.#leave();
    this.#auth.setValue(undefined);
    this.#ownAuth?.dispose();
    this.#endAuth = this.#ownAuth = undefined;
  }
}
