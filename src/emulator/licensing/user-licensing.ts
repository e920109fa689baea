import { createBadRequest, createNotFound, type GraphFault } from '../graph-error.js';
import type { AssignedLicense, LicenseAssignmentState, SkuEntity, UserEntity } from '../tenant/entities.js';
import { toIso } from '../tenant/generate/users.js';
import type { Tenant } from '../tenant/tenant.js';
import { listEnabledPlans, mergeLicenses } from './assigned-plans.js';
import type { LicenseChange } from './license-change.js';
import { describeConflict, describeMissing, findConflict, listMissingPrerequisites } from './rules/index.js';
import { isCountryCode, isSoldIn } from './usage-location.js';

/**
 * Changes a user's direct licenses, all or nothing. Checks run in Graph's order: the user, the SKUs, the usage
 * location, what is held, the units, then conflicts and prerequisites among the plans that would result.
 *
 * @throws {GraphFault} 404 for an unknown user, 400 for everything else
 */
export function assignUserLicenses(tenant: Tenant, userKey: string, change: LicenseChange): UserEntity {
  const user = tenant.findUser(userKey);
  if (!user) throw createNotFound(userKey);
  for (const license of change.add) checkAssignable(tenant, license);
  for (const skuId of change.remove) if (!tenant.skus.has(skuId)) throw createUnknownSku(skuId);
  for (const { skuId } of change.add) checkUsageLocation(tenant, user.usageLocation, skuId);
  for (const skuId of change.remove) checkRemovable(user, skuId);
  for (const { skuId } of change.add) checkUnits(tenant, user, skuId);
  const states = applyChange(user.licenseAssignmentStates, change, toIso(tenant.clock.now()));
  checkPlans(listEnabledPlans(tenant.skus, mergeLicenses(states)));
  return commitStates(tenant, user, states);
}

/** Replaces a user's license states and everything that follows from them: licenses held and units consumed. */
export function commitStates(
  tenant: Tenant,
  user: UserEntity,
  states: readonly LicenseAssignmentState[],
): UserEntity {
  const before = new Set(user.assignedLicenses.map((license) => license.skuId));
  const assignedLicenses = mergeLicenses(states);
  const after = new Set(assignedLicenses.map((license) => license.skuId));
  for (const skuId of after) if (!before.has(skuId)) addConsumed(tenant, skuId, 1);
  for (const skuId of before) if (!after.has(skuId)) addConsumed(tenant, skuId, -1);
  return tenant.users.update(user.id, { licenseAssignmentStates: states, assignedLicenses });
}

/** True when another user could get the SKU. Suspended and locked-out units do not count; expiring ones do. */
export function hasFreeUnit(sku: SkuEntity): boolean {
  return sku.consumedUnits < sku.prepaidUnits.enabled + sku.prepaidUnits.warning;
}

/** @throws {GraphFault} 400 unless the SKU is the tenant's, for users, and has the apps that are turned off */
export function checkAssignable(tenant: Tenant, { skuId, disabledPlans }: AssignedLicense): void {
  const sku = tenant.skus.get(skuId);
  if (!sku || sku.capabilityStatus === 'Deleted') throw createUnknownSku(skuId);
  if (sku.appliesTo === 'Company') throw createBadRequest(`License ${skuId} cannot be assigned to a user.`);
  const foreign = disabledPlans.find((id) => !sku.servicePlans.some((plan) => plan.servicePlanId === id));
  if (foreign !== undefined)
    throw createBadRequest(`Service plan ${foreign} does not belong to subscription ${skuId}.`);
}

function createUnknownSku(skuId: string): GraphFault {
  return createBadRequest(`License ${skuId} does not correspond to a valid company License.`);
}

function checkUsageLocation(tenant: Tenant, usageLocation: string | null, skuId: string): void {
  if (usageLocation === null || !isCountryCode(usageLocation) || !isSoldIn(tenant, skuId, usageLocation))
    throw createBadRequest('License assignment cannot be done for user with invalid usage location.');
}

function checkRemovable(user: UserEntity, skuId: string): void {
  const sources = user.licenseAssignmentStates.filter((state) => state.skuId === skuId);
  if (sources.some((state) => state.assignedByGroup === null)) return;
  throw createBadRequest(
    sources.length > 0
      ? 'User license is inherited from a group membership and it cannot be removed directly from the user.'
      : 'User does not have a corresponding license.',
  );
}

function checkUnits(tenant: Tenant, user: UserEntity, skuId: string): void {
  if (user.assignedLicenses.some((license) => license.skuId === skuId)) return;
  const sku = tenant.skus.get(skuId);
  if (sku && !hasFreeUnit(sku))
    throw createBadRequest(`Subscription with SKU ${skuId} does not have any available licenses.`);
}

function checkPlans(plans: ReadonlySet<string>): void {
  const conflict = findConflict(plans);
  if (conflict) throw createBadRequest(describeConflict(conflict));
  const [missing] = listMissingPrerequisites(plans);
  if (missing) throw createBadRequest(describeMissing(missing));
}

function applyChange(
  states: readonly LicenseAssignmentState[],
  change: LicenseChange,
  lastUpdatedDateTime: string,
): LicenseAssignmentState[] {
  const touched = new Set([...change.remove, ...change.add.map(({ skuId }) => skuId)]);
  const kept = states.filter((state) => state.assignedByGroup !== null || !touched.has(state.skuId));
  return [...kept, ...change.add.map((license) => toDirectState(license, lastUpdatedDateTime))];
}

function toDirectState(license: AssignedLicense, lastUpdatedDateTime: string): LicenseAssignmentState {
  return { ...license, assignedByGroup: null, state: 'Active', error: 'None', lastUpdatedDateTime };
}

function addConsumed(tenant: Tenant, skuId: string, difference: number): void {
  const sku = tenant.skus.get(skuId);
  if (sku) tenant.skus.set(skuId, { ...sku, consumedUnits: sku.consumedUnits + difference });
}
