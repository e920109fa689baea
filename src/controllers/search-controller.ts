import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GraphServices } from '../context/graph-services.js';
import type { Read } from '../context/reads/read-cache.js';
import { systemClock } from '../graph/pace/clock.js';
import { ProvisioningError } from '../model/errors.js';
import { ActionController, type Failure } from './action-controller.js';

/** Where a search stands. `found` of the text before is kept while the next one is on its way. */
export interface SearchState<T> {
  /** What is searched for; empty when nothing is. */
  readonly text: string;
  readonly searching: boolean;
  /** What was found, and for which text. */
  readonly found?: Found<T>;
  readonly failure?: Failure;
}

interface Found<T> {
  readonly text: string;
  readonly value: T;
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
  readonly #options: SearchOptions<T>;
  readonly #asking: ActionController<Found<T>>;
  #graph: GraphServices | undefined;
  #text = '';

  constructor(host: ReactiveControllerHost, options: SearchOptions<T>) {
    this.#options = options;
    this.#asking = new ActionController(host);
    host.addController(this);
  }

  get state(): SearchState<T> {
    const { running, value: found, failure } = this.#asking;
    return { text: this.#text, searching: running, ...(found && { found }), ...(failure && { failure }) };
  }

  /** Searches for a text after a pause; an empty or too short one ends the search. */
  type(text: string): void {
    const { minLength = 2, pauseMs = 150 } = this.#options;
    this.#text = text;
    if (text.trim().length < minLength) return this.#asking.reset();
    void this.#asking.run(async (signal) => {
      await systemClock.sleep(pauseMs, signal);
      return this.#ask(text.trim(), signal);
    });
  }

  clear(): void {
    this.#text = '';
    this.#asking.reset();
  }

  hostUpdate(): void {
    const graph = this.#options.graph();
    if (graph === this.#graph) return;
    this.#graph = graph;
    // What was found belongs to the account before.
    this.clear();
  }

  hostDisconnected(): void {
    this.clear();
  }

  async #ask(text: string, signal: AbortSignal): Promise<Found<T>> {
    const graph = this.#graph;
    if (!graph) throw new ProvisioningError('not-signed-in', 'No one is signed in.');
    return { text, value: await graph.cache.ask(this.#options.read(graph, text), signal) };
  }
}
