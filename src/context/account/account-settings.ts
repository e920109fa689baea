import type { Auth } from '../../auth/auth.js';
import type { ServiceProvider } from '../../catalog/service-provider.js';
import type { GraphTransport } from '../../graph/http/graph-transport.js';
import type { Prices } from '../../insights/prices.js';
import type { OwnNames } from '../../microsoft/products/name-loader.js';
import type { CanDo } from '../../model/host-action.js';
import type { PublishPolicy } from '../../publishing/review/review-input.js';
import type { ConnectorSource } from '../../services/connectors.js';
import type { OpenStore } from '../../store/store.js';

/** What the host sets of one account's services. */
export interface AccountSettings {
  /** Gives the tokens. */
  readonly auth: Auth;
  /** Where Microsoft Graph is, without a version: `https://graph.microsoft.com`. */
  readonly origin: string;
  readonly transport?: GraphTransport | undefined;
  /** Default: in this browser. */
  readonly store?: OpenStore | undefined;
  readonly serviceProviders: readonly ServiceProvider[];
  readonly connectorSource?: ConnectorSource | undefined;
  readonly graphConnectors: boolean;
  readonly policy: Partial<PublishPolicy>;
  readonly can?: CanDo | undefined;
  readonly prices?: Prices | undefined;
  readonly names?: OwnNames | undefined;
}
