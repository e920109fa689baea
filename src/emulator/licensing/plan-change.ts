import * as v from 'valibot';
import type { SkuEntity } from '../tenant/entities.js';
import { createSku, dropSubscriptions, setPlan, toCapabilityStatus } from '../tenant/generate/plans.js';
import { describeServicePlan, isKnownPlan, isKnownSku } from '../tenant/service-plans.js';
import { TenantChangeError } from '../tenant/tenant-change-error.js';
import type { Tenant } from '../tenant/tenant.js';

/** What Microsoft or a reseller does to a plan while people hold it. */
export interface PlanChange {
  /** Part number, such as `VISIOCLIENT`. */
  readonly plan: string;
  /** Units bought from now on, by where they stand; those not named become 0. Buys a plan that the tenant has not. */
  readonly units?: Partial<SkuEntity['prepaidUnits']>;
  /** The plan leaves `subscribedSkus`. People and groups go on carrying it, and every write that names it is refused. */
  readonly ended?: boolean;
  /** Names of the apps that Microsoft adds, such as `CLIPCHAMP`: on for everybody who holds the plan. */
  readonly gains?: readonly string[];
  /** Names of the apps that Microsoft takes out. */
  readonly loses?: readonly string[];
  /** Countries (ISO 3166-1 alpha-2) where the plan is not sold from now on. */
  readonly notSoldIn?: readonly string[];
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The body of `POST /emulator/plans`. */
export const planChangeSchema: v.GenericSchema<unknown, PlanChange> = v.strictObject({
  plan: v.string(),
  units: v.exactOptional(
    v.strictObject({
      enabled: v.exactOptional(count),
      warning: v.exactOptional(count),
      suspended: v.exactOptional(count),
      lockedOut: v.exactOptional(count),
    }),
  ),
  ended: v.exactOptional(v.boolean()),
  gains: v.exactOptional(v.array(v.string())),
  loses: v.exactOptional(v.array(v.string())),
  notSoldIn: v.exactOptional(v.array(v.string())),
});

/**
 * Changes a plan under its holders: nobody's licenses are written, only what they mean.
 *
 * @throws {TenantChangeError} for a plan or an app that is not known
 * @see https://learn.microsoft.com/entra/identity/users/licensing-group-advanced (new services are enabled by default)
 */
export function changePlan(tenant: Tenant, change: PlanChange): void {
  const { units, ended = false, gains = [], loses = [], notSoldIn } = change;
  for (const name of [...gains, ...loses])
    if (!isKnownPlan(name)) throw new TenantChangeError(`No app ${name} is known.`);
  const sku = findSku(tenant, change.plan) ?? buy(tenant, change);
  if (ended) {
    tenant.skus.delete(sku.skuId);
    dropSubscriptions(tenant, sku.skuId);
    return;
  }
  if (notSoldIn) tenant.notSoldIn.set(sku.skuId, new Set(notSoldIn));
  const prepaidUnits = units
    ? { enabled: 0, warning: 0, suspended: 0, lockedOut: 0, ...units }
    : sku.prepaidUnits;
  const touched = new Set([...gains, ...loses]);
  const kept = sku.servicePlans.filter(({ servicePlanName }) => !touched.has(servicePlanName));
  setPlan(tenant, {
    ...sku,
    prepaidUnits,
    capabilityStatus: toCapabilityStatus(prepaidUnits),
    servicePlans: [...kept, ...gains.map(describeServicePlan)],
  });
}

function findSku(tenant: Tenant, partNumber: string): SkuEntity | undefined {
  return [...tenant.skus.values()].find((sku) => sku.skuPartNumber === partNumber);
}

/** A plan that comes (back) to the tenant: whoever carries it already consumes a unit. */
function buy(tenant: Tenant, { plan, units }: PlanChange): SkuEntity {
  if (!isKnownSku(plan)) throw new TenantChangeError(`No plan ${plan} is known.`);
  if (!units) throw new TenantChangeError(`The tenant has no plan ${plan}; say how many units it buys.`);
  const sku = createSku(tenant, plan, { enabled: 0, warning: 0, suspended: 0, lockedOut: 0 });
  const holders = [...tenant.users.values()].filter(({ assignedLicenses }) =>
    assignedLicenses.some(({ skuId }) => skuId === sku.skuId),
  );
  return { ...sku, consumedUnits: holders.length };
}
