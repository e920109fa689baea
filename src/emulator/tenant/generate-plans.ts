import type { SkuEntity } from './entities.js';
import { toIso } from './generate-users.js';
import { knownSkus } from './known-skus.js';
import type { PlanPurchase, TenantPreset } from './presets.js';
import { listServicePlans } from './service-plans.js';
import type { Tenant } from './tenant.js';

const day = 86_400_000;

/** Buys the preset's SKUs, with a subscription for each. */
export function generatePlans(tenant: Tenant, preset: TenantPreset, users: number): void {
  for (const purchase of preset.purchases) {
    const sku = createSku(tenant, purchase, users, preset.displayName);
    tenant.skus.set(sku.skuId, sku);
    for (const [status, totalLicenses] of Object.entries(sku.prepaidUnits))
      if (totalLicenses > 0) addSubscription(tenant, sku, status, totalLicenses, purchase.trial ?? false);
  }
}

function createSku(tenant: Tenant, purchase: PlanPurchase, users: number, accountName: string): SkuEntity {
  const { skuId } = knownSkus[purchase.plan];
  const units = purchase.units ?? Math.max(1, Math.ceil((purchase.share ?? 0) * users));
  const state = purchase.state ?? 'enabled';
  const expiring = Math.floor(units * (purchase.expiringShare ?? 0));
  return {
    id: `${tenant.id}_${skuId}`,
    accountId: tenant.id,
    accountName,
    skuId,
    skuPartNumber: purchase.plan,
    appliesTo: purchase.company ? 'Company' : 'User',
    capabilityStatus: state === 'enabled' ? 'Enabled' : state === 'warning' ? 'Warning' : 'Suspended',
    consumedUnits: 0,
    prepaidUnits: {
      enabled: state === 'enabled' ? units - expiring : 0,
      warning: state === 'warning' ? units : expiring,
      suspended: state === 'suspended' ? units : 0,
      lockedOut: 0,
    },
    servicePlans: listServicePlans(purchase.plan),
    subscriptionIds: [],
  };
}

function addSubscription(
  tenant: Tenant,
  sku: SkuEntity,
  unitState: string,
  totalLicenses: number,
  isTrial: boolean,
): void {
  const status = unitState === 'enabled' ? 'Enabled' : unitState === 'warning' ? 'Warning' : 'Suspended';
  const id = tenant.random.guid();
  const daysLeft = { Enabled: 240, Warning: 21, Suspended: 60 }[status];
  tenant.subscriptions.push({
    id,
    commerceSubscriptionId: tenant.random.guid(),
    skuId: sku.skuId,
    skuPartNumber: sku.skuPartNumber,
    status,
    totalLicenses,
    isTrial,
    createdDateTime: toIso(tenant.clock.now() - 500 * day),
    nextLifecycleDateTime: toIso(tenant.clock.now() + daysLeft * day),
    ownerId: null,
    ownerTenantId: null,
    ownerType: null,
    serviceStatus: sku.servicePlans,
  });
  const known = tenant.skus.get(sku.skuId) ?? sku;
  tenant.skus.set(sku.skuId, { ...known, subscriptionIds: [...known.subscriptionIds, id] });
}
