import { toProvisioningError, type ProvisioningError } from '../model/errors.js';
import type { Store, StoreRights } from '../store/store.js';

/** After so long somebody who looks has it asked again, where it did not answer, in milliseconds. */
const askAgainMs = 10_000;

/** What the portal's back end lets whoever signed in do, as far as it has said so. It is asked when somebody wants to know. */
export class KnownRights {
  readonly #read: NonNullable<Store['rights']>;
  readonly #onNews: () => void;
  #rights: StoreRights | undefined;
  #error: ProvisioningError | undefined;
  #failedAt = -Infinity;
  #reading: Promise<StoreRights> | undefined;

  /** @param onNews - something else is known now */
  constructor(read: NonNullable<Store['rights']>, onNews: () => void) {
    this.#read = read;
    this.#onNews = onNews;
  }

  /** What it said last; undefined while nothing is known. */
  get current(): StoreRights | undefined {
    // What may pass by itself is asked for again, but not by the very drawing that shows it.
    const mayAsk =
      !this.#error || (this.#error.retryable && performance.now() - this.#failedAt >= askAgainMs);
    if (!this.#rights && !this.#reading && mayAsk) void this.#ask();
    return this.#rights;
  }

  /** Why nothing is known. */
  get error(): ProvisioningError | undefined {
    return this.#error;
  }

  /** Asks anew. @throws {ProvisioningError} */
  async refresh(): Promise<StoreRights> {
    const rights = await this.#ask();
    if (rights) return rights;
    throw this.#error as ProvisioningError;
  }

  async #ask(): Promise<StoreRights | undefined> {
    const reading = (this.#reading ??= this.#read());
    try {
      this.#rights = await reading;
      this.#error = undefined;
      return this.#rights;
    } catch (thrown) {
      this.#rights = undefined;
      this.#error = toProvisioningError(thrown);
      this.#failedAt = performance.now();
      return undefined;
    } finally {
      if (this.#reading === reading) {
        this.#reading = undefined;
        this.#onNews();
      }
    }
  }
}
