import type {
  AssignedLicense,
  LicenseAssignmentState,
  LicenseError,
  UserEntity,
} from '../tenant/entities.js';
import type { Tenant } from '../tenant/tenant.js';
import { listEnabledPlans, mergeLicenses } from './assigned-plans.js';
import { describeConflict, describeMissing, findConflict, listMissingPrerequisites } from './rules/index.js';
import { isSoldIn } from './usage-location.js';
import { hasFreeUnit } from './user-licensing.js';

/** What became of one license of a group for one user. */
export interface GroupLicenseCheck {
  readonly license: AssignedLicense;
  /** `None` when the user gets it. */
  readonly error: LicenseError;
  /** What Graph says when the failure is asked for. */
  readonly message?: string;
}

/**
 * Checks a group's licenses for one member. Prerequisites must come from the same group; conflicts are looked for
 * among everything the user has. One failing license stops the group's others, which then say `Other`.
 *
 * @param others - The user's states from other sources.
 */
export function evaluateGroupLicenses(
  tenant: Tenant,
  user: UserEntity,
  licenses: readonly AssignedLicense[],
  others: readonly LicenseAssignmentState[],
): GroupLicenseCheck[] {
  const checks = licenses.map((license) => ({ license, ...check(tenant, user, license, licenses, others) }));
  if (checks.every(({ error }) => error === 'None')) return checks;
  return checks.map((item) => (item.error === 'None' ? { ...item, error: 'Other' } : item));
}

function check(
  tenant: Tenant,
  user: UserEntity,
  license: AssignedLicense,
  group: readonly AssignedLicense[],
  others: readonly LicenseAssignmentState[],
): { error: LicenseError; message?: string } {
  const location = user.usageLocation ?? tenant.organization.countryLetterCode;
  if (!isSoldIn(tenant, license.skuId, location))
    return {
      error: 'ProhibitedInUsageLocationViolation',
      message: 'License assignment cannot be done for user with invalid usage location.',
    };
  const sku = tenant.skus.get(license.skuId);
  const held = user.assignedLicenses.some(({ skuId }) => skuId === license.skuId);
  if (!held && (!sku || !hasFreeUnit(sku)))
    return {
      error: 'CountViolation',
      message: `Subscription with SKU ${license.skuId} does not have any available licenses.`,
    };
  const own = listEnabledPlans(tenant.skus, [license]);
  const conflict = findConflict(listEnabledPlans(tenant.skus, [...mergeLicenses(others), ...group]));
  if (conflict?.some((plan) => own.has(plan)))
    return { error: 'MutuallyExclusiveViolation', message: describeConflict(conflict) };
  const missing = listMissingPrerequisites(listEnabledPlans(tenant.skus, group)).find(({ plan }) =>
    own.has(plan),
  );
  if (missing) return { error: 'DependencyViolation', message: describeMissing(missing) };
  return { error: 'None' };
}
