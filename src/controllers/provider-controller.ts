import { ContextEvent, type Context } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Auth, SignInOptions } from '../auth/auth.js';
import {
  authContext,
  connectionContext,
  hrefContext,
  sessionContext,
  type HrefOf,
} from '../context/contexts.js';
import type { ReadName } from '../context/graph-services.js';
import type { PortalConnection } from '../context/portal-connection.js';
import type { Session } from '../context/session.js';
import type { PipelineWait } from '../graph/graph-client.js';
import type { Place } from '../model/address/place.js';
import { safeHref } from '../model/address/safe-href.js';
import { type ProvisioningError, toProvisioningError } from '../model/errors.js';
import type { HostAction } from '../model/host-action.js';
import { loadCode } from '../model/page/load-code.js';
import { tellError, tellReady } from './tell-page.js';

/** An element that finds its provider around it, or by the id in its `provider` attribute. */
export type ProviderHost = ReactiveControllerHost & HTMLElement & { provider: string };

/** Where the provider stands, as an element needs to know it before it can ask anything. */
export type ProviderStatus =
  | 'waiting'
  | 'starting'
  | 'signed-out'
  | 'signing-in'
  | 'signed-in'
  /** Signed in to a tenant that the portal is not connected to, or may not be. */
  | 'not-connected';

/** What the provider shares: who is signed in, and what there is to work with then. Updates the host when any of it changes. */
export class ProviderController implements ReactiveController {
  readonly #host: ProviderHost;
  #found = false;
  #auth: Auth | undefined;
  #session: Session | undefined;
  #connection: PortalConnection | undefined;
  #href: HrefOf | undefined;
  #signInError: ProvisioningError | undefined;
  #providerId: string | undefined;
  #endRequests: (() => void)[] = [];
  #endAuth: (() => void) | undefined;
  #endSession: (() => void) | undefined;

  constructor(host: ProviderHost) {
    this.#host = host;
    host.addController(this);
  }

  get host(): ProviderHost {
    return this.#host;
  }

  get auth(): Auth | undefined {
    return this.#auth;
  }

  /** What there is to work with; undefined while nobody is signed in. */
  get session(): Session | undefined {
    return this.#session;
  }

  /** How the tenant stands to the portal, of a store behind which a portal stands. */
  get connection(): PortalConnection | undefined {
    return this.#connection;
  }

  /** Does something in the session; nothing, while nobody is signed in. */
  withSession<T>(act: (session: Session) => T): T | undefined {
    return this.#session && act(this.#session);
  }

  /** Whether it is the account that is signed in. */
  isOwn(objectId: string): boolean {
    return this.#session?.account.objectId === objectId;
  }

  /** Has whoever shows these ask the tenant again. */
  async refresh(...names: readonly ReadName[]): Promise<void> {
    await this.#session?.graph.refresh(...names);
  }

  /** The name of a plan that the tenant lists no more, or its id. */
  nameFormerPlan(skuId: string): string {
    return this.#session?.graph.nameFormerPlan(skuId) ?? skuId;
  }

