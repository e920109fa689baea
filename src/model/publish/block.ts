/** Why a person cannot get what the workspace says. */
export const blockReasons = [
  'user-missing',
  'licenses-unreadable',
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
  'changed-since',
  'service-unavailable',
  'group-not-ours',
] as const;

export type BlockReason = (typeof blockReasons)[number];

/** What the administrator can do about a blocked person, offered beside the reason. */
export type Remedy =
  | 'set-usage-location'
  | 'leave-out'
  | 'assign-anyway'
  | 'turn-app-off'
  | 'remove-plan'
  | 'buy-licenses'
  | 'reclaim'
  | 'leave-as-is'
  | 'forget'
  | 'accept-group';

/** One reason why one person is blocked, who keeps what is held. Somebody may be blocked for several reasons. */
export interface BlockedUser {
  readonly userId: string;
  /** `user`: nothing changes for the person. `part`: only this plan or service stays as it is, the rest goes on. */
  readonly blocks: 'user' | 'part';
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly reason: BlockReason;
  readonly remedies: readonly Remedy[];
  /** The plan concerned, where the reason is about one. */
  readonly skuId?: string;
  /** The service provider concerned (`service-unavailable`). */
  readonly providerId?: string;
  /** The apps concerned (service plan ids): the two that conflict, or the one that needs and the one needed. */
  readonly servicePlanIds?: readonly string[];
  /** When Microsoft itself refused the two apps in this tenant (`apps-conflict`, ISO 8601); else they are only remembered. */
  readonly refusedAt?: string;
  /** The country proposed for `set-usage-location`. */
  readonly proposedUsageLocation?: string;
  /** The group that gives the plan already (`licensed-by-group`), or that is not known to be ours (`group-not-ours`). */
  readonly groupId?: string;
}
