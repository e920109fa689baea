import type { IconName } from '../../../icons.js';
import type { DirectoryUser } from '../../../model/holding/user.js';

/** Where a subscriber stands. */
export type SubscriberState =
  | 'reading'
  | 'new'
  | 'published'
  | 'incomplete'
  | 'license-error'
  | 'leaving'
  | 'missing'
  | 'no-location'
  | 'not-synced'
  | 'disabled'
  | 'guest';

export const stateLooks: Readonly<
  Record<SubscriberState, readonly [tone: string, shape: IconName, iconTone: string]>
> = {
  reading: ['muted', 'waiting', ''],
  new: ['', 'plus', 'info'],
  published: ['', 'done', 'ok'],
  incomplete: ['warn', 'attention', ''],
  'license-error': ['bad', 'failed', ''],
  leaving: ['muted', 'minus', ''],
  missing: ['bad', 'failed', ''],
  'no-location': ['warn', 'attention', ''],
  'not-synced': ['warn', 'attention', ''],
  disabled: ['warn', 'blocked', ''],
  guest: ['warn', 'attention', ''],
};

export const blockedStates: ReadonlySet<SubscriberState> = new Set([
  'missing',
  'no-location',
  'not-synced',
  'disabled',
  'guest',
]);

/** Subscribers who lack something that was published. */
export const incompleteStates: ReadonlySet<SubscriberState> = new Set(['incomplete', 'license-error']);

/** One row of the list of subscribers. */
export interface SubscriberRow {
  readonly id: string;
  /** Undefined while being read, and for ids that the directory does not know. */
  readonly user: DirectoryUser | undefined;
  readonly state: SubscriberState;
  /** In the draft; a leaving subscriber is not. */
  readonly subscribed: boolean;
  readonly isNew: boolean;
}

/** What keeps a person from getting licenses, or undefined. A missing usage location comes last: it is settled in the review. */
export function personState(user: DirectoryUser, requireSynced: boolean): SubscriberState | undefined {
  if (user.accountEnabled === false) return 'disabled';
  if (user.guest) return 'guest';
  if (requireSynced && !user.synced) return 'not-synced';
  return user.usageLocation ? undefined : 'no-location';
}

/**
 * Whether somebody has what was published, as the directory says: a publish may have failed for one person, or somebody
 * else has taken a license away since. Of somebody whose licenses Graph left out, nothing is said.
 *
 * @param skuIds - plans that were published and are still in the draft
 */
export function licenseState(user: DirectoryUser, skuIds: readonly string[]): SubscriberState | undefined {
  if (user.licensesUnknown) return undefined;
  const held = skuIds.map((skuId) => user.licenses.filter((license) => license.skuId === skuId));
  if (held.some((licenses) => licenses.length > 0 && licenses.every(({ state }) => state === 'Error')))
    return 'license-error';
  return held.some((licenses) => licenses.length === 0) ? 'incomplete' : undefined;
}
