import { toProvisioningError, type ProvisioningError } from '../model/errors.js';
import type { StoreChoice, StorePlace } from '../store/store.js';
import { Askers } from './askers.js';

/** How far somebody is with saying where the team's memory is. */
export interface ChoosingState {
  /** Those that may be meant; undefined while they are read. */
  readonly places?: readonly StorePlace[];
  /** Whether one is being made or taken. */
  readonly isBusy: boolean;
  /** What went wrong last. */
  readonly error?: ProvisioningError;
}

/** Lets somebody say where the team's memory is, for all elements at once. */
export class StoreChoosing {
  /** Those that have nothing to show before somebody has chosen. */
  readonly askers = new Askers(() => this.#notify());
  readonly #choice: StoreChoice;
  readonly #onChosen: () => unknown;
  readonly #listeners = new Set<() => void>();
  #state: ChoosingState | undefined;

  /** @param onChosen - everything of the store can be read now */
  constructor(choice: StoreChoice, onChosen: () => unknown) {
    this.#choice = choice;
    this.#onChosen = onChosen;
  }

  /** Permissions that the store takes. */
  get scopes(): readonly string[] {
    return this.#choice.scopes;
  }

  /** The first who asks has the places read. */
  get state(): ChoosingState {
    if (!this.#state) {
      this.#state = { isBusy: false };
      void this.load();
    }
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads which there are. */
  async load(): Promise<void> {
    this.#set({ isBusy: false });
    try {
      this.#set({ isBusy: false, places: await this.#choice.list() });
    } catch (thrown) {
      this.#set({ isBusy: false, error: toProvisioningError(thrown) });
    }
  }

  accept(id: string): Promise<void> {
    return this.#choose(() => this.#choice.accept(id));
  }

  create(): Promise<void> {
    return this.#choose(() => this.#choice.create());
  }

  async #choose(act: () => Promise<unknown>): Promise<void> {
    const { places } = this.state;
    const known = places ? { places } : {};
    this.#set({ ...known, isBusy: true });
    try {
      await act();
      this.#set({ ...known, isBusy: false });
      this.#onChosen();
    } catch (thrown) {
      this.#set({ ...known, isBusy: false, error: toProvisioningError(thrown) });
    }
  }

  #set(state: ChoosingState): void {
    this.#state = state;
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
