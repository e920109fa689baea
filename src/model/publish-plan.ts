import type { AppPair } from './app-rules.js';
import type { ProvisioningError } from './errors.js';
import type { DirectoryUser } from './user.js';
import type { PublishRoute, WorkspaceService } from './workspace.js';

/** A license to give, or to give again with other apps switched off. */
export interface LicenseAdd {
  readonly skuId: string;
  /** The complete list; Graph replaces the old one. */
  readonly disabledPlans: readonly string[];
}

/** A service to take away. */
export interface ServiceRemoval extends WorkspaceService {
  /** What the provider needs to find the assignment again. */
  readonly assignmentId?: string;
}

/** What a user had of the plans and services that a change touches. Undo is built from it. */
export interface UserBefore {
  readonly licenses: readonly LicenseAdd[];
  readonly services: readonly WorkspaceService[];
  readonly usageLocation?: string;
}

/** Everything that changes for one user. Its licenses travel in one `assignLicense` call. */
export interface UserChange {
  readonly userId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly department?: string;
  /** Plans given, and plans held that get another list of disabled apps. */
  readonly addLicenses: readonly LicenseAdd[];
  /** Plans taken. */
  readonly removeLicenses: readonly string[];
  /** Of `addLicenses`, those that the user holds already: only their apps change. */
  readonly changedPlans: readonly string[];
  readonly addServices: readonly WorkspaceService[];
  readonly removeServices: readonly ServiceRemoval[];
  /** Two-letter country to set first; only what the admin confirmed. */
  readonly setUsageLocation?: string;
  /** Changes with a higher number need licenses that those with a lower number free; they wait for them. */
  readonly wave: number;
  /** What the user becomes of the workspace's group; only on the group route. */
  readonly group?: 'join' | 'leave';
  /**
   * Of `addLicenses` and `removeLicenses`, those that Microsoft gives and takes through the group; the rest is direct. One
   * in both is given through the group in place of a direct license.
   */
  readonly byGroup?: readonly string[];
  /** Apps that come together although they are remembered as excluding each other: the administrator said so. */
  readonly anyway?: readonly AppPair[];
  readonly before: UserBefore;
}

/** Why a user cannot get what the workspace says. */
export const blockReasons = [
  'user-missing',
  'usage-location-missing',
  'not-synced',
  'sign-in-disabled',
  'guest',
  'plan-suspended',
  'plan-not-assignable',
  'apps-conflict',
  'prerequisite-missing',
  'no-licenses-left',
  'licensed-by-group',
  'given-by-workspace',
] as const;

export type BlockReason = (typeof blockReasons)[number];

/** What the admin can do about a blocked user, offered beside the reason. */
export type Remedy =
  | 'set-usage-location'
  | 'leave-out'
  | 'assign-anyway'
  | 'switch-app-off'
  | 'remove-plan'
  | 'buy-licenses'
  | 'reclaim'
  | 'leave-as-is';

/** One reason why one user is blocked. The user keeps what is held. A user may be blocked for several reasons. */
export interface BlockedUser {
  readonly userId: string;
  /** `user`: nothing changes for the user. `plan`: only this plan stays as it is, the rest goes on. */
  readonly blocks: 'user' | 'plan';
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly reason: BlockReason;
  readonly remedies: readonly Remedy[];
  /** The plan concerned, where the reason is about one. */
  readonly skuId?: string;
  /** The apps concerned (service plan ids): the two that conflict, or the one that needs and the one needed. */
  readonly servicePlanIds?: readonly string[];
  /** Microsoft itself refused the two apps in this tenant (`apps-conflict`); else they are only remembered. */
  readonly refused?: true;
  /** The country proposed for `set-usage-location`. */
  readonly proposedUsageLocation?: string;
  /** The group that gives the plan already (`licensed-by-group`). */
  readonly groupId?: string;
}

