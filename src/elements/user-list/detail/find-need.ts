import { enabledApps, findMissingPrerequisites } from '../../../model/app-rules.js';
import { isFailed, type DirectoryUser, type LicenseAssignment } from '../../../model/holding/user.js';
import type { Plan } from '../../../model/plan/plan.js';

/** What a license lacks to work: an app of it needs another one. Names of apps. */
export interface Need {
  readonly app: string;
  /** Those of which one would do, as far as the tenant has them. */
  readonly needsOneOf: readonly string[];
  /** One of them that the user has by now, so that trying again helps. */
  readonly has?: string;
}

/** Undefined when no need is known: Microsoft publishes no complete list. */
export function findNeed(
  user: DirectoryUser,
  failed: LicenseAssignment,
  plans: ReadonlyMap<string, Plan>,
): Need | undefined {
  const listApps = ({ skuId, disabledPlans }: LicenseAssignment): readonly string[] =>
    enabledApps(plans.get(skuId)?.apps ?? [], disabledPlans);
  const others = new Set(user.licenses.filter((license) => !isFailed(license)).flatMap(listApps));
  const needs = findMissingPrerequisites(listApps(failed)).map((need) => ({
    ...need,
    has: need.needsOneOf.find((id) => others.has(id)),
  }));
  const need = needs.find(({ has }) => has === undefined) ?? needs[0];
  if (!need) return undefined;
  const names = new Map(
    [...plans.values()].flatMap(({ apps }) => apps.map((app) => [app.servicePlanId, app.name] as const)),
  );
  const needsOneOf = need.needsOneOf.flatMap((id) => names.get(id) ?? []);
  const app = names.get(need.servicePlanId);
  if (app === undefined || needsOneOf.length === 0) return undefined;
  const has = need.has && names.get(need.has);
  return { app, needsOneOf, ...(has ? { has } : {}) };
}
