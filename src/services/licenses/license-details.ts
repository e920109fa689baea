import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery, pathSegment } from '../../graph/read/odata.js';
import type { AppStatus } from '../../model/plan/app-status.js';
import { graphId, readAnswerPages, wordOf } from '../read-answer.js';
import { readLicensesScopes } from './licenses.js';

/** The status of each app by service plan id, of each plan by SKU id. */
export type AppStatuses = ReadonlyMap<string, ReadonlyMap<string, AppStatus>>;

const statuses: readonly AppStatus[] = [
  'Success',
  'Disabled',
  'Error',
  'PendingInput',
  'PendingActivation',
  'PendingProvisioning',
];

const licenseDetailSchema = v.object({
  skuId: graphId,
  servicePlans: v.array(
    v.object({ servicePlanId: graphId, provisioningStatus: wordOf(statuses, 'PendingProvisioning') }),
  ),
});

/**
 * Reads how far Microsoft is with providing the apps of a user's plans.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (LicenseAssignment.Read.All), `not-found`, `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/user-list-licensedetails
 */
export async function getAppStatuses(
  graph: GraphClient,
  userId: string,
  options?: CallOptions,
): Promise<AppStatuses> {
  const path = `/users/${pathSegment(userId)}/licenseDetails${buildQuery({ select: ['id', 'skuId', 'servicePlans'] })}`;
  const pages = graph.pages<unknown>(path, { scopes: readLicensesScopes, ...options });
  const plans = new Map<string, ReadonlyMap<string, AppStatus>>();
  for await (const { items } of readAnswerPages(licenseDetailSchema, pages, "list of a user's plans"))
    for (const { skuId, servicePlans } of items)
      plans.set(
        skuId,
        new Map(servicePlans.map((app) => [app.servicePlanId, app.provisioningStatus] as const)),
      );
  return plans;
}
