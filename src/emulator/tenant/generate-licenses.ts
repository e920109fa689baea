import { listEnabledPlans, mergeLicenses } from '../licensing/assigned-plans.js';
import { listMissingPrerequisites } from '../licensing/rules/index.js';
import type { AssignedLicense, LicenseAssignmentState, UserEntity } from './entities.js';
import type { LicenseGroups } from './generate-groups.js';
import { countUnits } from './generate-plans.js';
import { toIso } from './generate-users.js';
import { knownSkus } from './known-skus.js';
import { getPlanId } from './service-plans.js';
import type { PlanUse, TenantPreset } from './tenant-preset.js';
import type { Tenant } from './tenant.js';

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
    return { ...user, licenseAssignmentStates: states, assignedLicenses };
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
  const group = groups.get(use.plan);
  const lastUpdatedDateTime = toIso(tenant.clock.now() - random.integer(2, 900) * day);
  const states: LicenseAssignmentState[] = [];
  const units = left.get(skuId) ?? 0;
  const alone = needsOtherPlans(tenant, [{ skuId, disabledPlans: [] }]);
  if (use.from !== 'direct' && group) {
    if (!tenant.members.get(group.id)?.has(user.id)) {
      tenant.addMember(group.id, user.id);
      states.push({
        skuId,
        disabledPlans: [],
        assignedByGroup: group.id,
        state: units > 0 && !alone ? 'Active' : 'Error',
        error: units === 0 ? 'CountViolation' : alone ? 'DependencyViolation' : 'None',
        lastUpdatedDateTime,
      });
    }
  }
  const fits = !alone || !needsOtherPlans(tenant, [...mergeLicenses(held), { skuId, disabledPlans: [] }]);
  if (use.from !== 'group' && user.usageLocation !== null && units > 0 && fits)
    states.push({
      skuId,
      disabledPlans: (use.disabled ?? []).map(getPlanId),
      assignedByGroup: null,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime,
    });
  if (states.some((state) => state.state === 'Active')) left.set(skuId, units - 1);
  return states;
}

/** Whether these licenses hold an add-on whose prerequisite is not among them. */
function needsOtherPlans(tenant: Tenant, licenses: readonly AssignedLicense[]): boolean {
  return listMissingPrerequisites(listEnabledPlans(tenant.skus, licenses)).length > 0;
}
