import type { ReadOptions } from '../../graph/graph-client.js';
import type { Clock } from '../../graph/pace/clock.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import type { Store } from '../../store/store.js';
import { isAsReviewed } from '../loop/look-again.js';
import type { Publisher } from '../publisher.js';
import type { Review } from '../review/review.js';
import { isSameReview } from './is-same-review.js';

/** How often it is looked whether the tenant is free, in milliseconds, where the store does not tell it. */
const lookMs = 10_000;

/** What is to be published next, while it waits, and what came of waiting. */
export type NextState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'waiting';
      readonly confirmed: Review;
      /** Why it cannot be told now whether the tenant is free. It goes on looking. */
      readonly problem?: ProvisioningError;
    }
  /** Nothing was sent: what was confirmed is not what would be published now. */
  | {
      readonly status: 'changed';
      readonly confirmed: Review;
      /** What it would be, where that is known. */ readonly review?: Review;
    }
  | { readonly status: 'failed'; readonly confirmed: Review; readonly error: ProvisioningError };

/** Somebody who shows what is published next, and is asked before it starts. */
export interface NextWitness {
  readonly shows: (review: Review) => boolean;
  readonly mayStart: (review: Review) => boolean;
}

export interface NextPublishOptions {
  readonly publisher: Pick<Publisher, 'current' | 'publish' | 'subscribe' | 'watchLease'>;
  readonly store: Pick<Store, 'subscribe' | 'workspaces'>;
  readonly clock: Clock;
  /** Asks the host whether this may be published now; throws when it may not. */
  readonly permit: (review: Review) => Promise<void>;
  /** Asked where nobody shows it. */
  readonly mayStart: (review: Review) => boolean;
}

/** One wait, from the press of the button. */
interface Wait {
  readonly confirmed: Review;
  readonly readAnew: (call: ReadOptions) => Promise<Review>;
  readonly ending: AbortController;
}

/**
 * Publishes what was confirmed as soon as nobody else publishes to the tenant, if a review made then says the same. It
 * belongs to the account and its page, not to what shows it; one waits at a time.
 */
export class NextPublish {
  readonly #options: NextPublishOptions;
  readonly #listeners = new Set<() => void>();
  readonly #witnesses = new Set<NextWitness>();
  #state: NextState = { status: 'idle' };
  #wait: Wait | undefined;

  constructor(options: NextPublishOptions) {
    this.#options = options;
  }

  get state(): NextState {
    return this.#state;
  }

  /** Calls the listener after every change; returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From now on this one is asked before what it shows starts; returns what ends that. */
  attend(witness: NextWitness): () => void {
    this.#witnesses.add(witness);
    return () => this.#witnesses.delete(witness);
  }

  /** Whether somebody shows what waits, or what came of it. */
  get isShown(): boolean {
    const state = this.#state;
    return state.status !== 'idle' && [...this.#witnesses].some(({ shows }) => shows(state.confirmed));
  }

  /**
   * Waits until the tenant is free, in the place of what waited before.
   * @param readAnew - makes the same review of the tenant as it is then
   */
  wait(confirmed: Review, readAnew: Wait['readAnew']): void {
    this.#wait?.ending.abort();
    const wait: Wait = { confirmed, readAnew, ending: new AbortController() };
    this.#wait = wait;
    this.#set({ status: 'waiting', confirmed });
    void this.#run(wait);
  }

  /** Nothing is published next; what came of waiting was seen. */
  end(): void {
    this.#endAs({ status: 'idle' });
  }

  /** Ends it because something else would be published now. */
  endAsChanged(review?: Review): void {
    if (!this.#wait) return;
    const { confirmed } = this.#wait;
    this.#endAs({ status: 'changed', confirmed, ...(review ? { review } : {}) });
  }

  #endAs(state: NextState): void {
    this.#wait?.ending.abort();
    this.#wait = undefined;
    if (this.#state.status !== state.status) this.#set(state);
  }

  async #run(wait: Wait): Promise<void> {
    const { signal } = wait.ending;
    const endFollowing = this.#options.store.subscribe((part) => {
      if (part === 'workspaces') void this.#followWorkspace(wait);
    });
    try {
      const review = await this.#readWhenFree(wait);
      if (signal.aborted) return;
      if (!isSameReview(review, wait.confirmed)) return this.endAsChanged(review);
      await this.#options.permit(review);
      if (!signal.aborted) this.#start(review);
    } catch (thrown) {
      if (signal.aborted) return;
      this.#endAs({ status: 'failed', confirmed: wait.confirmed, error: toProvisioningError(thrown) });
    } finally {
      endFollowing();
    }
  }

  /** Reviews when nobody publishes; anew when somebody began meanwhile. */
  async #readWhenFree({ confirmed, readAnew, ending: { signal } }: Wait): Promise<Review> {
    for (let review: Review | undefined; ;) {
      const news = this.#listen();
      try {
        if (await this.#isFree(confirmed, signal)) {
          // It was free before and after: nobody changed the tenant through here meanwhile.
          if (review) return review;
          review = await readAnew({ signal });
          continue;
        }
        review = undefined;
        await news.wait(signal);
      } finally {
        news.end();
      }
    }
  }

  async #isFree(confirmed: Review, signal: AbortSignal): Promise<boolean> {
    const { publisher } = this.#options;
    const { current } = publisher;
    if (current && current.state.status !== 'finished') return false;
    try {
      const lease = await publisher.watchLease();
      signal.throwIfAborted();
      if (this.#state.status === 'waiting' && this.#state.problem)
        this.#set({ status: 'waiting', confirmed });
      return lease === undefined;
    } catch (thrown) {
      signal.throwIfAborted();
      this.#set({ status: 'waiting', confirmed, problem: toProvisioningError(thrown) });
      return false;
    }
  }

  /** Hears whether somebody began or ended a publish from now on, or enough time has passed to look again. */
  #listen(): { readonly wait: (signal: AbortSignal) => Promise<void>; readonly end: () => void } {
    const { store, publisher, clock } = this.#options;
    const over = new AbortController();
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const ends = [
      store.subscribe((part) => {
        if (part === 'lease') tell();
      }),
      publisher.subscribe(() => tell()),
    ];
    return {
      wait: (signal) => Promise.race([told, clock.sleep(lookMs, AbortSignal.any([signal, over.signal]))]),
      end: () => {
        over.abort();
        for (const end of ends) end();
      },
    };
  }

  #start(review: Review): void {
    const { publisher, mayStart } = this.#options;
    const witness = [...this.#witnesses].findLast(({ shows }) => shows(review));
    const isGranted = witness ? witness.mayStart(review) : mayStart(review);
    this.end();
    if (isGranted) publisher.publish(review);
  }

  /** An edit of what was confirmed ends it at once. */
  async #followWorkspace({ confirmed, ending: { signal } }: Wait): Promise<void> {
    const { topic } = confirmed;
    if (topic.kind !== 'publish') return;
    try {
      const stored = await this.#options.store.workspaces.get(topic.workspace.id, { signal });
      if (!signal.aborted && !(stored && isAsReviewed(topic.workspace, stored.workspace)))
        this.endAsChanged();
    } catch {
      // What cannot be read now is read, and its failure told, by the review that is made before anything is published.
    }
  }

  #set(state: NextState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
