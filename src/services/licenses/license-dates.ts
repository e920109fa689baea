import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery, pathSegment } from '../../graph/read/odata.js';
import { graphId, optionalDate, optionalText, readAnswer } from '../read-answer.js';
import { readUsersScopes } from '../users/users.js';

/** When each license of a user changed last, by `licenseKey`. UTC. */
export type LicenseDates = ReadonlyMap<string, Date>;

const licenseDatesSchema = v.object({
  licenseAssignmentStates: v.array(
    v.object({ skuId: graphId, assignedByGroup: optionalText, lastUpdatedDateTime: optionalDate }),
  ),
});

/** One plan of one user from one source. */
export function licenseKey(license: {
  readonly skuId: string;
  readonly assignedByGroup?: string | null | undefined;
}): string {
  return `${license.skuId} ${license.assignedByGroup ?? ''}`;
}

/**
 * Reads when the licenses of a user changed last: were assigned, got other apps, began to fail or to work.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (User.Read.All), `not-found`, `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/resources/licenseassignmentstate
 */
export async function getLicenseDates(
  graph: GraphClient,
  userId: string,
  options?: CallOptions,
): Promise<LicenseDates> {
  const path = `/users/${pathSegment(userId)}${buildQuery({ select: ['licenseAssignmentStates'] })}`;
  const answer = await graph.get<unknown>(path, { scopes: readUsersScopes, ...options });
  const { licenseAssignmentStates } = readAnswer(licenseDatesSchema, answer, "user's licenses");
  return new Map(
    licenseAssignmentStates.flatMap((license) =>
      license.lastUpdatedDateTime ? [[licenseKey(license), license.lastUpdatedDateTime] as const] : [],
    ),
  );
}
