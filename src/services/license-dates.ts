import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { buildQuery, pathSegment } from '../graph/odata.js';
import { readUsersScopes } from './users.js';

/** When each license of a user changed last, by `licenseKey`. UTC. */
export type LicenseDates = ReadonlyMap<string, Date>;

interface LicenseDatesWire {
  licenseAssignmentStates?: {
    skuId: string;
    assignedByGroup?: string | null;
    lastUpdatedDateTime?: string | null;
  }[];
}

/** One plan of one user from one source. */
export function licenseKey(license: {
  readonly skuId: string;
  readonly assignedByGroup?: string | null;
}): string {
  return `${license.skuId} ${license.assignedByGroup ?? ''}`;
}

/**
 * Reads when the licenses of a user changed last: were assigned, got other apps, began to fail or to work.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `not-found`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/resources/licenseassignmentstate
 */
export async function getLicenseDates(
  graph: GraphClient,
  userId: string,
  options?: CallOptions,
): Promise<LicenseDates> {
  const path = `/users/${pathSegment(userId)}${buildQuery({ select: ['licenseAssignmentStates'] })}`;
  const { licenseAssignmentStates = [] } = await graph.get<LicenseDatesWire>(path, {
    scopes: readUsersScopes,
    ...options,
  });
  return new Map(
    licenseAssignmentStates.flatMap((license) =>
      license.lastUpdatedDateTime
        ? [[licenseKey(license), new Date(license.lastUpdatedDateTime)] as const]
        : [],
    ),
  );
}
