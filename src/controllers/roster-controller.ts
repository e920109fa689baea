import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { usersByIdsRead } from '../context/reads/reads.js';
import type { Session } from '../context/session.js';
import { createId } from '../model/create-id.js';
import type { DirectoryUser } from '../model/holding/user.js';
import { ActionController, type Failure } from './action-controller.js';
import type { ProviderController } from './provider-controller.js';
import { QueryController } from './query-controller.js';

/** People read at once: 20 requests of 15, which one batch carries. */
const sliceSize = 300;

/**
 * Knows the people of a list of ids, however long: reads them slice by slice, only those who are not known yet, and all
 * anew when users were refreshed. What is known stays shown meanwhile.
 */
export class RosterController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #provider: ProviderController;
  readonly #getIds: () => readonly string[];
  /** Changes when the shared cache's users are refreshed. */
  readonly #generation: QueryController<string>;
  readonly #action: ActionController;
  #session: Session | undefined;
  #readGeneration: string | undefined;
  /** `undefined` for ids that the directory does not know. */
  #known = new Map<string, DirectoryUser | undefined>();
  #fresh = new Set<string>();

  constructor(host: ReactiveControllerHost, provider: ProviderController, getIds: () => readonly string[]) {
    this.#host = host;
    this.#provider = provider;
    this.#getIds = getIds;
    this.#generation = new QueryController(host, provider, ({ graph: { cache } }) => ({
      cache,
      key: ['users', 'generation'],
      read: () => Promise.resolve(createId()),
    }));
    this.#action = new ActionController(host, () => provider.session);
    host.addController(this);
  }

  /** The person of an id; undefined while not read, and when the directory does not know the id. */
  get(id: string): DirectoryUser | undefined {
    return this.#known.get(id);
  }

  /** Whether the directory was asked about the id. */
  isKnown(id: string): boolean {
    return this.#known.has(id);
  }

  get reading(): boolean {
    return this.#action.running;
  }

  /** Changes whenever more is known: for what is derived from it. */
  get version(): string {
    return `${this.#readGeneration} ${this.#fresh.size} ${this.#known.size}`;
  }

  /** Why the rest could not be read. */
  get failure(): Failure | undefined {
    return this.#action.failure;
  }

  /** Takes people who were read anyhow, e.g. by a search. */
  add(users: readonly DirectoryUser[]): void {
    for (const user of users) {
      this.#known.set(user.id, user);
      this.#fresh.add(user.id);
    }
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { session } = this.#provider;
    if (session !== this.#session) {
      this.hostDisconnected();
      this.#session = session;
    }
    const generation = this.#generation.value;
    if (!session || generation === undefined) return;
    if (generation !== this.#readGeneration) {
      this.#readGeneration = generation;
      this.#fresh = new Set();
      if (this.#action.failure) this.#action.reset();
    }
    if (this.#action.running || this.#action.failure) return;
    const missing = this.#getIds().filter((id) => !this.#fresh.has(id));
    if (missing.length > 0)
      void this.#action.run((signal) => this.#readSlice(session, missing.slice(0, sliceSize), signal));
  }

  hostDisconnected(): void {
    this.#known = new Map();
    this.#fresh = new Set();
    this.#session = undefined;
  }

  async #readSlice(session: Session, ids: readonly string[], signal: AbortSignal): Promise<void> {
    const generation = this.#readGeneration;
    const users = await session.graph.cache.ask(usersByIdsRead(session, ids), signal);
    if (signal.aborted) return;
    const found = new Map(users.map((user) => [user.id, user]));
    for (const id of ids) this.#known.set(id, found.get(id));
    if (generation === this.#readGeneration) for (const id of ids) this.#fresh.add(id);
  }
}
