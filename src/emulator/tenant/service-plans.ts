import { productNames } from '../../microsoft/products/product-list.js';
import type { ServicePlanInfo } from './entities.js';
import { knownSkus, type PartNumber } from './known-skus.js';
import { servicePlanIds } from './service-plan-ids.js';

interface ServicePlan {
  readonly id: string;
  readonly name: string;
  readonly service: string;
}

const byName = new Map<string, ServicePlan>();
const byId = new Map<string, ServicePlan>();
for (const [service, plans] of Object.entries(servicePlanIds))
  for (const [name, id] of Object.entries(plans)) {
    const plan = { id, name, service };
    byName.set(name, plan);
    byId.set(id, plan);
  }

/** Plans that belong to the tenant and cannot be switched per user. */
const companyPlans = new Set([
  'EXCHANGE_S_FOUNDATION',
  'INTUNE_O365',
  'M365_AUDIT_PLATFORM',
  'M365_LIGHTHOUSE_CUSTOMER_PLAN1',
  'M365_LIGHTHOUSE_PARTNER_PLAN1',
  'SHAREPOINTSTORAGE',
  'WINDOWS_STORE',
]);

/** The id of a well-known service plan. */
export function getPlanId(name: string): string {
  const plan = byName.get(name);
  if (!plan) throw new Error(`Unknown service plan ${name}`);
  return plan.id;
}

/** The service that carries a plan, as `assignedPlans[].service` names it. */
export function getPlanService(id: string): string {
  return byId.get(id)?.service ?? 'Unknown';
}

/** The service plans of a well-known SKU, as `subscribedSkus` lists them. */
export function listServicePlans(partNumber: PartNumber): ServicePlanInfo[] {
  return knownSkus[partNumber].plans.split(' ').map(describeServicePlan);
}

/** A well-known service plan, as `subscribedSkus` lists it. */
export function describeServicePlan(name: string): ServicePlanInfo {
  return {
    servicePlanId: getPlanId(name),
    servicePlanName: name,
    provisioningStatus: name === 'INTUNE_O365' ? 'PendingActivation' : 'Success',
    appliesTo: companyPlans.has(name) ? 'Company' : 'User',
  };
}

/** The product name of a SKU, as reports print it. */
export function getProductName(partNumber: string): string {
  return productNames[partNumber] ?? partNumber;
}

/** True for the name of a well-known service plan. */
export function isKnownPlan(name: string): boolean {
  return byName.has(name);
}

/** True for the part number of a well-known SKU. */
export function isKnownSku(partNumber: string): partNumber is PartNumber {
  return partNumber in knownSkus;
}
