import type { GraphClient } from '../graph/graph-client.js';
import type { Grant } from '../model/holding/grant.js';
import type { HostAction } from '../model/host-action.js';
import type { Keep, KeepTarget } from '../model/usage/keep.js';
import type { UsageSnapshot } from '../model/usage/usage-snapshot.js';
import type { Workspace } from '../model/workspace/workspace.js';
import type { GroupOwner } from '../services/groups/group-owners.js';
import type { StoreConnection } from './connection.js';
import type { ContentKind, ContentRecord } from './content/content-record.js';
import type { JournalEntry, PublishSummary, StartedEntry } from './journal/journal-entry.js';
import type { Lease, LeaseHold, LeaseProgress } from './lease/lease.js';
import type { NamedView } from './named-view.js';
import type { Order } from './order.js';
import type { RefusedPair } from './refused-pair.js';

/**
 * What the team remembers of one tenant: one port, whoever keeps the data.
 *
 * Everything that comes from it is checked on the way in. A record that cannot be read is put aside and listed as damaged;
 * it never keeps anybody from the others. Nothing that it says is enough to assign or take a license: that takes Graph, or
 * an entry of the journal.
 *
 * Every call may fail with `storage-unavailable`, `storage-full`, `record-newer` (a later version of this library wrote it:
 * reload), `offline` or `not-allowed`; what else it throws stands beside it. A call that fails has changed nothing.
 */
export interface Store {
  /** Which parts others see, on other machines. Screens ask this, never what kind of store it is. */
  readonly shares: StoreShares;
  readonly workspaces: WorkspaceRecords;
  readonly journal: Journal;
  readonly grants: GrantRecords;
  readonly lease: LeaseRecord;
  readonly orders: OrderRecords;
  readonly insights: InsightRecords;
  readonly views: ViewRecords;
  /** What is the team's own beyond what the journal says, of a store that knows who wrote to it. */
  readonly proof?: StoreProof;
  /** Of a store that has to be chosen first: until then every call fails with `store-not-chosen`. */
  readonly choice?: StoreChoice;
  /** What the portal lets whoever signed in do, of a store behind which a portal stands. */
  readonly rights?: (options?: CallOptions) => Promise<StoreRights>;
  /** Which tenant a customer of the portal works with, of a store behind which a portal stands. */
  readonly connection?: StoreConnection;
  /** All of these as they are stored, to be carried to another store. */
  readonly content: ContentRecords;
  /** Calls the listener when something changed, here or, where the store can tell, elsewhere; returns what ends that. */
  subscribe(listener: (part: StorePart) => void): () => void;
}

/**
 * What a store can vouch for, because only whoever may change the team's memory can have written it: that workspaces are
 * published as they say, and which groups are theirs. Without one, only the journal proves that.
 */
export interface StoreProof {
  isOwnGroup(workspaceId: string, groupId: string, options?: CallOptions): Promise<boolean>;
  /** Where the team's memory is, and who can change everything in it. */
  readPlace(options?: CallOptions): Promise<StorePlace>;
}

/** What a portal's back end lets somebody do. It refuses the rest, whatever the page offers. */
export interface StoreRights {
  /** Object id of whoever asks, or what the portal calls her. */
  readonly subject: string;
  readonly can: readonly HostAction[];
  /** Whether she may let the portal publish with its own permission. */
  readonly server: boolean;
  /** After how many days the portal forgets publishes; missing where that is left to administrators. */
  readonly retentionDays?: number;
}

/** A place where a team's memory is, or may be, by the name that it has there. */
export interface StorePlace {
  readonly id: string;
  readonly name: string;
  /** Who can change everything in it. */
  readonly owners: readonly GroupOwner[];
}

/** Which of several places is the team's memory. A person says so, once in each browser. */
export interface StoreChoice {
  /** Permissions that the store takes, for reading and writing: asked for at once. */
  readonly scopes: readonly string[];
  /** Those that may be meant. Names prove nothing: a person decides. */
  list(options?: CallOptions): Promise<readonly StorePlace[]>;
  accept(id: string): Promise<void>;
  /** Makes a new one, and chooses it. */
  create(): Promise<StorePlace>;
}

export type StorePart = 'workspaces' | 'journal' | 'grants' | 'lease' | 'orders' | 'insights' | 'views';

export type StoreShares = Readonly<Record<StorePart, boolean>>;

