import type { HostAction } from '../../model/host-action.js';
import type { Route } from '../../store/portal/route.js';
import type { Database } from '../../store/records/database.js';
import type { CallOptions, Store } from '../../store/store.js';
import type { Authorization } from '../authorize/authorize.js';
import type { TenantId } from '../database/tenant-id.js';

/** What there is to answer a request about one tenant with. */
export interface Asked extends CallOptions {
  readonly tenantId: TenantId;
  readonly store: Store;
  /** What the store keeps, row by row. */
  readonly rows: Database;
  readonly authorization: Authorization;
  /** After how many days the portal forgets publishes, where it does. */
  readonly retentionDays?: number;
  /** Refuses what whoever asks may not do. @throws {ProvisioningError} `not-allowed` */
  readonly require: (actions: readonly HostAction[]) => void;
  /** Refuses whoever may do none of these. @throws {ProvisioningError} `not-allowed` */
  readonly requireAny: (actions: readonly HostAction[]) => void;
  /** Refuses whoever may not let the portal publish with its own permission. @throws {ProvisioningError} `not-allowed` */
  readonly requireServer: () => void;
}

/** What there is to answer a request about a customer with, who may have no tenant yet. */
export interface CustomerAsked extends CallOptions {
  readonly authorization: Authorization;
  /** What is remembered of a tenant, whether she may see it or not. */
  readonly openStore: (tenantId: TenantId) => Store;
}

/** A route with what answers it. */
export interface Answer<Given = Asked> {
  readonly route: Route<unknown, unknown>;
  /** @param input - as the route's schema made it */
  readonly run: (input: never, asked: Given) => Promise<unknown>;
}

/** How a route is answered. */
export function answer<Input, Result, Given = Asked>(
  route: Route<Input, Result>,
  run: (input: Input, asked: Given) => Promise<Result>,
): Answer<Given> {
  return { route, run };
}

/** Of a route that answers nothing. */
export const done: Readonly<Record<never, never>> = {};
