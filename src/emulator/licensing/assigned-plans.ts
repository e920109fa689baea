import type { WireObject } from '../collection/index.js';
import type { AssignedLicense, LicenseAssignmentState, SkuEntity } from '../tenant/entities.js';
import { getPlanService } from '../tenant/service-plans.js';

/** True for a state in which the user has the license and consumes a unit, also when it gives nothing any more. */
export function isHeld({ state }: Pick<LicenseAssignmentState, 'state'>): boolean {
  return state !== 'Error';
}

/**
 * `assignedLicenses` as Graph merges it from all sources: one entry per SKU; an app is off only when every source
 * switches it off.
 */
export function mergeLicenses(states: readonly LicenseAssignmentState[]): AssignedLicense[] {
  const merged = new Map<string, readonly string[]>();
  for (const state of states) {
    if (!isHeld(state)) continue;
    const disabled = merged.get(state.skuId);
    merged.set(
      state.skuId,
      disabled ? disabled.filter((plan) => state.disabledPlans.includes(plan)) : state.disabledPlans,
    );
  }
  return [...merged].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans }));
}

/** Ids of the service plans that are on, of the licenses given. Company plans count: they come with the SKU. */
export function listEnabledPlans(
  skus: ReadonlyMap<string, SkuEntity>,
  licenses: Iterable<AssignedLicense>,
): Set<string> {
  const plans = new Set<string>();
  for (const { skuId, disabledPlans } of licenses)
    for (const plan of skus.get(skuId)?.servicePlans ?? [])
      if (!disabledPlans.includes(plan.servicePlanId)) plans.add(plan.servicePlanId);
  return plans;
}

/** `assignedPlans` of a user: each plan once; a plan switched off shows as Deleted. */
export function listAssignedPlans(
  skus: ReadonlyMap<string, SkuEntity>,
  states: readonly LicenseAssignmentState[],
): WireObject[] {
  const plans = new Map<string, WireObject>();
  for (const state of states) {
    if (!isHeld(state)) continue;
    const sku = skus.get(state.skuId);
    for (const plan of sku?.servicePlans ?? []) {
      const enabled = !state.disabledPlans.includes(plan.servicePlanId);
      if (!enabled && plans.has(plan.servicePlanId)) continue;
      plans.set(plan.servicePlanId, {
        assignedDateTime: state.lastUpdatedDateTime,
        capabilityStatus: enabled ? sku?.capabilityStatus : 'Deleted',
        service: getPlanService(plan.servicePlanId),
        servicePlanId: plan.servicePlanId,
      });
    }
  }
  return [...plans.values()];
}

/** `provisionedPlans` of a user: one entry per service that is on. */
export function listProvisionedPlans(
  skus: ReadonlyMap<string, SkuEntity>,
  states: readonly LicenseAssignmentState[],
): WireObject[] {
  const services = new Set(
    [...listEnabledPlans(skus, mergeLicenses(states))].map((planId) => getPlanService(planId)),
  );
  return [...services].map((service) => ({
    capabilityStatus: 'Enabled',
    provisioningStatus: 'Success',
    service,
  }));
}
