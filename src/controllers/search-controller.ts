import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Read } from '../context/reads/read-cache.js';
import type { Session } from '../context/session.js';
import { systemClock } from '../graph/pace/clock.js';
import { ProvisioningError } from '../model/errors.js';
import { ActionController, type Failure } from './action-controller.js';
import type { ProviderController } from './provider-controller.js';

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
  /** Another account ends the search. */
  readonly provider: Pick<ProviderController, 'session'>;
  /** The question for a text. Whoever searches for the same shares it. */
  readonly read: (session: Session, text: string) => Read<T>;
  /** Shorter texts are not searched for. */
  readonly minLength?: number;
  /** How long after the last keystroke the question leaves, in milliseconds. */
  readonly pauseMs?: number;
}

/** Searches while somebody types. An answer that comes late never replaces a newer one: its request is cancelled, and it is ignored. */
export class SearchController<T> implements ReactiveController {
  readonly #options: SearchOptions<T>;
  readonly #asking: ActionController<Found<T>>;
  #session: Session | undefined;
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
    const { session } = this.#options.provider;
    if (session === this.#session) return;
    this.#session = session;
    // What was found belongs to the account before.
    this.clear();
  }

  hostDisconnected(): void {
    this.clear();
  }

  async #ask(text: string, signal: AbortSignal): Promise<Found<T>> {
    const session = this.#session;
    if (!session) throw new ProvisioningError('not-signed-in', 'No one is signed in.');
    return { text, value: await session.graph.cache.ask(this.#options.read(session, text), signal) };
  }
}
