import type { LicenseAssignmentState, SkuEntity } from '../tenant/entities.js';
import { isHeld, listEnabledPlans, mergeLicenses } from './assigned-plans.js';
import { listMissingPrerequisites, type MissingPrerequisite } from './rules/index.js';

/** A license that a user is about to lose, and the plan that stays and needs it. */
export interface NeededLicense {
  readonly state: LicenseAssignmentState;
  readonly missing: MissingPrerequisite;
}

/**
 * Of the licenses that a user is about to lose, those without which others that stay would lack a prerequisite.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems (other products depend on
 *   this license; when a licensed group is deleted)
 */
export function listNeeded(
  skus: ReadonlyMap<string, SkuEntity>,
  lost: readonly LicenseAssignmentState[],
  kept: readonly LicenseAssignmentState[],
): NeededLicense[] {
  const needed: NeededLicense[] = [];
  for (const state of lost.filter(isHeld)) {
    const states = [...kept, ...needed.map((item) => item.state)];
    const offers = listEnabledPlans(skus, [state]);
    const missing = listMissingPrerequisites(listEnabledPlans(skus, mergeLicenses(states))).find(
      ({ needs }) => needs.some((plan) => offers.has(plan)),
    );
    if (missing) needed.push({ state, missing });
  }
  return needed;
}
