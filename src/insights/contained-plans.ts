import type { Plan } from '../model/plan.js';
import type { DirectoryUser } from '../model/user.js';

/** A plan that a person holds although another one held brings all its apps. */
export interface ContainedPlan {
  readonly user: DirectoryUser;
  readonly contained: string;
  readonly containing: string;
}

/** Finds plans all of whose apps the same person has from another plan. Equal plans count once, the later by id. */
export function* findContainedPlans(
  users: readonly DirectoryUser[],
  plans: ReadonlyMap<string, Plan>,
): Generator<ContainedPlan> {
  const containing = listContainingPlans(plans);
  for (const user of users) {
    const active = user.licenses
      .filter((license) => license.state === 'Active')
      .map((license) => license.skuId);
    const held = new Set(active);
    for (const contained of held) {
      const by = containing.get(contained)?.find((skuId) => held.has(skuId));
      if (by) yield { user, contained, containing: by };
    }
  }
}

/** For each plan, the plans that bring all its apps. Apps that cannot be switched per user do not matter. */
function listContainingPlans(plans: ReadonlyMap<string, Plan>): ReadonlyMap<string, readonly string[]> {
  const apps = new Map(
    [...plans.values()].map((plan) => [
      plan.skuId,
      new Set(plan.apps.filter((app) => app.switchable).map((app) => app.servicePlanId)),
    ]),
  );
  const containing = new Map<string, string[]>();
  for (const [skuId, own] of apps) {
    if (own.size === 0) continue;
    const larger = [...apps].filter(
      ([other, theirs]) =>
        other !== skuId &&
        [...own].every((app) => theirs.has(app)) &&
        (theirs.size > own.size || other < skuId),
    );
    if (larger.length > 0) containing.set(skuId, larger.map(([other]) => other).sort());
  }
  return containing;
}
