import { includesGroupLicensing } from '../../microsoft/rules/group-licensing.js';
import type { Plan } from '../plan/plan.js';

/** Whether the tenant has a plan that includes group-based licensing. Microsoft wants one for everybody who benefits. */
export function allowsGroupRoute(plans: readonly Plan[]): boolean {
  return plans.some(
    ({ apps, capabilityStatus }) =>
      (capabilityStatus === 'Enabled' || capabilityStatus === 'Warning') && includesGroupLicensing(apps),
  );
}