/** Whose memory a store opens: the tenant, and the account that signs what is written. */
export interface StoreContext {
  readonly tenantId: string;
  /** Object id of the account, or the id of the application where no person is signed in. */
  readonly by: string;
  /** The tenant's Graph, for a store that keeps something there. */
  readonly graph?: GraphClient;
  /** An access token of the account, for a store behind which an API of the portal's own stands. */
  readonly getToken?: (scopes: readonly string[], options?: CallOptions) => Promise<string>;
}

/** A kind of store, to be opened once it is known who signed in: `browserStore()`, `memoryStore()`, or a portal's own. */
export type OpenStore = (context: StoreContext) => Store;

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** A workspace as stored. The etag changes with every write. */
export interface StoredWorkspace {
  readonly workspace: Workspace;
  readonly etag: string;
}

/** Something stored that cannot be read: listed, exported as it is, and removed by an administrator. */
export interface DamagedRecord {
  /** Names it in `remove`. */
  readonly id: string;
  /** What can still be told of it. */
  readonly workspaceId?: string;
  /** ISO 8601, UTC. */
  readonly at?: string;
  /** All that is stored of it, as it is. */
  readonly record: unknown;
}

/** Workspaces. Every write carries the etag it read; a stale one is refused, so that no update is lost. */
export interface WorkspaceRecords {
  list(
    options?: CallOptions,
  ): Promise<{ readonly workspaces: readonly StoredWorkspace[]; readonly damaged: readonly DamagedRecord[] }>;
  /** @throws {ProvisioningError} `record-unreadable` */
  get(id: string, options?: CallOptions): Promise<StoredWorkspace | undefined>;
  /**
   * Writes a workspace and returns the new etag; `etag: null` creates. Who made it as it is, a stamp that differs from what
   * is stored, is set by the store; who decided something about a person, likewise.
   *
   * @throws {ProvisioningError} `stale` when somebody else wrote meanwhile; `name-refused` for a name that nobody can read;
   * `record-unreadable` for what is no workspace, or an exception that is none or there twice
   */
  put(workspace: Workspace, options: { readonly etag: string | null }): Promise<string>;
  /**
   * @throws {ProvisioningError} `stale`; `still-granted` while anything that it gave, or may have given, was not taken
   * back: deleting such a workspace is a publish of nothing
   */
  delete(id: string, options: { readonly etag: string }): Promise<void>;
  /** Removes a damaged record for good. One that can be read is left alone. */
  remove(damagedId: string): Promise<void>;
}

/**
 * What publishes intended and what came of it, as facts that are only ever added: before a request leaves and after it was
 * answered. After a crash at any point the truth can be found again.
 */
export interface Journal {
  /**
   * Adds facts to a publish, durably, in order, all or none, and changes the grants that follow from them at once (where
   * the store has no transactions, a grant is written before its entry and ended after it). The first call for a publish
   * begins with `started`; its `by` is set by the store.
   *
   * @throws {ProvisioningError} `lease-lost` when another session has taken the lease since
   */
  append(publishId: string, entries: readonly JournalEntry[], hold: LeaseHold): Promise<void>;
  /** Everything about one publish, or `[]` when unknown. @throws {ProvisioningError} `record-unreadable` */
  read(publishId: string, options?: CallOptions): Promise<readonly JournalEntry[]>;
  /**
   * How one publish started, or undefined when unknown: its first entry alone, however many people it was about.
   * @throws {ProvisioningError} `record-unreadable`
   */
  readStart(publishId: string, options?: CallOptions): Promise<StartedEntry | undefined>;
  /** All publishes, the one started last first: by the order in which they came here, for clocks are put back. */
  list(
    options?: CallOptions,
  ): Promise<{ readonly publishes: readonly PublishSummary[]; readonly damaged: readonly DamagedRecord[] }>;
  /** Removes a damaged publish for good. What it gave stays known as far as it is. */
  remove(damagedId: string): Promise<void>;
  /**
   * Forgets publishes that finished before a date (ISO 8601, UTC), and returns how many. Never one with open steps, nor
   * what the last publish of a workspace is undone from; nor, of a workspace that is stored, the publish that it names as
   * its last and the newest that has a `group`. What they gave stays known.
   */
  prune(before: string): Promise<number>;
  /**
   * Puts a random id in the place of a person's everywhere in the journal, in workspaces, orders and in what is kept on
   * purpose, also in what is damaged.
   * @throws {ProvisioningError} `still-granted` while she holds something that a workspace gave, or may hold it
   */
  erase(userId: string): Promise<void>;
}

