import type { AppPair } from '../model/app-rules.js';
import type { Plan } from '../model/plan.js';
import type { BlockReason, LicenseAdd, ServiceRemoval } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import type { Workspace } from '../model/workspace.js';
import type { Ledger } from './ledger.js';

/** What the ledger calls the group of a workspace: as somebody who holds plans, and as what members hold. */
export function groupKey(workspaceId: string): string {
  return `group:${workspaceId}`;
}

/** Which users may get something. The host sets it. */
export interface PublishPolicy {
  /** Only users that come from the on-premises directory. */
  readonly requireSynced: boolean;
  readonly allowGuests: boolean;
  /** Users whose sign-in is switched off may get licenses too. */
  readonly allowDisabled: boolean;
}

export const defaultPolicy: PublishPolicy = { requireSynced: true, allowGuests: false, allowDisabled: false };

/** What the admin decided in the review, by user id. Plain JSON. */
export interface PublishDecisions {
  /** Confirmed countries, two letters. */
  readonly usageLocations?: Readonly<Record<string, string>>;
  /** Users whom this publish leaves alone. */
  readonly leftOut?: readonly string[];
  /** Users who let the others go first where licenses run out. */
  readonly waiting?: readonly string[];
  /** Reasons that the admin overrules. Only `assign-anyway` reasons can be. */
  readonly assignAnyway?: Readonly<Record<string, readonly BlockReason[]>>;
  /** Plans (SKU ids) that stay as a group gives them. */
  readonly leaveAsIs?: Readonly<Record<string, readonly string[]>>;
  /** Plans (SKU ids) and services (`serviceKey`) that were held before and belong to the workspace from now on. */
  readonly adopted?: Readonly<Record<string, readonly string[]>>;
}

/** A service that a user has, as its provider says. */
export interface HeldService extends ServiceRemoval {
  readonly userId: string;
}

/** The workspace's group as it is. */
export interface HeldGroup {
  readonly groupId: string;
  readonly members: ReadonlySet<string>;
  readonly licenses: readonly LicenseAdd[];
}

/** All that planning needs; nothing is read while planning. */
export interface PublishInput {
  /** The workspace to publish: its draft, or its deletion when it says so. */
  readonly workspace: Workspace;
  /** All other workspaces. What they published counts, their drafts do not. */
  readonly others: readonly Workspace[];
  /** Everybody concerned (`usersConcerned`); who is missing here is missing in the directory. */
  readonly users: ReadonlyMap<string, DirectoryUser>;
  readonly plans: readonly Plan[];
  readonly services: readonly HeldService[];
  readonly ledger: Ledger;
  /** On the group route, once there is a group. */
  readonly group?: HeldGroup;
  readonly policy?: Partial<PublishPolicy>;
  readonly decisions?: PublishDecisions;
  /** Apps that Microsoft refused together in this tenant: a warning. */
  readonly refusedPairs?: readonly AppPair[];
  /** The tenant's default country: proposed, never set unasked. */
  readonly proposedUsageLocation?: string;
  /** ISO 8601, UTC. */
  readonly readAt: string;
}

/** The users whom publishing this workspace may touch: subscribers now, subscribers before, and those who have something from it. */
export function usersConcerned({
  workspace,
  ledger,
}: Pick<PublishInput, 'workspace' | 'ledger'>): Set<string> {
  const ids = new Set([
    ...(workspace.deleting ? [] : workspace.draft.subscribers),
    ...(workspace.published?.subscribers ?? []),
    ...ledger.usersOf(workspace.id),
  ]);
  ids.delete(groupKey(workspace.id));
  return ids;
}
