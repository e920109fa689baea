/** An app of a plan: a Microsoft service plan. */
export interface PlanApp {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  /** The product name where known, else the service plan name. */
  readonly name: string;
  /** Whether it can be turned on and off per user (Graph: `appliesTo` is `User`). */
  readonly switchable: boolean;
}

/** What a tenant's subscription to a plan is worth today (Graph's words). */
export type CapabilityStatus = 'Enabled' | 'Warning' | 'Suspended' | 'Deleted' | 'LockedOut';

/** Units of a plan by state, as Graph counts them. */
export interface PrepaidUnits {
  readonly enabled: number;
  readonly warning: number;
  readonly suspended: number;
  readonly lockedOut: number;
}

/** A plan that the tenant has subscribed (Microsoft SKU). */
export interface Plan {
  readonly skuId: string;
  readonly skuPartNumber: string;
  /** The product name where known, else the part number. */
  readonly name: string;
  readonly appliesTo: 'User' | 'Company';
  readonly capabilityStatus: CapabilityStatus;
  readonly consumedUnits: number;
  readonly prepaidUnits: PrepaidUnits;
  readonly apps: readonly PlanApp[];
  readonly subscriptionIds: readonly string[];
}

/** The counts that the screens show of a plan. */
export interface PlanCounts {
  /** Units that can be used now: enabled and in their grace period. */
  readonly total: number;
  readonly assigned: number;
  /** Never below zero. */
  readonly available: number;
  /** In their grace period: expired, still working. Part of `total`. */
  readonly expiringSoon: number;
  /** Not usable; not part of `total`. */
  readonly suspended: number;
}

/** Counts a plan's units. Graph gives no "available"; suspended and locked out units cannot be assigned. */
export function countPlan(plan: Plan): PlanCounts {
  const { enabled, warning, suspended } = plan.prepaidUnits;
  const total = enabled + warning;
  return {
    total,
    assigned: plan.consumedUnits,
    available: Math.max(0, total - plan.consumedUnits),
    expiringSoon: warning,
    suspended,
  };
}

/** Why a plan cannot be assigned to users, or undefined when it can. */
export function planObstacle(plan: Plan): 'company-only' | 'suspended' | undefined {
  if (plan.appliesTo === 'Company') return 'company-only';
  if (plan.capabilityStatus !== 'Enabled' && plan.capabilityStatus !== 'Warning') return 'suspended';
  return undefined;
}