/** Who gave what, folded from the journal. Nobody writes it directly. */
export interface GrantRecords {
  /** All of them, or those of one workspace. */
  list(options?: CallOptions & { readonly workspaceId?: string }): Promise<readonly Grant[]>;
}

/** One publisher per tenant. */
export interface LeaseRecord {
  /** Whose it is; nobody's too when its holder is known to be gone. */
  read(options?: CallOptions): Promise<Lease | undefined>;
  /**
   * Takes the lease when nobody has it, its holder is known to be gone, or this session has it: an earlier hold of it is
   * lost then. With `over`, takes it from a holder that is as it was seen: whoever asks has
   * watched its beat stand still for two minutes of their own time. A store with a clock that all share decides by that one.
   *
   * @throws {ProvisioningError} `conflict` when another session has it, or has moved since
   */
  take(sessionId: string, options?: { readonly over?: Pick<Lease, 'fence' | 'beat'> }): Promise<LeaseHold>;
  /** Shows that the holder is there, and how far it is. @throws {ProvisioningError} `lease-lost` */
  raise(hold: LeaseHold, progress?: LeaseProgress): Promise<void>;
  /** Gives it back. One that was lost already is left with whoever has it. */
  release(hold: LeaseHold): Promise<void>;
}

/** Reviews that a person confirmed and somebody else carries out, and what updates automatically. */
export interface OrderRecords {
  /** Those that can be read; others are never carried out. */
  list(options?: CallOptions): Promise<readonly StoredOrder[]>;
  /** `etag: null` creates; who confirmed it is set by the store then, and stays. @throws {ProvisioningError} `stale` */
  put(order: Order, options: { readonly etag: string | null }): Promise<string>;
  /** @throws {ProvisioningError} `stale` */
  delete(id: string, options: { readonly etag: string }): Promise<void>;
}

export interface StoredOrder {
  readonly order: Order;
  readonly etag: string;
}

/** What was counted and decided about licenses. */
export interface InsightRecords {
  /** The counts of each day, oldest first. */
  listSnapshots(options?: CallOptions): Promise<readonly UsageSnapshot[]>;
  /** In place of an earlier one of that day. */
  putSnapshot(snapshot: UsageSnapshot): Promise<void>;
  /** What is kept on purpose, also what ended. */
  listKeeps(options?: CallOptions): Promise<readonly Keep[]>;
  /** Each in place of an earlier one of the same. Who decided it is set by the store. */
  putKeeps(keeps: readonly Keep[]): Promise<void>;
  deleteKeeps(targets: readonly KeepTarget[]): Promise<void>;
  /** Combinations of apps or plans that Graph refused in this tenant. */
  listRefused(options?: CallOptions): Promise<readonly RefusedPair[]>;
  putRefused(pairs: readonly RefusedPair[]): Promise<void>;
  deleteRefused(pairs: readonly Pick<RefusedPair, 'ids'>[]): Promise<void>;
}

/** Views of lists that somebody gave a name. */
export interface ViewRecords {
  list(options?: CallOptions): Promise<readonly NamedView[]>;
  /** In place of an earlier one of that name. */
  put(view: NamedView): Promise<void>;
  delete(name: string): Promise<void>;
}

/**
 * All that a store holds, as it is stored, for `moveStore`: nothing is signed, folded or checked on the way out or in, so
 * that what is damaged, or of a later version, comes along as well. What the parts give of it is the same before and after.
 * The lease is no part of it: its numbers belong to each store.
 *
 * Where the store has transactions, a call writes all or nothing. Where it has none, it writes the records in their order,
 * each whole, so that calling again goes on with the rest.
 */
export interface ContentRecords {
  /** All records of a kind; of publishes the one started last first. */
  list(kind: ContentKind, options?: CallOptions): Promise<readonly ContentRecord[]>;
  /**
   * Adds records whose key is not there yet, with their etags. One that is there is left as it is. A publish that is added
   * counts as started before all that are there: in the order in which they are listed, they keep it.
   *
   * @returns those in whose place something else is there, as `covers` judges it
   * @throws {ProvisioningError} `lease-lost` when another session has taken the lease since
   */
  put(records: readonly ContentRecord[], hold: LeaseHold): Promise<readonly ContentRecord[]>;
  /**
   * Removes records that are as they are given, a publish with all its entries; what it gave stays. Those that are not there
   * are passed over.
   *
   * @returns those that were changed meanwhile, and stay
   * @throws {ProvisioningError} `lease-lost` when another session has taken the lease since
   */
  delete(records: readonly ContentRecord[], hold: LeaseHold): Promise<readonly ContentRecord[]>;
}
