import type {
  AssignedLicense,
  LicenseAssignmentState,
  LicenseError,
  UserEntity,
} from '../tenant/entities.js';
import { getPlanId } from '../tenant/service-plans.js';
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
 * @param hasUnit - Whether the user holds the SKU already, or could get one.
 */
export function evaluateGroupLicenses(
  tenant: Tenant,
  user: UserEntity,
  licenses: readonly AssignedLicense[],
  others: readonly LicenseAssignmentState[],
  hasUnit = (skuId: string) => holdsOrMayGet(tenant, user, skuId),
): GroupLicenseCheck[] {
  const checks = licenses.map((license) => ({
    license,
    ...check(tenant, user, license, licenses, others, hasUnit(license.skuId)),
  }));
  if (checks.every(({ error }) => error === 'None')) return checks;
  return checks.map((item) => (item.error === 'None' ? { ...item, error: 'Other' } : item));
}

function holdsOrMayGet(tenant: Tenant, user: UserEntity, wanted: string): boolean {
  const sku = tenant.skus.get(wanted);
  return (
    user.assignedLicenses.some(({ skuId }) => skuId === wanted) || (sku !== undefined && hasFreeUnit(sku))
  );
}

function check(
  tenant: Tenant,
  user: UserEntity,
  license: AssignedLicense,
  group: readonly AssignedLicense[],
  others: readonly LicenseAssignmentState[],
  hasUnit: boolean,
): { error: LicenseError; message?: string } {
  const location = user.usageLocation ?? tenant.organization.countryLetterCode;
  if (!isSoldIn(tenant, license.skuId, location))
    return {
      error: 'ProhibitedInUsageLocationViolation',
      message: 'License assignment cannot be done for user with invalid usage location.',
    };
  if (!hasUnit)
    return {
      error: 'CountViolation',
      message: `Subscription with SKU ${license.skuId} does not have any available licenses.`,
    };
  const own = listEnabledPlans(tenant.skus, [license]);
  if (mailboxes.some((plan) => own.has(plan)) && sharesAddress(tenant, user))
    return { error: 'UniquenessViolation', message: 'Proxy address is already being used.' };
  const conflict = findConflict(listEnabledPlans(tenant.skus, [...mergeLicenses(others), ...group]));
  if (conflict?.some((plan) => own.has(plan)))
    return { error: 'MutuallyExclusiveViolation', message: describeConflict(conflict) };
  const missing = listMissingPrerequisites(listEnabledPlans(tenant.skus, group)).find(({ plan }) =>
    own.has(plan),
  );
  if (missing) return { error: 'DependencyViolation', message: describeMissing(missing) };
  return { error: 'None' };
}

/** Plans with a mailbox of one's own. */
const mailboxes = ['EXCHANGE_S_DESKLESS', 'EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'].map(getPlanId);

/**
 * True when somebody else has one of the user's addresses.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems (duplicate proxy addresses)
 */
function sharesAddress(tenant: Tenant, { proxyAddresses }: UserEntity): boolean {
  return proxyAddresses.some((address) => tenant.sharedAddresses.has(address.toLowerCase()));
}
