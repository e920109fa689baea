import type { Store } from '../store.js';

/** Who opens the store, and where. */
export interface Session {
  /** Object id of the administrator. */
  readonly by: string;
  /** Sessions of one machine share all that is kept on it: two tabs of one browser. */
  readonly machine: string;
}

/** A fault of what keeps the data. It begins with `simulate` and ends with what that returns. */
export type StoreFault =
  /** There is no room left: every write is refused with `storage-full`. */
  | 'full'
  /** It cannot be reached for now: everything is refused with `storage-unavailable`. */
  | 'blocked'
  /** There is none: everything is refused with `storage-unavailable`. */
  | 'missing'
  /** All that was kept is gone, as when a user clears it. It works, and is empty. */
  | 'cleared';

/** A stored record to be spoiled. */
export interface SpoiledRecord {
  readonly part: 'workspaces' | 'journal';
  /** Of the workspace or the publish. */
  readonly id: string;
  /** `newer`: as if a later version of the library had written it, with a `schemaVersion` that this one does not know. */
  readonly how: 'damaged' | 'newer';
}

/** One memory of one team, empty at first: its machines and, where it can, its misfortunes. */
export interface StoreUnderTest {
  /** Opens the store of the tenant `contoso`, as a session of its own. */
  connect(session: Session): Store | Promise<Store>;
  /** Ends all sessions as a crash would; what is connected afterwards finds what is durable. */
  crash?(): Promise<void>;
  spoil?(record: SpoiledRecord): Promise<void>;
  simulate?(fault: StoreFault): Promise<() => unknown>;
  /** From now on the write of this number (1 is the next) to what keeps the data breaks off, within a call. */
  breakOff?(write: number): Promise<() => unknown>;
  /** Lets time pass, in milliseconds, where the store has a clock that all share: it decides who may be replaced. */
  passTime?(ms: number): Promise<void>;
  /** Runs after the last expectation. */
  dispose?(): Promise<unknown>;
}

export type CreateStore = () => StoreUnderTest | Promise<StoreUnderTest>;

/** What a store can be made to go through. Cases that need what it cannot do are not defined. */
export type Ability = 'crash' | 'spoil' | 'break-off' | StoreFault;

export interface ContractOptions {
  readonly abilities?: readonly Ability[];
  /** Adds the cases with very many records; they may take a minute. */
  readonly large?: boolean;
}

/** One thing that holds for every store. */
export interface ContractCase {
  readonly name: string;
  readonly needs?: Ability;
  readonly large?: true;
  readonly run: (store: StoreUnderTest) => Promise<void>;
}
