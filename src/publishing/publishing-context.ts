import type { TokenSubject } from '../auth/auth.js';
import type { ServiceProvider } from '../catalog/service-provider.js';
import type { GraphClient } from '../graph/graph-client.js';
import type { Clock } from '../graph/pace/clock.js';
import type { OwnNames } from '../microsoft/products/name-loader.js';
import type { HeldLease } from '../store/lease/held-lease.js';
import type { Store } from '../store/store.js';
import type { PublishPolicy } from './review/review-input.js';

/** What reviews and publishes of one account work with; each keeps what it started with. */
export interface PublishingContext {
  readonly graph: GraphClient;
  readonly store: Store;
  readonly providers: ReadonlyMap<string, ServiceProvider>;
  readonly policy: Partial<PublishPolicy>;
  /** What the portal calls plans and apps. */
  readonly names?: OwnNames | undefined;
  readonly clock: Clock;
  /** In whose name everything leaves. */
  readonly subject: TokenSubject;
  /** Whether a person is there who can sign in again or allow something. */
  readonly isAttended: boolean;
  readonly lease: HeldLease;
}