/** Licenses of one plan before and after a publish. */
export interface SeatCount {
  readonly skuId: string;
  readonly total: number;
  readonly assignedBefore: number;
  readonly added: number;
  readonly freed: number;
  readonly assignedAfter: number;
  /** Never below zero. */
  readonly availableAfter: number;
  /** Users who asked for a license and get none. */
  readonly short: number;
}

/**
 * Something the admin should have seen before publishing.
 *
 * - `mailbox-lost`: the users end without an Exchange mailbox; its content goes after Microsoft's grace period
 * - `mailbox-shrinks`: the users end with a smaller mailbox, which may be too full already
 * - `held-before`: the users hold the plan, and no workspace gave it; it is left alone unless adopted
 * - `sole-license-removed`: the users end without any license
 */
export interface PublishWarning {
  readonly kind: 'mailbox-lost' | 'mailbox-shrinks' | 'held-before' | 'sole-license-removed';
  readonly skuId: string;
  readonly userIds: readonly string[];
}

/** That a workspace gave a user a plan (`key` is its SKU id) or a service (`key` is its `serviceKey`). */
export interface Grant {
  readonly workspaceId: string;
  readonly userId: string;
  readonly key: string;
}

/** What changes in the record of who gave what without any write to the tenant. */
export interface LedgerChange extends Grant {
  /** `claim`: given by another workspace, or held before and adopted. `drop`: another workspace gives it still, or it is gone. */
  readonly action: 'claim' | 'drop';
}

/** What the workspace's group carries, on the group route. */
export interface GroupChange {
  /** Undefined when the group is still to be made. */
  readonly groupId?: string;
  readonly addLicenses: readonly LicenseAdd[];
  readonly removeLicenses: readonly string[];
  /** What it carried of these plans. Undo is built from it. */
  readonly before: readonly LicenseAdd[];
  /** Members whom its change touches too and who have no change of their own: blocked, left out, or let in elsewhere. */
  readonly bystanders: readonly string[];
}

/** The exact change of the tenant that a publish would make. The review shows this value; applying executes it. */
export interface PublishPlan {
  /** `publish`: what the workspace says. `undo`: what an earlier publish changed, back. `reclaim`: licenses taken back. */
  readonly kind: 'publish' | 'undo' | 'reclaim';
  readonly route: PublishRoute;
  readonly workspaceId: string;
  /** ISO 8601, UTC: when the tenant was read. */
  readonly readAt: string;
  /** Ordered: by wave, in a wave those that free licenses first, then by name and id. */
  readonly changes: readonly UserChange[];
  readonly blocked: readonly BlockedUser[];
  readonly seats: readonly SeatCount[];
  readonly warnings: readonly PublishWarning[];
  /** Subscribers who have all they should already. */
  readonly unchangedCount: number;
  /** Users with something to do whom the admin left out; nothing happens to them. */
  readonly leftOut: readonly string[];
  readonly ledger: readonly LedgerChange[];
  /** Only on the group route. */
  readonly group?: GroupChange;
}

/** A direct license of one person that the administrator wants to take back. */
export interface ReclaimItem {
  readonly userId: string;
  readonly skuId: string;
  /** The plan (SKU id) that the person gets in its place, in the same write: a swap. */
  readonly insteadSkuId?: string;
}

/** Stands where a publish names its workspace: reclaimed licenses belong to none. */
export const reclaimId = 'reclaim';

/** How one user's change ended. */
export type UserResult =
  | { readonly userId: string; readonly status: 'applied' }
  | { readonly userId: string; readonly status: 'failed'; readonly error: ProvisioningError }
  | { readonly userId: string; readonly status: 'skipped'; readonly reason: 'already-right' | 'left-out' }
  | {
      readonly userId: string;
      readonly status: 'not-attempted';
      readonly reason: 'cancelled' | 'stopped-early';
    };

/** Where the users are who have nothing wrong with them: for sorting and showing. */
export type UserNames = Pick<DirectoryUser, 'id' | 'displayName' | 'userPrincipalName'>;

/** What a publish is, as the journal names it. */
export type PublishKind = PublishPlan['kind'] | 'retry' | 'resume';
