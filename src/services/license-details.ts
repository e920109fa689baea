import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { buildQuery, pathSegment } from '../graph/odata.js';
import type { AppStatus } from '../model/app-status.js';
import { readLicensesScopes } from './licenses.js';

/** The status of each app by service plan id, of each plan by SKU id. */
export type AppStatuses = ReadonlyMap<string, ReadonlyMap<string, AppStatus>>;

interface LicenseDetailWire {
  skuId: string;
  servicePlans: { servicePlanId: string; provisioningStatus: AppStatus }[];
}

/**
 * Reads how far Microsoft is with providing the apps of a user's plans.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (LicenseAssignment.Read.All), `not-found`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list-licensedetails
 */
export async function getAppStatuses(
  graph: GraphClient,
  userId: string,
  options?: CallOptions,
): Promise<AppStatuses> {
  const path = `/users/${pathSegment(userId)}/licenseDetails${buildQuery({ select: ['id', 'skuId', 'servicePlans'] })}`;
  const statuses = new Map<string, ReadonlyMap<string, AppStatus>>();
  for await (const { items } of graph.pages<LicenseDetailWire>(path, {
    scopes: readLicensesScopes,
    ...options,
  }))
    for (const { skuId, servicePlans } of items)
      statuses.set(
        skuId,
        new Map(servicePlans.map((app) => [app.servicePlanId, app.provisioningStatus] as const)),
      );
  return statuses;
}
