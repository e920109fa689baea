import * as v from 'valibot';
import type { CallOptions, GraphClient, GraphWrite } from '../../graph/graph-client.js';
import { buildQuery, pathSegment } from '../../graph/read/odata.js';
import { showsObject } from '../../graph/write/confirmation.js';
import { type OwnNames, type ProductNames } from '../../microsoft/products/name-loader.js';
import type { Plan } from '../../model/plan/plan.js';
import type { LicenseAdd } from '../../model/publish/step.js';
import { collectionOf, graphId, readAnswer, wordOf } from '../read-answer.js';
import { loadProductNames } from './product-names.js';

/** Reads plans and their counts. */
export const readLicensesScopes = ['LicenseAssignment.Read.All'] as const;
/** Assigns and unassigns licenses. */
export const writeLicensesScopes = ['LicenseAssignment.ReadWrite.All'] as const;
/** Asks Microsoft to try again what groups give. */
export const reprocessScopes = ['User.ReadWrite.All'] as const;

const subscribedSkuSchema = v.object({
  skuId: graphId,
  skuPartNumber: v.string(),
  // Neither what is new to this library can be assigned.
  appliesTo: wordOf(['User', 'Company'], 'Company'),
  capabilityStatus: wordOf(['Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut'], 'Suspended'),
  consumedUnits: v.number(),
  prepaidUnits: v.object({
    enabled: v.number(),
    warning: v.number(),
    suspended: v.number(),
    lockedOut: v.nullish(v.number(), 0),
  }),
  subscriptionIds: v.nullish(v.array(v.string()), []),
  servicePlans: v.array(
    v.object({ servicePlanId: graphId, servicePlanName: v.string(), appliesTo: v.nullish(v.string()) }),
  ),
});

const planProperties = [
  'id',
  'skuId',
  'skuPartNumber',
  'appliesTo',
  'capabilityStatus',
  'consumedUnits',
  'prepaidUnits',
  'subscriptionIds',
  'servicePlans',
] as const;

export interface ListPlansOptions extends CallOptions {
  readonly names?: OwnNames | undefined;
}

/**
 * Lists the plans that the tenant has subscribed, with their counts, ordered by name.
 *
 * @throws {ProvisioningError} `not-signed-in`, `consent-required` (LicenseAssignment.Read.All), `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/subscribedsku-list
 */
export async function listPlans(
  graph: GraphClient,
  { names: own, ...options }: ListPlansOptions = {},
): Promise<readonly Plan[]> {
  const path = `/subscribedSkus${buildQuery({ select: planProperties })}`;
  const [answer, names] = await Promise.all([
    graph.get<unknown>(path, { scopes: readLicensesScopes, ...options }),
    loadProductNames(own),
  ]);
  const { value } = readAnswer(collectionOf(subscribedSkuSchema), answer, 'list of plans');
  return value.map((wire) => toPlan(wire, names)).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/**
 * The one write that gives and takes all licenses of a user. It counts as done where it takes a single one that the user
 * does not hold; among several, Graph does not say which. Only an answer that shows the user confirms it.
 *
 * @see https://learn.microsoft.com/graph/api/user-assignlicense
 */
export function assignLicenseWrite(
  userId: string,
  add: readonly LicenseAdd[],
  remove: readonly string[],
): GraphWrite {
  return {
    method: 'POST',
    path: `/users/${pathSegment(userId)}/assignLicense`,
    body: { addLicenses: add, removeLicenses: remove },
    key: userId,
    confirms: showsObject(userId),
    ...(add.length === 0 && remove.length === 1 ? { doneWhen: 'license-not-held' } : {}),
  };
}

/**
 * The write that asks Microsoft to try again what groups give to a user. Only an answer that shows the user confirms it.
 *
 * @see https://learn.microsoft.com/graph/api/user-reprocesslicenseassignment
 */
export function reprocessLicensesWrite(userId: string): GraphWrite {
  return {
    method: 'POST',
    path: `/users/${pathSegment(userId)}/reprocessLicenseAssignment`,
    key: userId,
    confirms: showsObject(userId),
  };
}

/**
 * Asks Microsoft to try again what groups give to a user. Direct licenses stay as they are.
 *
 * @throws {ProvisioningError} `consent-required` (User.ReadWrite.All), `role-required`, `not-found`, `throttled`, `offline`;
 *   what still keeps the licenses from working, e.g. `no-licenses-left`
 * @see https://learn.microsoft.com/graph/api/user-reprocesslicenseassignment
 */
export async function reprocessLicenses(
  graph: GraphClient,
  userId: string,
  options?: CallOptions,
): Promise<void> {
  // Asking twice does no harm.
  await graph.write(
    { ...reprocessLicensesWrite(userId), repeatable: true },
    { scopes: reprocessScopes, ...options },
  );
}

function toPlan(wire: v.InferOutput<typeof subscribedSkuSchema>, names: ProductNames): Plan {
  return {
    skuId: wire.skuId,
    skuPartNumber: wire.skuPartNumber,
    name: names.product(wire.skuPartNumber, wire.skuId),
    appliesTo: wire.appliesTo,
    capabilityStatus: wire.capabilityStatus,
    consumedUnits: wire.consumedUnits,
    prepaidUnits: wire.prepaidUnits,
    subscriptionIds: wire.subscriptionIds,
    apps: wire.servicePlans.map((app) => ({
      servicePlanId: app.servicePlanId,
      servicePlanName: app.servicePlanName,
      name: names.app(app.servicePlanName, app.servicePlanId),
      switchable: app.appliesTo === 'User',
    })),
  };
}
