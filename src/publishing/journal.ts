import type { ErrorCode } from '../model/errors.js';
import {
  type Grant,
  type GroupChange,
  type LedgerChange,
  type PublishKind,
  type PublishPlan,
  type UserChange,
} from '../model/publish-plan.js';
import type { WorkspaceContent } from '../model/workspace.js';

/** A user's change as the journal keeps it: ids only, nothing personal. */
export type RecordedChange = Omit<UserChange, 'displayName' | 'userPrincipalName' | 'department'>;

/** The head of a publish: all that is known before the first request leaves. */
export interface PublishHead {
  readonly schemaVersion: typeof journalSchemaVersion;
  readonly publishId: string;
  readonly tenantId: string;
  readonly workspaceId: string;
  /** The workspace's name then; workspaces may be gone later. */
  readonly workspaceName: string;
  readonly kind: PublishKind;
  /** Whether it takes back what another publish did. */
  readonly reverts: boolean;
  readonly route: PublishPlan['route'];
  /** The publish that this one resumes, retries or undoes. */
  readonly of?: string;
  /** Object id of the account. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly changeCount: number;
  readonly blockedCount: number;
}

/** The part of a user's change that a write carries. */
export type WritePart = 'usage-location' | 'licenses' | 'services' | 'membership';

/** One fact about a publish, in the order in which it became known. */
export type JournalEntry =
  | {
      readonly kind: 'started';
      readonly head: PublishHead;
      /** What becomes the published content when the publish is through; none for a deletion. */
      readonly content?: WorkspaceContent;
      /** What was the published content before. */
      readonly contentBefore?: WorkspaceContent;
    }
  | {
      readonly kind: 'planned';
      /** On the group route: what the group itself is to carry. */
      readonly group?: GroupChange;
      readonly changes: readonly RecordedChange[];
    }
  | { readonly kind: 'ledger'; readonly changes: readonly LedgerChange[] }
  | {
      readonly kind: 'intent';
      readonly part: WritePart;
      readonly userIds: readonly string[];
      readonly at: string;
    }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly RecordedOutcome[] }
  | {
      readonly kind: 'finished';
      readonly at: string;
      readonly end: PublishEnd;
      readonly counts: PublishCounts;
    };

/** How one user's change ended, with what of it took effect. */
export interface RecordedOutcome {
  readonly userId: string;
  readonly status: 'applied' | 'failed' | 'not-attempted' | 'skipped';
  readonly at: string;
  /** For `failed`. */
  readonly code?: ErrorCode;
  /** Microsoft's request id, for support. */
  readonly requestId?: string;
  /** Entitlements (SKU ids and service keys) that were given and taken, whatever the status. */
  readonly given: readonly string[];
  readonly taken: readonly string[];
}

/** `superseded`: another publish took over what was left. */
export type PublishEnd = 'completed' | 'cancelled' | 'stopped' | 'superseded';

export interface PublishCounts {
  readonly applied: number;
  readonly failed: number;
  readonly notAttempted: number;
  readonly skipped: number;
}

export const journalSchemaVersion = 1;

/** A publish in a list: its head and how it ended; `finished` is missing while it runs and after a crash. */
export interface PublishSummary {
  readonly head: PublishHead;
  readonly finished?: { readonly at: string; readonly end: PublishEnd; readonly counts: PublishCounts };
}

/** A publish whose record cannot be read: what it gave and is not known as a grant counts as given by nobody. */
export interface DamagedPublish {
  readonly publishId: string;
  /** Missing where that cannot be read. */
  readonly workspaceId?: string;
  /** ISO 8601, UTC; missing where that cannot be read. */
  readonly startedAt?: string;
  /** All that is stored of it, as it is. */
  readonly record: unknown;
}

/**
 * What publishes of one tenant intended and what came of it. It is written before a request leaves and after it was
 * answered, so after a crash at any point the truth can be found again. Ids only; nothing personal.
 *
 * These are the engine's facts; `createEngineJournal` keeps them as those of the store.
 */
export interface Journal {
  /**
   * Adds facts to a publish, durably, in order and all or none. The first call for a publish begins with `started`.
   * @throws {ProvisioningError} `storage-unavailable`, `storage-full`
   */
  append(publishId: string, entries: readonly JournalEntry[]): Promise<void>;
  /** Everything about one publish, or `[]` when unknown. @throws {ProvisioningError} `storage-unavailable`, `record-newer`, `record-unreadable` */
  read(publishId: string): Promise<readonly JournalEntry[]>;
  /**
   * All publishes but the damaged ones, the one started last first: by the order in which they came here, for clocks
   * are put back.
   * @throws {ProvisioningError} `storage-unavailable`, `record-newer`
   */
  list(): Promise<readonly PublishSummary[]>;
  /**
   * Publishes that cannot be read: their head, their end or, when they did not finish, anything of them. A journal
   * that cannot be damaged leaves it out.
   * @throws {ProvisioningError} `storage-unavailable`, `record-newer`
   */
  damaged?(): Promise<readonly DamagedPublish[]>;
  /** Lists a damaged publish no more; its record is kept until `prune`. @throws {ProvisioningError} `storage-unavailable` */
  setAside?(publishId: string): Promise<void>;
  /** What workspaces gave and did not take back, also by publishes that are forgotten. @throws {ProvisioningError} `storage-unavailable` */
  grants(): Promise<readonly Grant[]>;
  /**
   * Forgets publishes that finished before a date (ISO 8601, UTC) and returns how many. What they gave stays known.
   * @throws {ProvisioningError} `storage-unavailable`
   */
  prune(before: string): Promise<number>;
}

export function recordChange({
  displayName: _name,
  userPrincipalName: _upn,
  department: _department,
  ...change
}: UserChange): RecordedChange {
  return change;
}
