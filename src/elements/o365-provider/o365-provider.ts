import { ContextProvider } from '@lit/context';
import { LitElement, css, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { readCloud, type MsalAuthOptions } from '../../auth/auth-options.js';
import type { Auth } from '../../auth/auth.js';
import type { IdentityEndpoints } from '../../auth/identity-endpoints.js';
import { readPage } from '../../auth/page-traces.js';
import { isSameAccount } from '../../auth/same-account.js';
import { mustWake, SleepingAuth } from '../../auth/sleeping-auth.js';
import { createUnusableAuth } from '../../auth/unusable-auth.js';
import type { ServiceProvider } from '../../catalog/service-provider.js';
import { authContext, graphContext, workspacesContext } from '../../context/contexts.js';
import type { GraphServices } from '../../context/graph-services.js';
import type { GraphTransport } from '../../graph/graph-transport.js';
import { clouds, type CloudName } from '../../model/cloud.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import type { CanDo } from '../../model/host-action.js';
import type { PublishPolicy } from '../../publishing/publish-input.js';
import type { ConnectorSource } from '../../services/connectors.js';
import type { OpenStore } from '../../store/store.js';

const signInSettings: ReadonlySet<string> = new Set([
  'clientId',
  'tenantId',
  'cloud',
  'redirectUri',
  'interaction',
  'cache',
  'identity',
  'auth',
]);
const serviceSettings: ReadonlySet<string> = new Set([
  'graphOrigin',
  'transport',
  'store',
  'serviceProviders',
  'connectorSource',
  'graphConnectors',
  'policy',
  'prices',
  'currency',
]);

/**
 * @summary Shares one connection to Microsoft with the elements inside it, or with those that name its id.
 * @tagname o365-provider
 *
 * @slot - The page's own content, with elements of this library anywhere in it.
 */
export class O365Provider extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** Application (client) id of the portal's app registration in Microsoft Entra. */
  @property({ attribute: 'client-id' }) clientId = '';

  /** Tenant id or domain; `organizations` lets people of any tenant sign in. */
  @property({ attribute: 'tenant-id' }) tenantId = 'organizations';

  /** National cloud: `global`, `us-gov`, `us-gov-dod` or `china`. */
  @property() cloud: CloudName = 'global';

  /** Where Microsoft sends the person back to; must be registered. Default: the portal's copy of the bridge page. */
  @property({ attribute: 'redirect-uri' }) redirectUri = '';

  /** How people sign in: by `redirect` of the page, or in a `popup`. */
  @property() interaction: 'redirect' | 'popup' = 'redirect';

  /** Where MSAL keeps tokens: the tab's `session` storage, or `memory` (popup only). */
  @property() cache: 'session' | 'memory' = 'session';

  /** Origin of Microsoft Graph when it is not the cloud's own, e.g. a proxy of the portal. Tokens are sent there. */
  @property({ attribute: 'graph-origin' }) graphOrigin = '';

  /** Endpoints of the sign-in service when they are not the cloud's own. */
  @property({ type: Object }) identity?: IdentityEndpoints;

  /** Signing in by the host: an adapter over its own MSAL instance or token function. Replaces the attributes above. */
  @property({ attribute: false }) auth?: Auth;

  /** The `fetch` under the Graph pipeline. */
  @property({ attribute: false }) transport?: GraphTransport;

  /**
   * What the team remembers: workspaces, what they gave, what is running and what happened. Default: `browserStore()`,
   * which keeps it in this browser alone.
   */
  @property({ attribute: false }) store?: OpenStore;

  /** Services of the portal that workspaces can hold. */
  @property({ attribute: false }) serviceProviders: readonly ServiceProvider[] = [];

  /** Resource locations and connectors of the portal's own. */
  @property({ attribute: false }) connectorSource?: ConnectorSource;

  /** Shows Microsoft's own connectors; asks for Policy.Read.HybridAuthentication. */
  @property({ type: Boolean, attribute: 'graph-connectors' }) graphConnectors = false;

  /** Who may get something. */
  @property({ attribute: false }) policy: Partial<PublishPolicy> = {};

  /**
   * What the administrator may do here, by the portal's own rules: `(action, workspaceId) => boolean`. What it refuses is
   * not offered, and not done. Set it anew when the rules change. Default: everything.
   */
  @property({ attribute: false }) can?: CanDo;

  /** What a license costs the portal's customer in a month, by part number or SKU id, e.g. `{ ENTERPRISEPACK: 23 }`. */
  @property({ type: Object }) prices: Readonly<Record<string, number>> = {};

  /** Currency of the prices, ISO 4217. */
  @property() currency = 'USD';

  readonly #auth = new ContextProvider(this, { context: authContext });
  readonly #graph = new ContextProvider(this, { context: graphContext });
  readonly #workspaces = new ContextProvider(this, { context: workspacesContext });
  #ownAuth: Auth | undefined;
  #endAuth: (() => void) | undefined;
  /** Counts configurations, so that a slow earlier one cannot replace a later one. */
  #generation = 0;

  /** Microsoft Graph for the signed-in account; undefined while nobody is signed in. */
  get graph(): GraphServices | undefined {
    return this.#graph.value;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#configure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const names = [...changed.keys()] as (keyof this)[];
    if (names.some((name) => signInSettings.has(name as string))) void this.#configure();
    else if (names.some((name) => serviceSettings.has(name as string))) {
      this.#unwire();
      void this.#wire();
    } else if (names.includes('can')) this.#workspaces.setValue(this.#workspaces.value, true);
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  async #configure(): Promise<void> {
    this.#release();
    const generation = this.#generation;
    const auth = await this.#createAuth();
    if (generation !== this.#generation) return auth === this.auth ? undefined : auth.dispose();
    if (auth !== this.auth) this.#ownAuth = auth;
    this.#endAuth = auth.subscribe(() => void this.#wire());
    this.#auth.setValue(auth);
    await this.#wire();
  }

  async #createAuth(): Promise<Auth> {
    try {
      return this.auth ?? (await this.#createMsalAuth());
    } catch (error) {
      return createUnusableAuth(toProvisioningError(error));
    }
  }

  async #createMsalAuth(): Promise<Auth> {
    if (!this.clientId)
      throw new ProvisioningError(
        'setting-wrong',
        'o365-provider needs a client-id attribute or an auth property.',
      );
    if (!(this.cloud in clouds))
      throw new ProvisioningError(
        'setting-wrong',
        `o365-provider: cloud="${this.cloud}" is none of ${Object.keys(clouds).join(', ')}.`,
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
    const load = async (): Promise<Auth> => (await import('../../auth/msal-auth.js')).createMsalAuth(options);
    const page = readPage();
    // Settings that may not go together are judged at once, by the code that knows them.
    if (!page || this.cache === 'memory' || mustWake(page, this.clientId)) return load();
    return new SleepingAuth({ clientId: this.clientId, cloud: readCloud(options), load });
  }

  /** Makes the services of the signed-in account, or ends them. Their code loads when somebody signs in. */
  async #wire(): Promise<void> {
    const auth = this.#auth.value;
    const account = auth?.state.status === 'signed-in' ? auth.state.account : undefined;
    if (auth && account && isSameAccount(this.#graph.value?.account, account)) return;
    this.#unwire();
    if (!auth || !account) return;
    const generation = this.#generation;
    const { createAccountServices } = await import('../../context/account-services.js');
    const { state } = auth;
    const stillWanted =
      generation === this.#generation &&
      state.status === 'signed-in' &&
      isSameAccount(state.account, account);
    if (!stillWanted || this.#graph.value) return;
    const { graph, workspaces } = createAccountServices({
      auth,
      account,
      origin: this.graphOrigin || undefined,
      transport: this.transport,
      store: this.store,
      serviceProviders: this.serviceProviders,
      connectorSource: this.connectorSource,
      graphConnectors: this.graphConnectors,
      policy: this.policy,
      can: (action, workspaceId) => this.can?.(action, workspaceId) ?? true,
      prices:
        Object.keys(this.prices).length > 0 ? { currency: this.currency, monthly: this.prices } : undefined,
    });
    this.#graph.setValue(graph);
    this.#workspaces.setValue(workspaces);
  }

  #unwire(): void {
    this.#workspaces.value?.dispose();
    this.#graph.value?.dispose();
    this.#workspaces.setValue(undefined);
    this.#graph.setValue(undefined);
  }

  #release(): void {
    this.#generation += 1;
    this.#endAuth?.();
    this.#unwire();
    this.#auth.setValue(undefined);
    this.#ownAuth?.dispose();
    this.#endAuth = this.#ownAuth = undefined;
  }
}
