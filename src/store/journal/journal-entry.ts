import type { ErrorCode } from '../../model/errors.js';
import type { Entitlement } from '../../model/holding/entitlement.js';
import type { GrantNote } from '../../model/holding/grant.js';
import type { Holder } from '../../model/holding/holder.js';
import type { GroupChange, UserChange } from '../../model/publish/change-set.js';
import type { PublishKind } from '../../model/publish/publish-kind.js';
import type { StepKind } from '../../model/publish/step.js';
import type { PublishCounts } from '../../model/publish/user-result.js';
import type { PublishRoute, WorkspaceContent } from '../../model/workspace/workspace.js';

/** The version of all records of the journal. */
export const journalSchemaVersion = 1;

/** All that is known of a publish before its first request leaves. Ids only; nothing personal. */
export interface PublishHead {
  readonly schemaVersion: typeof journalSchemaVersion;
  readonly publishId: string;
  /** Missing where it is about no workspace: licenses that are reclaimed. */
  readonly workspaceId?: string;
  /** The workspace's name then; workspaces may be gone later. */
  readonly workspaceName: string;
  readonly kind: PublishKind;
  /** Whether it takes back what another publish did. */
  readonly reverts: boolean;
  readonly route: PublishRoute;
  /** The publish that this one undoes, or goes on with. */
  readonly of?: string;
  /** Object id of the account, as the store knows it. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** People whom the button named. */
  readonly peopleCount: number;
  readonly blockedCount: number;
}

/** What a publish was to do for one person; what that takes and frees is missing where it is of no count. */
export type PlannedChange = Pick<UserChange, 'userId' | 'steps' | 'wave' | 'anyway' | 'before'> &
  Partial<Pick<UserChange, 'needs' | 'frees'>>;

/** What the workspace's group was to carry, on the group route. */
export type PlannedGroup = Pick<GroupChange, 'groupId' | 'add' | 'remove' | 'before' | 'bystanders'>;

/** That a step is about to be written: from now until it is settled nobody knows what the tenant has of it. */
export interface Claim {
  readonly holder: Holder;
  readonly step: StepKind;
  readonly gives: readonly Entitlement[];
  readonly takes: readonly Entitlement[];
}

/**
 * What became of a claimed step. It says again what was claimed, for one person may have several steps of a kind; what of
 * that it names neither as given, taken nor open is as it was before.
 */
export interface Settlement extends Claim {
  readonly given: readonly Entitlement[];
  readonly taken: readonly Entitlement[];
  /** Claimed, and still not known. */
  readonly open: readonly Entitlement[];
}

/**
 * Why a person's outcome is what it is.
 *
 * - `already-so`: applied without any write
 * - `settled-later`: applied as far as a later look shows; Microsoft's answer was lost
 * - `waits-for-microsoft`: open, until Microsoft carries out what it was handed
 * - `unanswered`: open, because the answer leaves doubt whether the write took effect
 * - the others: why it was not sent
 */
export const outcomeReasons = [
  'already-so',
  'cancelled',
  'changed-since-review',
  'interrupted',
  'settled-later',
  'stopped-early',
  'unanswered',
  'waits-for-microsoft',
] as const;

export type OutcomeReason = (typeof outcomeReasons)[number];

/** How a publish ended for one person. */
export interface Outcome {
  readonly userId: string;
  readonly status: 'applied' | 'failed' | 'open' | 'not-sent';
  /** ISO 8601, UTC. */
  readonly at: string;
  /** For `failed`. */
  readonly code?: ErrorCode;
  /** Why it was not sent, that it was so already, or for `open` what it waits for. */
  readonly reason?: OutcomeReason;
  /** Microsoft's request id, for support. */
  readonly requestId?: string;
}

/** `superseded`: another publish took over what was left. */
export type PublishEnd = 'completed' | 'cancelled' | 'stopped' | 'superseded';

/** The first entry of every publish. */
export interface StartedEntry {
  readonly kind: 'started';
  readonly head: PublishHead;
  /** What becomes the published content when the publish is through; none for a deletion. */
  readonly content?: WorkspaceContent;
  /** What was the published content before. */
  readonly contentBefore?: WorkspaceContent;
}

/** One fact about a publish, in the order in which it became known. */
export type JournalEntry =
  | StartedEntry
  | {
      readonly kind: 'planned';
      readonly group?: PlannedGroup;
      readonly changes: readonly PlannedChange[];
      /** Assigned licenses of the plans concerned when it was reviewed, by SKU id. */
      readonly assigned?: Readonly<Record<string, number>>;
    }
  | ({ readonly kind: 'group' } & RecordedGroup)
  | { readonly kind: 'noted'; readonly notes: readonly GrantNote[] }
  | { readonly kind: 'claimed'; readonly at: string; readonly claims: readonly Claim[] }
  | { readonly kind: 'settled'; readonly at: string; readonly settlements: readonly Settlement[] }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly Outcome[] }
  | {
      readonly kind: 'finished';
      readonly at: string;
      readonly end: PublishEnd;
      readonly counts: PublishCounts;
    };

/** The group of a workspace as a publish recorded it: its name before it is made, its object id from then on. */
export interface RecordedGroup {
  readonly name: string;
  readonly groupId?: string;
}

/** A publish in a list: its head and how it ended; `finished` is missing while it runs and after a crash. */
export interface PublishSummary {
  readonly head: PublishHead;
  /** The group that it worked on, as it was recorded last; only on the group route. */
  readonly group?: RecordedGroup;
  readonly finished?: { readonly at: string; readonly end: PublishEnd; readonly counts: PublishCounts };
}
