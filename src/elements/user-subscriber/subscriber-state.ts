import type { IconName } from '../../icons.js';
import type { DirectoryUser } from '../../model/user.js';

/** Where a subscriber stands. */
export type SubscriberState =
  | 'reading'
  | 'new'
  | 'published'
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
  if (!user.accountEnabled) return 'disabled';
  if (user.guest) return 'guest';
  if (requireSynced && !user.synced) return 'not-synced';
  return user.usageLocation ? undefined : 'no-location';
}
