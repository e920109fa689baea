import type { Plan } from './plan.js';

/** Apps of plans that include group-based licensing: Entra ID P1 and P2. */
const premiumApps = new Set(['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'eec0eb4f-6444-4f95-aba0-50c24d67f998']);
/** Office 365 E3, A3, G3 and above include it without an app of its own. */
const premiumPlans = /^(ENTERPRISEPACK|ENTERPRISEPREMIUM|STANDARDWOFFPACK_E3|M365EDU_A[35]|SPE_E[35]|SPB)/;

/**
 * Whether the tenant has a plan that includes group-based licensing. Microsoft wants one for everybody who benefits.
 *
 * @see https://learn.microsoft.com/entra/fundamentals/concept-group-based-licensing
 */
export function allowsGroupRoute(plans: readonly Plan[]): boolean {
  return plans.some(
    (plan) =>
      (plan.capabilityStatus === 'Enabled' || plan.capabilityStatus === 'Warning') &&
      (premiumPlans.test(plan.skuPartNumber) || plan.apps.some((app) => premiumApps.has(app.servicePlanId))),
  );
}
