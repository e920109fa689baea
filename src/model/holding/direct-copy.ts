import type { Plan, PlanApp } from '../plan/plan.js';
import { directLicense, isFailed, type DirectoryUser } from './user.js';

/**
 * The apps that a user would lose with the direct license of a plan that a group gives too: those that the group leaves
 * off. Undefined when one of the two is missing or does not work, so that the other is all there is.
 */
export function listAppsOnlyDirect(user: DirectoryUser, plan: Plan): readonly PlanApp[] | undefined {
  const direct = directLicense(user, plan.skuId);
  const inherited = user.licenses.filter(
    (license) => license.skuId === plan.skuId && license.assignedByGroup !== null && !isFailed(license),
  );
  if (!direct || isFailed(direct) || inherited.length === 0) return undefined;
  return plan.apps.filter(
    ({ switchable, servicePlanId }) =>
      switchable &&
      !direct.disabledPlans.includes(servicePlanId) &&
      inherited.every(({ disabledPlans }) => disabledPlans.includes(servicePlanId)),
  );
}