  /** The address of a place in the host's pages, if it has one that a link may lead to. */
  hrefOf(place: Place): string | undefined {
    return safeHref(this.#href?.(place));
  }

  /** Whether the host lets the administrator do this, as far as is known now: for what is shown. */
  can(action: HostAction, workspaceId?: string): boolean {
    return this.#session?.workspaces.permissions.allows(action, workspaceId) ?? true;
  }

  /** What waits for the portal to say whether it is allowed is late: what gives it up. */
  get giveUp(): (() => void) | undefined {
    const permissions = this.#session?.workspaces.permissions;
    return permissions?.isLate ? () => permissions.giveUp() : undefined;
  }

  /** What Microsoft or the quota makes us wait for, if anything. */
  get wait(): PipelineWait | undefined {
    return this.#session?.graph.client.wait;
  }

  get status(): ProviderStatus {
    if (!this.#auth) return this.#found ? 'starting' : 'waiting';
    const { status } = this.#auth.state;
    if (status !== 'signed-in' || this.#session) return status;
    // Signed in, while the parts that need it are on their way.
    const isKnown = this.#connection && this.#connection.state.status !== 'reading';
    return isKnown ? 'not-connected' : 'starting';
  }

  /**
   * Signs in, or asks for more permissions. For a click. A failure becomes the state that every element shows.
   */
  async signIn(options?: SignInOptions): Promise<void> {
    await this.#interact(async (auth) => {
      await auth.signIn(options);
      // The token shows what was really granted. Whoever signs in has loaded what reads it.
      const { groupByApi } = await loadCode(() => import('../auth/scopes/token-scopes.js'));
      for (const scopes of groupByApi(auth.cloud, options?.scopes ?? [])) await auth.getToken(scopes);
    });
    await this.#session?.graph.retryRefused();
  }

  /** Loads what signing in needs, when a person turns to the button. Whether that works shows when it is pressed. */
  readonly prepareSignIn = (): void => {
    this.#auth?.prepare?.().catch((_error: ProvisioningError) => undefined);
  };

  /** Ends the session. For a click. */
  async signOut(): Promise<void> {
    await this.#interact((auth) => auth.signOut());
  }

  /** Why the last sign-in or sign-out from this element, or the one before the page was opened, did not work. */
  get signInError(): ProvisioningError | undefined {
    const state = this.#auth?.state;
    return this.#signInError ?? (state && 'error' in state ? state.error : undefined);
  }

  hostConnected(): void {
    this.#providerId = undefined;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#providerId === this.#host.provider || !this.#host.isConnected) return;
    this.#disconnect();
    this.#providerId = this.#host.provider;
    this.#connect();
  }

  hostUpdated(): void {
    if (this.status === 'signed-in') tellReady(this.#host);
  }

  hostDisconnected(): void {
    this.#disconnect();
  }

  async #interact(interaction: (auth: Auth) => Promise<void>): Promise<void> {
    if (!this.#auth) return;
    try {
      await interaction(this.#auth);
      this.#signInError = undefined;
    } catch (error) {
      this.#signInError = toProvisioningError(error);
      // What the sign-in itself says, the provider tells.
      if (!('error' in this.#auth.state)) tellError(this.#host, error);
    }
    this.#host.requestUpdate();
  }

  #connect(): void {
    const source = this.#host.provider ? this.#findProvider(this.#host.provider) : this.#host;
    if (!source) {
      // The provider may join the page, or be defined, later; it announces itself.
      const retry = (): void => {
        this.#providerId = undefined;
        this.#host.requestUpdate();
      };
      document.addEventListener('context-provider', retry, { once: true });
      this.#endRequests.push(() => document.removeEventListener('context-provider', retry));
      return;
    }
    this.#request(source, authContext, (auth) => {
      this.#endAuth?.();
      this.#found = true;
      this.#auth = auth;
      this.#endAuth = auth?.subscribe(() => this.#host.requestUpdate());
    });
    this.#request(source, sessionContext, (session) => {
      this.#endSession?.();
      this.#session = session;
      this.#endSession = session && this.#follow(session);
    });
    this.#request(source, connectionContext, (connection) => {
      this.#connection = connection;
    });
    this.#request(source, hrefContext, (href) => {
      this.#href = href;
    });
  }

  #follow({ graph, workspaces }: Session): () => void {
    const update = (): void => this.#host.requestUpdate();
    const endWait = graph.client.onWait(update);
    const endChoosing = workspaces.choosing?.subscribe(update);
    const endPermissions = workspaces.permissions.subscribe(update);
    return () => {
      workspaces.choosing?.askers.leave(this.#host);
      endWait();
      endChoosing?.();
      endPermissions();
    };
  }

  #findProvider(id: string): Element | undefined {
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const element = root.getElementById(id) ?? document.getElementById(id);
    return element?.matches(':defined') ? element : undefined;
  }

  #request<T>(source: Element, context: Context<unknown, T>, take: (value: T) => void): void {
    let last: (() => void) | undefined;
    const onValue = (value: T, end?: () => void): void => {
      // A nearer provider may answer later than a farther one: the last to answer is listened to.
      if (end && end !== last) last?.();
      last = end ?? last;
      take(value);
      this.#host.requestUpdate();
    };
    this.#endRequests.push(() => last?.());
    source.dispatchEvent(new ContextEvent(context, this.#host, onValue, true));
  }

  #disconnect(): void {
    for (const end of this.#endRequests.splice(0)) end();
    this.#endAuth?.();
    this.#endSession?.();
    this.#connection?.askers.leave(this.#host);
    this.#endAuth = this.#endSession = undefined;
    this.#found = false;
    this.#auth = undefined;
    this.#session = undefined;
    this.#connection = undefined;
    this.#href = undefined;
    this.#providerId = undefined;
  }
}
