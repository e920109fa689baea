import type { DirectoryUser, LicenseAssignment } from '../../src/model/holding/user.js';
import type { Plan } from '../../src/model/plan/plan.js';
import { makePlan } from '../support/make-plan.js';

/** A plan with these apps (service plan ids), all of which can be turned off unless they are for the whole company. */
export function createPlan(
  skuId: string,
  apps: readonly string[],
  { total = 10, consumed = 0, company = [] as readonly string[] } = {},
): Plan {
  return makePlan(skuId, [], {
    consumedUnits: consumed,
    prepaidUnits: { enabled: total, warning: 0, suspended: 0, lockedOut: 0 },
    apps: apps.map((id) => ({
      servicePlanId: id,
      servicePlanName: id,
      name: id,
      switchable: !company.includes(id),
    })),
  });
}

export function createUser(id: string, licenses: readonly LicenseAssignment[] = []): DirectoryUser {
  return {
    id,
    displayName: id,
    userPrincipalName: `${id}@contoso.com`,
    usageLocation: 'CH',
    accountEnabled: true,
    guest: false,
    synced: true,
    licenses,
  };
}

/** A license that works; direct unless a group gives it. */
export function createLicense(
  skuId: string,
  disabledPlans: readonly string[] = [],
  assignedByGroup: string | null = null,
): LicenseAssignment {
  return { skuId, disabledPlans, assignedByGroup, state: 'Active' };
}
