import type { Plan } from '../../src/model/plan/plan.js';

/** A paid plan with ten licenses, none assigned; its apps are called as their ids. */
export function makePlan(skuId: string, apps: readonly string[] = [], facts: Partial<Plan> = {}): Plan {
  return {
    skuId,
    skuPartNumber: skuId.toUpperCase(),
    name: skuId,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: 0,
    prepaidUnits: { enabled: 10, warning: 0, suspended: 0, lockedOut: 0 },
    apps: apps.map((id) => ({ servicePlanId: id, servicePlanName: id, name: id, switchable: true })),
    subscriptionIds: [],
    ...facts,
  };
}
