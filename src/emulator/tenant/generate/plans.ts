import type { SkuEntity, SubscriptionEntity } from '../entities.js';
import { knownSkus, type PartNumber } from '../known-skus.js';
import type { PlanPurchase, TenantPreset } from '../presets/tenant-preset.js';
import { listServicePlans } from '../service-plans.js';
import type { Tenant } from '../tenant.js';
import { toIso } from './users.js';

const day = 86_400_000;

/** Buys the preset's SKUs, with a subscription for each. */
export function generatePlans(tenant: Tenant, preset: TenantPreset, users: number): void {
  for (const purchase of preset.purchases) {
    const units = toPrepaidUnits(purchase, countUnits(purchase, users));
    setPlan(tenant, createSku(tenant, purchase.plan, units, purchase.company), purchase.trial);
    const { skuId } = knownSkus[purchase.plan];
    if (purchase.notSoldIn) tenant.notSoldIn.set(skuId, new Set(purchase.notSoldIn));
  }
}

/** Units that the tenant bought at first: what people could get. */
export function countUnits(purchase: PlanPurchase, users: number): number {
  return purchase.units ?? Math.max(1, Math.ceil((purchase.share ?? 0) * users));
}

export function createSku(
  tenant: Tenant,
  plan: PartNumber,
  prepaidUnits: SkuEntity['prepaidUnits'],
  company = false,
): SkuEntity {
  const { skuId } = knownSkus[plan];
  return {
    id: `${tenant.id}_${skuId}`,
    accountId: tenant.id,
    accountName: tenant.organization.displayName,
    skuId,
    skuPartNumber: plan,
    appliesTo: company ? 'Company' : 'User',
    capabilityStatus: toCapabilityStatus(prepaidUnits),
    consumedUnits: 0,
    prepaidUnits,
    servicePlans: listServicePlans(plan),
    subscriptionIds: [],
  };
}

/** Lists a SKU among the tenant's, with one subscription for each state that its units are in, in place of what was. */
export function setPlan(tenant: Tenant, sku: SkuEntity, trial = isTrial(tenant, sku.skuId)): void {
  dropSubscriptions(tenant, sku.skuId);
  const entries = Object.entries(sku.prepaidUnits) as [keyof SkuEntity['prepaidUnits'], number][];
  const subscriptions = entries
    .filter(([, units]) => units > 0)
    .map(([state, units]) => createSubscription(tenant, sku, unitStates[state], units, trial));
  tenant.subscriptions.push(...subscriptions);
  tenant.skus.set(sku.skuId, { ...sku, subscriptionIds: subscriptions.map(({ id }) => id) });
}

function isTrial(tenant: Tenant, wanted: string): boolean {
  return tenant.subscriptions.some((subscription) => subscription.skuId === wanted && subscription.isTrial);
}

export function dropSubscriptions(tenant: Tenant, skuId: string): void {
  const kept = tenant.subscriptions.filter((subscription) => subscription.skuId !== skuId);
  tenant.subscriptions.splice(0, tenant.subscriptions.length, ...kept);
}

/** Where a SKU stands by where its units stand: one enabled unit is enough for Enabled. */
export function toCapabilityStatus(units: SkuEntity['prepaidUnits']): SkuEntity['capabilityStatus'] {
  if (units.enabled > 0) return 'Enabled';
  if (units.warning > 0) return 'Warning';
  if (units.suspended > 0) return 'Suspended';
  return units.lockedOut > 0 ? 'LockedOut' : 'Deleted';
}

function toPrepaidUnits(purchase: PlanPurchase, bought: number): SkuEntity['prepaidUnits'] {
  const units = Math.ceil(bought * (purchase.renewedShare ?? 1));
  const expiring = Math.floor(units * (purchase.expiringShare ?? 0));
  const none = { enabled: 0, warning: 0, suspended: 0, lockedOut: 0 };
  const state = purchase.state ?? 'enabled';
  if (state === 'deleted') return none;
  if (state === 'enabled') return { ...none, enabled: units - expiring, warning: expiring };
  return { ...none, [state]: units };
}

const unitStates = {
  enabled: 'Enabled',
  warning: 'Warning',
  suspended: 'Suspended',
  lockedOut: 'LockedOut',
} as const;

const daysLeft = { Enabled: 240, Warning: 21, Suspended: 60, LockedOut: 30 } as const;

function createSubscription(
  tenant: Tenant,
  sku: SkuEntity,
  status: keyof typeof daysLeft,
  totalLicenses: number,
  isTrial: boolean,
): SubscriptionEntity {
  return {
    id: tenant.random.guid(),
    commerceSubscriptionId: tenant.random.guid(),
    skuId: sku.skuId,
    skuPartNumber: sku.skuPartNumber,
    status,
    totalLicenses,
    isTrial,
    createdDateTime: toIso(tenant.clock.now() - 500 * day),
    nextLifecycleDateTime: toIso(tenant.clock.now() + daysLeft[status] * day),
    ownerId: null,
    ownerTenantId: null,
    ownerType: null,
    serviceStatus: sku.servicePlans,
  };
}
