import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../../graph/graph-client.js';
import { buildQuery } from '../../graph/read/odata.js';
import { readOrganizationScopes } from '../organization.js';
import { collectionOf, graphId, optionalDate, readAnswer, wordOf } from '../read-answer.js';

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

const subscriptionSchema = v.object({
  id: graphId,
  skuId: graphId,
  totalLicenses: v.number(),
  isTrial: v.boolean(),
  status: wordOf(['Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut'], 'Suspended'),
  nextLifecycleDateTime: optionalDate,
});

/**
 * Lists the tenant's subscriptions.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (Organization.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/directory-list-subscriptions
 */
export async function listSubscriptions(
  graph: GraphClient,
  options?: CallOptions,
): Promise<readonly Subscription[]> {
  const properties = ['id', 'skuId', 'totalLicenses', 'isTrial', 'status', 'nextLifecycleDateTime'];
  const path = `/directory/subscriptions${buildQuery({ select: properties })}`;
  const answer = await graph.get<unknown>(path, { scopes: readOrganizationScopes, ...options });
  const { value } = readAnswer(collectionOf(subscriptionSchema), answer, 'list of subscriptions');
  return value.map((wire) => ({
    id: wire.id,
    skuId: wire.skuId,
    totalLicenses: wire.totalLicenses,
    trial: wire.isTrial,
    status: wire.status,
    ...(wire.nextLifecycleDateTime ? { nextLifecycle: wire.nextLifecycleDateTime } : {}),
  }));
}
