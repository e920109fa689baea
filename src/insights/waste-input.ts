import type { DirectoryUser } from '../model/holding/user.js';
import type { Plan } from '../model/plan/plan.js';
import type { Keep } from '../model/usage/keep.js';
import type { Subscription } from '../services/licenses/subscriptions.js';
import type { SignIn } from '../services/users/sign-ins.js';
import type { Prices } from './prices.js';

/** What findings are drawn from; nothing is read here. */
export interface WasteInput {
  readonly users: readonly DirectoryUser[];
  readonly plans: readonly Plan[];
  /** Missing when they may not be read: trials and renewals are then unknown. */
  readonly subscriptions?: readonly Subscription[];
  /** Last sign-ins by user id; missing when they were not read. A user who is missing in it is unknown, not inactive. */
  readonly signIns?: ReadonlyMap<string, SignIn>;
  /** Ids of mailboxes that need no license (`findSharedMailboxes`). */
  readonly sharedMailboxes?: ReadonlySet<string>;
  readonly prices?: Prices;
  readonly keeps?: readonly Keep[];
  readonly now: Date;
  /** Days without a sign-in after which somebody counts as inactive. Default: 90. */
  readonly inactiveDays?: number;
}
