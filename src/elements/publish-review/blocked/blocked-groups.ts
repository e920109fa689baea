import type { BlockReason, BlockedUser, Remedy } from '../../../model/publish/block.js';
import type { PublishWarning } from '../../../model/publish/change-set.js';
import type { PublishDecisions } from '../../../publishing/review/review-input.js';

/** Users blocked for the same reason, about the same plan and apps. */
export interface BlockedGroup {
  readonly key: string;
  readonly reason: BlockReason;
  readonly skuId?: string;
  readonly servicePlanIds?: readonly string[];
  readonly blocks: BlockedUser['blocks'];
  readonly providerId?: string;
  /** The day on which Microsoft itself refused the two apps (ISO 8601). */
  readonly refusedAt?: string;
  readonly groupId?: string;
  readonly proposedUsageLocation?: string;
  readonly remedies: readonly Remedy[];
  /** Still blocked. */
  readonly open: readonly BlockedUser[];
  /** Blocked at first; the administrator settled it. */
  readonly settled: readonly SettledUser[];
}

export interface SettledUser extends BlockedUser {
  readonly by: Settlement;
}

/**
 * How a blocked user was settled. `others-wait`: somebody
 * else waits for a license instead. `other`: by a decision about something else.
 */
export type Settlement =
  'left-out' | 'location-set' | 'assigned-anyway' | 'left-as-is' | 'others-wait' | 'forgotten' | 'other';

/** What helps most comes first. */
const order: readonly BlockReason[] = [
  'group-not-ours',
  'usage-location-missing',
  'not-synced',
  'sign-in-disabled',
  'no-licenses-left',
  'guest',
  'licensed-by-group',
  'given-by-workspace',
  'apps-conflict',
  'prerequisite-missing',
  'plan-suspended',
  'plan-not-assignable',
  'service-unavailable',
  'changed-since',
  'licenses-unreadable',
  'user-missing',
];

/**
 * The blocked users by reason: those blocked now, and those blocked at first who were settled since.
 *
 * @param first - blocked without any decision
 * @param now - blocked under the decisions
 */
export function groupBlocked(
  first: readonly BlockedUser[],
  now: readonly BlockedUser[],
  decisions: PublishDecisions,
): readonly BlockedGroup[] {
  const stillBlocked = new Set(now.map(userKey));
  const groups = new Map<string, { open: BlockedUser[]; settled: SettledUser[]; sample: BlockedUser }>();
  const groupOf = (blocked: BlockedUser) => {
    const key = groupKey(blocked);
    const group = groups.get(key) ?? { open: [], settled: [], sample: blocked };
    groups.set(key, group);
    return group;
  };
  for (const blocked of now) groupOf(blocked).open.push(blocked);
  for (const blocked of first)
    if (!stillBlocked.has(userKey(blocked)))
      groupOf(blocked).settled.push({ ...blocked, by: findSettlement(blocked, decisions) });
  return [...groups]
    .map(([key, { open, settled, sample }]) => ({ ...pickShared(sample), key, open, settled }))
    .sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason) || (a.key < b.key ? -1 : 1));
}

/** Warnings of the same kind about the same plan, and whether they were settled since. */
export function listWarnings(
  first: readonly PublishWarning[],
  now: readonly PublishWarning[],
): readonly { readonly warning: PublishWarning; readonly settled: boolean }[] {
  const present = new Set(now.map(warningKey));
  return [
    ...now.map((warning) => ({ warning, settled: false })),
    ...first
      .filter((warning) => warning.kind === 'held-before' && !present.has(warningKey(warning)))
      .map((warning) => ({ warning, settled: true })),
  ];
}

export function warningKey({ kind, skuId }: PublishWarning): string {
  return `${kind} ${skuId}`;
}

/** Whether something of a user's is lost, so that the administrator has to say that it was looked at. */
export function mustConfirm({ kind }: PublishWarning): boolean {
  return kind !== 'held-before';
}

function pickShared({
  reason,
  blocks,
  skuId,
  providerId,
  servicePlanIds,
  refusedAt,
  groupId,
  proposedUsageLocation,
  remedies,
}: BlockedUser): Omit<BlockedGroup, 'key' | 'open' | 'settled'> {
  return {
    reason,
    blocks,
    remedies,
    ...(skuId ? { skuId } : {}),
    ...(servicePlanIds ? { servicePlanIds } : {}),
    ...(providerId ? { providerId } : {}),
    ...(refusedAt ? { refusedAt } : {}),
    ...(groupId ? { groupId } : {}),
    ...(proposedUsageLocation ? { proposedUsageLocation } : {}),
  };
}

/** How many people are blocked as a whole; of others only a part stays as it is. */
export function countBlocked(blocked: readonly BlockedUser[]): number {
  return new Set(blocked.filter(({ blocks }) => blocks === 'user').map(({ userId }) => userId)).size;
}

function findSettlement(
  { userId, reason, skuId, providerId }: BlockedUser,
  decisions: PublishDecisions,
): Settlement {
  if (decisions.leftOut?.includes(userId)) return 'left-out';
  if (reason === 'usage-location-missing' && decisions.usageLocations?.[userId]) return 'location-set';
  if (decisions.assignAnyway?.[userId]?.includes(reason)) return 'assigned-anyway';
  if (skuId && decisions.leaveAsIs?.[userId]?.includes(skuId)) return 'left-as-is';
  const { plans, providers } = decisions.forgotten ?? {};
  if ((skuId && plans?.includes(skuId)) || (providerId && providers?.includes(providerId)))
    return 'forgotten';
  if (reason === 'no-licenses-left' && decisions.waiting?.length) return 'others-wait';
  return 'other';
}

function groupKey({ reason, blocks, skuId, providerId, servicePlanIds, groupId }: BlockedUser): string {
  return [reason, blocks, skuId, providerId, ...(servicePlanIds ?? []), groupId].join(' ');
}

function userKey(blocked: BlockedUser): string {
  return `${blocked.userId} ${groupKey(blocked)}`;
}
