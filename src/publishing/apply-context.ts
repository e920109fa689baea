import type { ServiceProvider } from '../catalog/service-provider.js';
import type { Clock } from '../graph/clock.js';
import type { GraphClient } from '../graph/graph-client.js';
import type { ProvisioningError } from '../model/errors.js';
import type { Journal } from './journal.js';

/** What applying a plan works with. */
export interface ApplyContext {
  readonly graph: GraphClient;
  readonly providers: ReadonlyMap<string, ServiceProvider>;
  readonly journal: Journal;
  /** The publish in the journal; it must have been started there. */
  readonly publishId: string;
  readonly clock: Clock;
}

/** Asked when the session ended in the middle. Resolve with true when the admin signed in again, with false to stop. */
export type OnPaused = (error: ProvisioningError) => Promise<boolean>;

export interface ApplyOptions {
  /** Finishes what is in flight and reports the rest as not attempted. */
  readonly signal?: AbortSignal;
  /** Told when all is sent and Microsoft is still to go through the group's members, and when that is over. */
  readonly onAssigning?: (assigning: boolean) => void;
  /** Without it, the rest is not attempted when the session ends. */
  readonly onPaused?: OnPaused;
}
