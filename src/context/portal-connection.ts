import type { ConnectHurdle } from '../model/connect-hurdle.js';
import { toProvisioningError, type ProvisioningError } from '../model/errors.js';
import type { RemainingGroup, StoreConnection } from '../store/connection.js';
import { Askers } from './askers.js';

/** How the tenant that somebody signed in to stands to the portal. */
export type ConnectionState =
  | { readonly status: 'reading' }
  | { readonly status: 'failed'; readonly error: ProvisioningError }
  /** It may be worked with. With a domain, because it was connected; the hurdle is one to disconnecting it. */
  | { readonly status: 'open'; readonly domain?: string; readonly hurdle?: ConnectHurdle }
  /** Nothing is connected yet. */
  | { readonly status: 'offered'; readonly domain: string; readonly hurdle?: ConnectHurdle }
  /** Another tenant is connected. */
  | { readonly status: 'elsewhere'; readonly domain: string }
  /** It was connected until now. */
  | { readonly status: 'disconnected'; readonly domain: string; readonly groups: readonly RemainingGroup[] };

export interface PortalConnectionOptions {
  readonly connection: StoreConnection;
  /** The domain under which people know the tenant. Asked where nothing is connected. */
  readonly readDomain: (signal: AbortSignal) => Promise<string>;
  readonly onChange: () => void;
}

/** Whether the portal is connected to the tenant that somebody signed in to. Until it is, nothing of that tenant is read. */
export class PortalConnection {
  /** Those that have nothing to show before it is connected. */
  readonly askers = new Askers(() => this.#options.onChange());
  readonly #options: PortalConnectionOptions;
  #state: ConnectionState = { status: 'reading' };
  #reading = new AbortController();
  #isBusy = false;
  #isPutOff = false;
  #error: ProvisioningError | undefined;

  constructor(options: PortalConnectionOptions) {
    this.#options = options;
    void this.read();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Whether it is being connected or disconnected. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Why that did not work. */
  get error(): ProvisioningError | undefined {
    return this.#error;
  }

  /** Whether somebody said "Not now". */
  get isPutOff(): boolean {
    return this.#isPutOff;
  }

  /** Asks the portal. How it stands is in the state. */
  async read(): Promise<void> {
    this.#reading.abort();
    const { signal } = (this.#reading = new AbortController());
    this.#error = undefined;
    this.#show({ status: 'reading' });
    try {
      const state = await this.#ask(signal);
      if (!signal.aborted) this.#show(state);
    } catch (thrown) {
      if (!signal.aborted) this.#show({ status: 'failed', error: toProvisioningError(thrown) });
    }
  }

  putOff(): void {
    this.#isPutOff = true;
    this.#options.onChange();
  }

  /** Connects the tenant that was offered. */
  async connect(): Promise<void> {
    const state = this.#state;
    if (state.status !== 'offered') return;
    await this.#act(async () => {
      await this.#options.connection.connect(state.domain);
      await this.read();
    });
  }

  async disconnect(): Promise<void> {
    const state = this.#state;
    if (state.status !== 'open' || state.domain === undefined) return;
    const { domain } = state;
    await this.#act(async () => {
      const groups = await this.#options.connection.disconnect();
      this.#isPutOff = true;
      this.#show({ status: 'disconnected', domain, groups });
    });
  }

  /** Shows no longer why something did not work. */
  forgetError(): void {
    this.#error = undefined;
    this.#options.onChange();
  }

  dispose(): void {
    this.#reading.abort();
  }

  async #ask(signal: AbortSignal): Promise<ConnectionState> {
    const found = await this.#options.connection.read({ signal });
    if (found.status !== 'unconnected') return found;
    const { hurdle } = found;
    const domain = await this.#options.readDomain(signal);
    return { status: 'offered', domain, ...(hurdle ? { hurdle } : {}) };
  }

  async #act(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#error = undefined;
    this.#options.onChange();
    try {
      await work();
    } catch (thrown) {
      this.#error = toProvisioningError(thrown);
    } finally {
      this.#isBusy = false;
      this.#options.onChange();
    }
  }

  #show(state: ConnectionState): void {
    this.#state = state;
    this.#options.onChange();
  }
}
