import { listLargerApps } from '../microsoft/rules/app-levels.js';
import type { DirectoryUser } from '../model/holding/user.js';
import { planKind, type TrialSubscription } from '../model/plan/plan-kind.js';
import type { Plan, PlanApp } from '../model/plan/plan.js';
import type { Confidence } from '../model/usage/finding-kind.js';

/** A plan that a person holds although another one held brings all its apps. */
export interface ContainedPlan {
  readonly user: DirectoryUser;
  readonly contained: string;
  readonly containing: string;
  /** `certain` when the very same apps are in both, `very-likely` when some are there in a larger edition. */
  readonly confidence: Confidence;
}

interface Pair {
  readonly containing: string;
  readonly confidence: Confidence;
}

/**
 * Finds plans all of whose apps the same person has from another plan that stays. Of two equal plans the later by id
 * is the contained one. Apps that are turned off for the person in the larger plan are not had from it.
 */
export function createContainedCheck(
  plans: ReadonlyMap<string, Plan>,
  subscriptions: readonly TrialSubscription[] | undefined,
): (user: DirectoryUser) => readonly ContainedPlan[] {
  const pairs = listPairs(plans, subscriptions);
  return (user) => {
    const held = new Set<string>();
    for (const { skuId, state } of user.licenses) if (state === 'Active') held.add(skuId);
    if (held.size < 2) return [];
    const found: ContainedPlan[] = [];
    for (const contained of held) {
      const pair = pairs
        .get(contained)
        ?.find(
          ({ containing }) =>
            held.has(containing) &&
            covers(listEnabled(user, plans.get(containing)), listEnabled(user, plans.get(contained))),
        );
      if (pair) found.push({ user, contained, ...pair });
    }
    return found;
  };
}

/** For each plan, those that bring all its apps and stay: the smallest certain one first. */
function listPairs(
  plans: ReadonlyMap<string, Plan>,
  subscriptions: readonly TrialSubscription[] | undefined,
): ReadonlyMap<string, readonly Pair[]> {
  const all = [...plans.values()].map((plan) => ({ plan, apps: listSwitchable(plan) }));
  const lasting = all.filter(({ plan }) => {
    const kind = planKind(plan, subscriptions);
    return plan.capabilityStatus === 'Enabled' && (kind === 'paid' || kind === 'free');
  });
  const pairs = new Map<string, readonly Pair[]>();
  for (const { plan, apps } of all) {
    if (apps.length === 0) continue;
    const larger = lasting
      .filter((other) => other.plan.skuId !== plan.skuId && covers(other.apps, apps))
      // Equal plans contain each other; one of them has to stay.
      .filter((other) => !covers(apps, other.apps) || other.plan.skuId < plan.skuId)
      .sort((a, b) => a.apps.length - b.apps.length || (a.plan.skuId < b.plan.skuId ? -1 : 1))
      .map((other): Pair => ({
        containing: other.plan.skuId,
        confidence: holdsAll(other.apps, apps) ? 'certain' : 'very-likely',
      }));
    pairs.set(plan.skuId, larger);
  }
  return pairs;
}

/** Apps that cannot be turned off per user belong to the tenant and do not matter. */
function listSwitchable(plan: Plan | undefined): readonly PlanApp[] {
  return plan?.apps.filter((app) => app.switchable) ?? [];
}

/** The apps of a plan that are on for a person, from whichever source. */
function listEnabled(user: DirectoryUser, plan: Plan | undefined): readonly PlanApp[] {
  const off = user.licenses
    .filter((license) => license.skuId === plan?.skuId && license.state === 'Active')
    .map((license) => new Set(license.disabledPlans));
  return listSwitchable(plan).filter((app) => off.some((disabled) => !disabled.has(app.servicePlanId)));
}

/** Whether each app is among the others, itself or as a larger edition. */
function covers(others: readonly PlanApp[], apps: readonly PlanApp[]): boolean {
  const names = new Set(others.map((app) => app.servicePlanName));
  const ids = new Set(others.map((app) => app.servicePlanId));
  return apps.every(
    (app) =>
      ids.has(app.servicePlanId) || listLargerApps(app.servicePlanName).some((name) => names.has(name)),
  );
}

function holdsAll(others: readonly PlanApp[], apps: readonly PlanApp[]): boolean {
  const ids = new Set(others.map((app) => app.servicePlanId));
  return apps.every((app) => ids.has(app.servicePlanId));
}
