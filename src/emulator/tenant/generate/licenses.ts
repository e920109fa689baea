import { isHeld, listEnabledPlans, mergeLicenses } from '../../licensing/assigned-plans.js';
import { evaluateGroupLicenses } from '../../licensing/group-license-check.js';
import { findConflict, listMissingPrerequisites } from '../../licensing/rules/index.js';
import { isSoldIn } from '../../licensing/usage-location.js';
import type { AssignedLicense, LicenseAssignmentState, UserEntity } from '../entities.js';
import { knownSkus } from '../known-skus.js';
import type { PlanUse, TenantPreset } from '../presets/tenant-preset.js';
import { getPlanId } from '../service-plans.js';
import type { Tenant } from '../tenant.js';
import type { LicenseGroups } from './groups.js';
import { countUnits } from './plans.js';
import { disableEndedPlans } from './troubles.js';
import { toIso } from './users.js';

const day = 86_400_000;

/**
 * Hands out the preset's plans. Because uses overlap on purpose, the tenant ends with every kind of waste: licenses on
 * disabled accounts and shared mailboxes, plans that contain one another, the same plan directly and through a group,
 * and members of licensed groups for whom no unit was left.
 */
export function generateLicenses(
  tenant: Tenant,
  preset: TenantPreset,
  groups: LicenseGroups,
  users: readonly UserEntity[],
): UserEntity[] {
  const left = new Map<string, number>();
  for (const purchase of preset.purchases)
    left.set(knownSkus[purchase.plan].skuId, countUnits(purchase, users.length));
  const consumed = new Map<string, number>();
  const licensed = users.map((user) => {
    if (user.userType === 'Guest') return user;
    const states: LicenseAssignmentState[] = [];
    for (const use of preset.uses) states.push(...assign(tenant, user, use, groups, left, states));
    if (states.length === 0) return user;
    const assignedLicenses = mergeLicenses(states);
    for (const { skuId } of assignedLicenses) consumed.set(skuId, (consumed.get(skuId) ?? 0) + 1);
    return { ...user, licenseAssignmentStates: disableEndedPlans(tenant, states), assignedLicenses };
  });
  for (const sku of [...tenant.skus.values()])
    tenant.skus.set(sku.skuId, { ...sku, consumedUnits: consumed.get(sku.skuId) ?? 0 });
  return licensed;
}

function assign(
  tenant: Tenant,
  user: UserEntity,
  use: PlanUse,
  groups: LicenseGroups,
  left: Map<string, number>,
  held: readonly LicenseAssignmentState[],
): LicenseAssignmentState[] {
  const { random } = tenant;
  if (use.departments && !use.departments.includes(user.department ?? '')) return [];
  if (!random.chance(use.share)) return [];
  const { skuId } = knownSkus[use.plan];
  const group = use.from === 'direct' ? undefined : groups.get(use.plan);
  const lastUpdatedDateTime = toIso(tenant.clock.now() - random.integer(2, 900) * day);
  const states: LicenseAssignmentState[] = [];
  if (group && !tenant.members.get(group.id)?.has(user.id)) {
    tenant.addMember(group.id, user.id);
    const hasUnit = (wanted: string): boolean =>
      (left.get(wanted) ?? 0) > 0 || held.some((state) => state.skuId === wanted && isHeld(state));
    for (const { license, error } of evaluateGroupLicenses(
      tenant,
      user,
      group.assignedLicenses,
      held,
      hasUnit,
    ))
      states.push({
        ...license,
        assignedByGroup: group.id,
        state: error === 'None' ? 'Active' : 'Error',
        error,
        lastUpdatedDateTime,
      });
  }
  const direct = { skuId, disabledPlans: (use.disabled ?? []).map(getPlanId) };
  if (use.from !== 'group' && (left.get(skuId) ?? 0) > 0 && mayHold(tenant, user, direct, held))
    states.push({ ...direct, assignedByGroup: null, state: 'Active', error: 'None', lastUpdatedDateTime });
  for (const given of new Set(states.filter(({ state }) => state === 'Active').map((state) => state.skuId)))
    left.set(given, (left.get(given) ?? 0) - 1);
  return states;
}

/** Whether an administrator could have given this license directly, beside what the user holds. */
function mayHold(
  tenant: Tenant,
  user: UserEntity,
  license: AssignedLicense,
  held: readonly LicenseAssignmentState[],
): boolean {
  if (user.usageLocation === null || !isSoldIn(tenant, license.skuId, user.usageLocation)) return false;
  const plans = listEnabledPlans(tenant.skus, [...mergeLicenses(held), license]);
  return listMissingPrerequisites(plans).length === 0 && findConflict(plans) === undefined;
}
