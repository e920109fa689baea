import type { HeldService } from '../../catalog/held-services.js';
import type { Entitlement } from '../../model/holding/entitlement.js';
import type { GrantIndex } from '../../model/holding/grant-index.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { RefusedApps } from '../../model/plan/app-inspector.js';
import type { Plan } from '../../model/plan/plan.js';
import type { BlockReason } from '../../model/publish/block.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import type { LicensedGroup } from '../../services/groups/licensed-group.js';

/** Who may get something. The host sets it. */
export interface PublishPolicy {
  /** Only people who come from the on-premises directory. */
  readonly requireSynced: boolean;
  readonly allowGuests: boolean;
  /** People whose sign-in is turned off may get licenses too. */
  readonly allowDisabled: boolean;
}

export const defaultPolicy: PublishPolicy = { requireSynced: true, allowGuests: false, allowDisabled: false };

/** What the administrator decided in the review, by user id. Plain JSON. */
export interface PublishDecisions {
  /** Confirmed countries, two letters. */
  readonly usageLocations?: Readonly<Record<string, string>>;
  /** People whom this publish leaves alone. */
  readonly leftOut?: readonly string[];
  /** People who let the others go first where licenses run out. */
  readonly waiting?: readonly string[];
  /** Reasons that the administrator overrules. Only `assign-anyway` reasons can be. */
  readonly assignAnyway?: Readonly<Record<string, readonly BlockReason[]>>;
  /** Plans (SKU ids) that stay as a group gives them. */
  readonly leaveAsIs?: Readonly<Record<string, readonly string[]>>;
  /** Entitlements (`entitlementToKey`) that were held before and belong to the workspace from now on. */
  readonly adopted?: Readonly<Record<string, readonly string[]>>;
  /** Workspaces (ids) that count as published although the journal does not know it. */
  readonly trusted?: readonly string[];
  /** Plans (SKU ids) and service providers (ids) that are gone, and of which the record of who has them is to end. */
  readonly forgotten?: { readonly plans?: readonly string[]; readonly providers?: readonly string[] };
}

/** Whether the administrator said that the record of who has it is to end, for what it is about is gone. */
export function isForgotten({ forgotten }: PublishDecisions, entitlement: Entitlement): boolean {
  if (entitlement.kind === 'plan') return forgotten?.plans?.includes(entitlement.skuId) ?? false;
  return entitlement.kind === 'service' && (forgotten?.providers?.includes(entitlement.providerId) ?? false);
}

/** The workspace's group as it is. */
export interface HeldGroup extends LicensedGroup {
  /** Owners who neither made it nor are administrators, where that was looked at. */
  readonly strangers?: readonly { readonly userId: string; readonly displayName: string }[];
}

/** All that reviewing needs; nothing is read meanwhile. */
export interface ReviewInput {
  /** The workspace to publish: its draft, or its deletion when it says so. */
  readonly workspace: Workspace;
  /** All other workspaces. What they published counts, their drafts do not. */
  readonly others: readonly Workspace[];
  /** Those of the others whose `published` no publish in the journal stands for. */
  readonly unproven?: ReadonlySet<string>;
  /** Everybody concerned (`usersConcerned`); who is missing here is missing in the directory. */
  readonly users: ReadonlyMap<string, DirectoryUser>;
  readonly plans: readonly Plan[];
  readonly services: readonly HeldService[];
  /** Service providers (ids) that are not registered or did not answer: nobody knows who has their services. */
  readonly silentProviders?: ReadonlySet<string>;
  readonly grants: GrantIndex;
  /** Of whom (`holderToKey`) a publish that was cut off may still have requests under way: nothing is written to them. */
  readonly pending?: ReadonlySet<string>;
  /** The workspace's group, once there is one that is known to be ours. */
  readonly group?: HeldGroup;
  /** The group that the workspace's record names and nobody accepted: it is not touched. */
  readonly foreignGroupId?: string;
  readonly policy?: Partial<PublishPolicy>;
  readonly decisions?: PublishDecisions;
  /** Apps that Microsoft refused together in this tenant: a warning, with the day (ISO 8601). */
  readonly refusedPairs?: readonly RefusedApps[];
  /** The tenant's default country: proposed, never set unasked. */
  readonly proposedUsageLocation?: string;
  /** ISO 8601, UTC. */
  readonly readAt: string;
}

/** The people whom publishing this workspace may touch: subscribers now, subscribers before, and those who have something from it. */
export function usersConcerned(input: Pick<ReviewInput, 'workspace' | 'grants'>): Set<string> {
  const { workspace, grants } = input;
  return new Set([
    ...(workspace.deleting ? [] : workspace.draft.subscribers),
    ...(workspace.published?.subscribers ?? []),
    ...grants.usersOf(workspace.id),
  ]);
}
