import type { AppPair } from '../app-rules.js';
import type { GrantNote } from '../holding/grant.js';
import type { PublishRoute } from '../workspace/workspace.js';
import type { BlockedUser } from './block.js';
import type { PublishKind } from './publish-kind.js';
import type { HeldBefore, LicenseAdd, Step } from './step.js';

/** Everything that changes for one person, step by step. */
export interface UserChange {
  readonly userId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly department?: string;
  /** In this order. */
  readonly steps: readonly Step[];
  /** Plans (SKU ids) of which this takes a license from those available, and of which it gives one back. */
  readonly needs: readonly string[];
  readonly frees: readonly string[];
  /** Changes with a higher number need licenses that those with a lower number free; they wait for them. */
  readonly wave: number;
  /** Apps that come together although they are remembered as excluding each other: the administrator said so. */
  readonly anyway?: readonly AppPair[];
  readonly before: HeldBefore;
}

/** What the workspace's group carries, and how that changes. */
export interface GroupChange {
  /** Undefined when the group is still to be made. */
  readonly groupId?: string;
  readonly add: readonly LicenseAdd[];
  readonly remove: readonly string[];
  /** All that it carried. Undo is made from it. */
  readonly before: readonly LicenseAdd[];
  /** People in the group whom its change touches too and who have no change of their own: blocked, left out, or let in elsewhere. */
  readonly bystanders: readonly string[];
  /** How many people are in the group. */
  readonly memberCount: number;
  /** Who owns it although the person neither made it nor is an administrator: such a person can let others in. */
  readonly strangers: readonly { readonly userId: string; readonly displayName: string }[];
  /** Whether it waits until everybody has left: the workspace goes over to direct licenses. */
  readonly isLast?: true;
}

/** Licenses of one plan before and after a publish. */
export interface LicenseCount {
  readonly skuId: string;
  readonly total: number;
  readonly assignedBefore: number;
  readonly added: number;
  readonly freed: number;
  readonly assignedAfter: number;
  /** Never below zero. */
  readonly availableAfter: number;
  /** People who asked for a license and get none. */
  readonly short: number;
}

/**
 * Something the administrator should have seen before publishing.
 *
 * - `mailbox-lost`: the people end without an Exchange mailbox; its content goes after Microsoft's grace period
 * - `mailbox-shrinks`: the people end with a smaller mailbox, which may be too full already
 * - `held-before`: the people hold the plan, and no workspace gave it; it is left alone unless adopted
 * - `sole-license-removed`: the people end without any license
 * - `apps-changed`: the group gives the plan with other apps than the people have, although the workspace leaves these as
 *   they are: a group has one list for everybody
 */
export interface PublishWarning {
  readonly kind: 'mailbox-lost' | 'mailbox-shrinks' | 'held-before' | 'sole-license-removed' | 'apps-changed';
  readonly skuId: string;
  readonly userIds: readonly string[];
}

/** Somebody of whom nobody can know yet what became of an earlier publish: it is pending. */
export interface OpenPerson {
  readonly userId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  /** `microsoft`: handed to Microsoft, which has not done it yet. `answer`: Microsoft's answer was lost. */
  readonly waitsFor: 'microsoft' | 'answer';
}

/** The exact change of the tenant that a publish would make. The review shows this value; the publish carries it out. */
export interface ChangeSet {
  readonly kind: PublishKind;
  readonly route: PublishRoute;
  /** None where it is about no workspace: licenses that are reclaimed. */
  readonly workspaceId?: string;
  /** ISO 8601, UTC: when the tenant was read. */
  readonly readAt: string;
  /** Ordered: by wave, in a wave those that free licenses first, then by name and id. */
  readonly changes: readonly UserChange[];
  readonly blocked: readonly BlockedUser[];
  readonly licenses: readonly LicenseCount[];
  readonly warnings: readonly PublishWarning[];
  /** Subscribers who have all they should already. */
  readonly unchangedCount: number;
  /** People with something to do whom the administrator left out; nothing happens to them. */
  readonly leftOut: readonly string[];
  /** Pending from before; nothing is written for them now. */
  readonly open: readonly OpenPerson[];
  /** What changes in the record of who gave what without any write. */
  readonly notes: readonly GrantNote[];
  /** Workspaces (ids) that say they are published and that the journal does not know as such: they do not count. */
  readonly unproven: readonly string[];
  /** Only where the workspace's group is concerned. */
  readonly group?: GroupChange;
}

/** A direct license of one person that the administrator wants to take back. */
export interface ReclaimItem {
  readonly userId: string;
  readonly skuId: string;
  /** The plan (SKU id) that the person gets in its place, in the same write: a swap. */
  readonly insteadSkuId?: string;
}
