import { listEnabledPlans, isHeld } from '../licensing/assigned-plans.js';
import type { AssignedLicense, SkuEntity, UserEntity } from '../tenant/entities.js';
import { getPlanService } from '../tenant/service-plans.js';
import type { Tenant } from '../tenant/tenant.js';

export const workloads = [
  'exchange',
  'oneDrive',
  'sharePoint',
  'skypeForBusiness',
  'yammer',
  'teams',
] as const;
export type Workload = (typeof workloads)[number];

/** The names of the workloads in column headings. */
export const workloadLabels: Readonly<Record<Workload, string>> = {
  exchange: 'Exchange',
  oneDrive: 'OneDrive',
  sharePoint: 'SharePoint',
  skypeForBusiness: 'Skype For Business',
  yammer: 'Yammer',
  teams: 'Teams',
};

const services: Readonly<Record<Workload, string>> = {
  exchange: 'exchange',
  oneDrive: 'SharePoint',
  sharePoint: 'SharePoint',
  skypeForBusiness: 'MicrosoftCommunicationsOnline',
  yammer: 'YammerEnterprise',
  teams: 'TeamspaceAPI',
};

/** One user's use of the workloads. Dates have no time. */
export interface UserActivity {
  readonly licensed: ReadonlySet<Workload>;
  readonly lastActivity: Readonly<Partial<Record<Workload, string>>>;
  readonly assignDate: string | null;
}

/** What reports know of a user; the same every time it is asked, because it is worked out from the sign-ins. */
export function readActivity(tenant: Tenant, user: UserEntity): UserActivity {
  const licensed = listLicensedWorkloads(tenant, user);
  const lastSignIn = user.signInActivity?.lastSignInDateTime.slice(0, 10);
  const lastActivity: Partial<Record<Workload, string>> = {};
  workloads.forEach((workload, index) => {
    const digit = Number.parseInt(user.id[index] ?? '0', 16);
    const uses = digit < (workload === 'yammer' ? 4 : workload === 'skypeForBusiness' ? 2 : 13);
    if (lastSignIn !== undefined && licensed.has(workload) && uses) lastActivity[workload] = lastSignIn;
  });
  const assigned = user.licenseAssignmentStates.filter(isHeld).map((state) => state.lastUpdatedDateTime);
  return { licensed, lastActivity, assignDate: assigned.sort()[0]?.slice(0, 10) ?? null };
}

/** The workloads that a user's licenses carry. */
export function listLicensedWorkloads(tenant: Tenant, user: UserEntity): ReadonlySet<Workload> {
  const licensed = new Set<Workload>();
  for (const license of user.assignedLicenses) {
    const sku = tenant.skus.get(license.skuId);
    if (sku) for (const workload of listCarried(sku, license)) licensed.add(workload);
  }
  return licensed;
}

/** Few licenses differ, and many people hold them: what one carries is worked out once for all. */
const carriedBy = new WeakMap<SkuEntity['servicePlans'], Map<string, readonly Workload[]>>();

function listCarried(sku: SkuEntity, license: AssignedLicense): readonly Workload[] {
  const known = carriedBy.get(sku.servicePlans) ?? new Map<string, readonly Workload[]>();
  carriedBy.set(sku.servicePlans, known);
  const key = license.disabledPlans.join();
  let carried = known.get(key);
  if (!carried) {
    const plans = listEnabledPlans(new Map([[sku.skuId, sku]]), [license]);
    const on = new Set([...plans].map((planId) => getPlanService(planId)));
    carried = workloads.filter((workload) => on.has(services[workload]));
    known.set(key, carried);
  }
  return carried;
}

/** The latest day on which the user did anything. */
export function getLastActivity(activity: UserActivity): string | null {
  return Object.values(activity.lastActivity).sort().at(-1) ?? null;
}
