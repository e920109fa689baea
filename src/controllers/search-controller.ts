import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GraphServices } from '../context/graph-services.js';
import type { Read } from '../context/reads/read-cache.js';
import { toProvisioningError, type ProvisioningError } from '../model/errors.js';

/** Where a search stands. `found` of the text before is kept while the next one is on its way. */
export interface SearchState<T> {
  /** What is searched for; empty when nothing is. */
  readonly text: string;
  readonly searching: boolean;
  /** What was found, and for which text. */
  readonly found?: { readonly text: string; readonly value: T };
  readonly error?: ProvisioningError;
}

export interface SearchOptions<T> {
  /** Where to ask; undefined while nobody is signed in. Another one, of another account, ends the search. */
  readonly graph: () => GraphServices | undefined;
  /** The question for a text. Whoever searches for the same shares it. */
  readonly read: (graph: GraphServices, text: string) => Read<T>;
  /** Shorter texts are not searched for. */
  readonly minLength?: number;
  /** How long after the last keystroke the question leaves, in milliseconds. */
  readonly pauseMs?: number;
}

/** Searches while somebody types. An answer that comes late never replaces a newer one: its request is cancelled, and it is ignored. */
export class SearchController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: SearchOptions<T>;
  #state: SearchState<T> = { text: '', searching: false };
  #graph: GraphServices | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: SearchOptions<T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get state(): SearchState<T> {
    return this.#state;
  }

  /** Searches for a text after a pause; an empty or too short one ends the search. */
  type(text: string): void {
    this.#stop();
    const { minLength = 2, pauseMs = 150 } = this.#options;
    if (text.trim().length < minLength) return this.#set({ text, searching: false });
    const { found } = this.#state;
    this.#set({ text, searching: true, ...(found ? { found } : {}) });
    this.#timer = setTimeout(() => void this.#run(text), pauseMs);
  }

  /** Searches again now. */
  again(): void {
    const { text } = this.#state;
    this.#stop();
    this.#set({ text, searching: true });
    void this.#run(text);
  }

  clear(): void {
    this.#stop();
    this.#set({ text: '', searching: false });
  }

  hostUpdate(): void {
    const graph = this.#options.graph();
    if (graph === this.#graph) return;
    this.#graph = graph;
    this.#stop();
    // What was found belongs to the account before.
    this.#state = { text: '', searching: false };
  }

  hostDisconnected(): void {
    this.clear();
  }

  async #run(text: string): Promise<void> {
    const graph = this.#graph;
    if (!graph) return;
    const running = new AbortController();
    this.#running = running;
    try {
      const value = await graph.cache.ask(this.#options.read(graph, text.trim()), running.signal);
      if (this.#running === running)
        this.#set({ text, searching: false, found: { text: text.trim(), value } });
    } catch (thrown) {
      if (this.#running === running)
        this.#set({ text, searching: false, error: toProvisioningError(thrown) });
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
  }

  #set(state: SearchState<T>): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
