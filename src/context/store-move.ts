import { toProvisioningError, type ProvisioningError } from '../model/errors.js';
import { actionsToMove } from '../model/host-action.js';
import type { MoveProgress, MoveResult } from '../store/move/move-result.js';
import { moveStore } from '../store/move/move-store.js';
import type { Store } from '../store/store.js';
import type { HostPermissions } from './host-permissions.js';

/** What a store holds of what people made or look at, counted; what cannot be read counts as well. */
export interface StoreAmount {
  readonly workspaces: number;
  readonly publishes: number;
  readonly views: number;
  readonly keeps: number;
  /** Days with counts of licenses. */
  readonly days: number;
}

/** How it stands with what is still in this browser. */
export type StoreMoveState =
  /** Nothing is there, as far as is known yet. */
  | { readonly status: 'nothing' }
  | { readonly status: 'offered'; readonly amount: StoreAmount }
  | { readonly status: 'moving'; readonly progress?: MoveProgress }
  | { readonly status: 'moved'; readonly result: MoveResult }
  | { readonly status: 'failed'; readonly at: 'looking' | 'moving'; readonly error: ProvisioningError };

export interface StoreMoveOptions {
  readonly from: Store;
  readonly to: Store;
  readonly permissions: HostPermissions;
}

/**
 * Moves what this browser holds into the store that the host has set meanwhile. It belongs to the account, not to an element:
 * it goes on while elements come and go.
 */
export class StoreMove {
  readonly #options: StoreMoveOptions;
  readonly #listeners = new Set<() => void>();
  #state: StoreMoveState = { status: 'nothing' };
  #endListening: (() => void) | undefined;

  constructor(options: StoreMoveOptions) {
    this.#options = options;
  }

  get state(): StoreMoveState {
    const { permissions } = this.#options;
    return actionsToMove.every((action) => permissions.allows(action)) ? this.#state : nothing;
  }

  /** Calls the listener when the state changes, and looks when it is the first; returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (!this.#endListening) {
      // Another tab may move it as well.
      this.#endListening = this.#options.from.subscribe(() => void this.#lookAgain());
      void this.look();
    }
    return () => this.#listeners.delete(listener);
  }

  /** Looks what is there. */
  async look(): Promise<void> {
    try {
      const amount = await countStore(this.#options.from);
      if (this.#state.status !== 'moving')
        this.#show(isNothing(amount) ? nothing : { status: 'offered', amount });
    } catch (thrown) {
      const error = toProvisioningError(thrown);
      // A browser that keeps nothing holds nothing.
      const isNone = error.code === 'storage-unavailable';
      this.#show(isNone ? nothing : { status: 'failed', at: 'looking', error });
    }
  }

  /** Moves it. How that ended is in the state. */
  async move(): Promise<void> {
    if (this.#state.status === 'moving') return;
    const { from, to, permissions } = this.#options;
    this.#show({ status: 'moving' });
    try {
      await permissions.require(actionsToMove);
      const result = await moveStore(from, to, {
        onProgress: (progress) => this.#show({ status: 'moving', progress }),
      });
      this.#show({ status: 'moved', result });
    } catch (thrown) {
      this.#show({ status: 'failed', at: 'moving', error: toProvisioningError(thrown) });
    }
  }

  /** Shows no longer how it ended. */
  close(): void {
    this.#show(nothing);
  }

  dispose(): void {
    this.#endListening?.();
    this.#listeners.clear();
  }

  async #lookAgain(): Promise<void> {
    if (this.#state.status === 'offered' || this.#state.status === 'nothing') await this.look();
  }

  #show(state: StoreMoveState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

const nothing: StoreMoveState = { status: 'nothing' };

/** Workspaces come with their subscribers. */
async function countStore({ workspaces, journal, views, insights }: Store): Promise<StoreAmount> {
  const [stored, published, named, keeps, snapshots] = await Promise.all([
    workspaces.list(),
    journal.list(),
    views.list(),
    insights.listKeeps(),
    insights.listSnapshots(),
  ]);
  return {
    workspaces: stored.workspaces.length + stored.damaged.length,
    publishes: published.publishes.length + published.damaged.length,
    views: named.length,
    keeps: keeps.length,
    days: snapshots.length,
  };
}

function isNothing(amount: StoreAmount): boolean {
  return Object.values(amount).every((count) => count === 0);
}
