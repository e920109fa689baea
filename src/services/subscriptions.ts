import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { buildQuery } from '../graph/odata.js';
import { readOrganizationScopes } from './organization.js';

/** What was bought of a plan, and until when. One plan may have several subscriptions. */
export interface Subscription {
  readonly id: string;
  readonly skuId: string;
  readonly totalLicenses: number;
  readonly trial: boolean;
  readonly status: 'Enabled' | 'Warning' | 'Suspended' | 'Deleted' | 'LockedOut';
  /** When it moves to the next status unless renewed, UTC. */
  readonly nextLifecycle?: Date;
}

/**
 * Lists the tenant's subscriptions.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (Organization.Read.All), `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/directory-list-subscriptions
 */
export async function listSubscriptions(
  graph: GraphClient,
  options?: CallOptions,
): Promise<readonly Subscription[]> {
  const properties = ['id', 'skuId', 'totalLicenses', 'isTrial', 'status', 'nextLifecycleDateTime'];
  const { value } = await graph.get<{
    value: {
      id: string;
      skuId: string;
      totalLicenses: number;
      isTrial: boolean;
      status: Subscription['status'];
      nextLifecycleDateTime?: string | null;
    }[];
  }>(`/directory/subscriptions${buildQuery({ select: properties })}`, {
    scopes: readOrganizationScopes,
    ...options,
  });
  return value.map((wire) => ({
    id: wire.id,
    skuId: wire.skuId,
    totalLicenses: wire.totalLicenses,
    trial: wire.isTrial,
    status: wire.status,
    ...(wire.nextLifecycleDateTime ? { nextLifecycle: new Date(wire.nextLifecycleDateTime) } : {}),
  }));
}
