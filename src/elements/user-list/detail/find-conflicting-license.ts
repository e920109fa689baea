import { enabledApps, findConflicts, type AppPair } from '../../../model/app-rules.js';
import { isFailed, type DirectoryUser, type LicenseAssignment } from '../../../model/holding/user.js';
import type { Plan } from '../../../model/plan/plan.js';

/** The license because of which another one probably does not work: two of their apps are known to exclude each other. */
export interface ConflictingLicense {
  readonly license: LicenseAssignment;
  /** The app of the license that fails, and the one of the other license. */
  readonly app: string;
  readonly conflictingApp: string;
}

/**
 * Undefined when Microsoft does not speak of a conflict, or none is known: it publishes no complete list.
 *
 * @param refused - apps that Microsoft refused together in this tenant
 */
export function findConflictingLicense(
  user: DirectoryUser,
  failed: LicenseAssignment,
  plans: ReadonlyMap<string, Plan>,
  refused: readonly AppPair[] = [],
): ConflictingLicense | undefined {
  if (failed.error !== 'MutuallyExclusiveViolation') return undefined;
  const own = listApps(failed, plans);
  for (const license of user.licenses) {
    if (license.skuId === failed.skuId || isFailed(license)) continue;
    const theirs = listApps(license, plans);
    for (const { servicePlanIds } of findConflicts([...own.keys(), ...theirs.keys()], refused)) {
      const [a, b] = servicePlanIds;
      for (const [mine, other] of [
        [a, b],
        [b, a],
      ] as const) {
        const [app, conflictingApp] = [own.get(mine), theirs.get(other)];
        if (app !== undefined && conflictingApp !== undefined) return { license, app, conflictingApp };
      }
    }
  }
  return undefined;
}

/** Names of the apps that are on, by service plan id. */
function listApps(
  { skuId, disabledPlans }: LicenseAssignment,
  plans: ReadonlyMap<string, Plan>,
): ReadonlyMap<string, string> {
  const apps = plans.get(skuId)?.apps ?? [];
  const on = new Set(enabledApps(apps, disabledPlans));
  return new Map(apps.filter((app) => on.has(app.servicePlanId)).map((app) => [app.servicePlanId, app.name]));
}
