import { ProvisioningError } from '../../model/errors.js';
import type { StoreContext, StorePart } from '../store.js';
import type { Database } from './database.js';

/** Tells who listens what changed. */
export interface ChangeChannel {
  announce(parts: readonly StorePart[]): void;
  subscribe(listener: (part: StorePart) => void): () => void;
}

/** Tells whether the holder of a lease is still there: a tab that was closed is not. */
export interface Presence {
  /** Stands for a holder until it is ended, or its tab goes. Undefined where nothing can tell. */
  begin(): Promise<string | undefined>;
  end(id: string): void;
  /** Whether it is known to be gone; false where nobody knows. */
  isGone(id: string): Promise<boolean>;
}

/** Only the beat of a lease tells whether its holder is there. */
export const nobodyKnows: Presence = {
  begin: async () => undefined,
  end: () => undefined,
  isGone: async () => false,
};

/** What all parts of a store are made of. */
export interface StoreBase {
  readonly context: StoreContext;
  readonly database: Database;
  readonly changes: ChangeChannel;
  readonly presence: Presence;
}

/** The refusal of a write whose etag is no longer the stored one. */
export function staleError(what: string): ProvisioningError {
  return new ProvisioningError(
    'stale',
    `${what} was changed by someone else after it was read here; nothing was written.`,
  );
}

/** The property of something that may be anything. */
export function getField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
