import { createBadRequest, GraphFault } from '../graph-error.js';
import type { AssignedLicense, GroupEntity } from '../tenant/entities.js';
import { hasPremium } from '../tenant/generate/tenant.js';
import { getPlanId } from '../tenant/service-plans.js';
import type { Tenant } from '../tenant/tenant.js';
import { listEnabledPlans } from './assigned-plans.js';
import type { GroupLicensing } from './group-licensing.js';
import type { LicenseChange } from './license-change.js';
import { describeMissing, listMissingPrerequisites } from './rules/index.js';
import { checkAssignable } from './user-licensing.js';

/**
 * Changes what a group gives. Members get it later; see `GroupLicensing`.
 *
 * @throws {GraphFault} 400 for a SKU that is not the tenant's, a group that cannot give licenses, or an add-on whose
 *   prerequisite is not in the same group; 403 in a tenant without the plan that group-based licensing needs
 */
export function assignGroupLicenses(
  tenant: Tenant,
  licensing: GroupLicensing,
  group: GroupEntity,
  change: LicenseChange,
): GroupEntity {
  for (const license of change.add) checkAssignable(tenant, license);
  for (const skuId of change.remove) {
    if (!tenant.skus.has(skuId))
      throw createBadRequest(`License ${skuId} does not correspond to a valid company License.`);
    if (!group.assignedLicenses.some((license) => license.skuId === skuId))
      throw createBadRequest('Group does not have a corresponding license.');
  }
  if (!group.securityEnabled)
    throw createBadRequest('Licenses can only be assigned to security-enabled groups.');
  if (change.add.length > 0 && !allowsGroupLicensing(tenant))
    throw new GraphFault(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  const touched = new Set([...change.remove, ...change.add.map(({ skuId }) => skuId)]);
  const kept = group.assignedLicenses.filter((license) => !touched.has(license.skuId));
  const assignedLicenses = [...kept, ...change.add];
  checkPrerequisites(tenant, group.assignedLicenses, assignedLicenses);
  const updated = tenant.groups.update(group.id, { assignedLicenses });
  licensing.scheduleGroup(group.id);
  return tenant.groups.get(group.id) ?? updated;
}

/** Group-based licensing comes with Entra ID P1 or P2, and with Office 365 E3 and above. */
function allowsGroupLicensing(tenant: Tenant): boolean {
  return hasPremium(tenant) || tenant.hasPlan(getPlanId('EXCHANGE_S_ENTERPRISE'));
}

/**
 * A prerequisite and its add-on must be in the same group. Only what this change breaks counts: a plan that Microsoft
 * took an app out of stands in nobody's way.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems#manage-licenses-for-products-with-prerequisites
 */
function checkPrerequisites(
  tenant: Tenant,
  before: readonly AssignedLicense[],
  after: readonly AssignedLicense[],
): void {
  const list = (licenses: readonly AssignedLicense[]) =>
    listMissingPrerequisites(listEnabledPlans(tenant.skus, licenses));
  const known = new Set(list(before).map(({ plan }) => plan));
  const missing = list(after).find(({ plan }) => !known.has(plan));
  if (missing) throw createBadRequest(describeMissing(missing));
}
