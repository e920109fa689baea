import { freePartNumbers, unlimitedUnits } from '../../microsoft/rules/free-products.js';
import type { Plan } from './plan.js';

/**
 * What a plan is to the one who pays. `company`: for the whole company, nobody is assigned one. `trial`: every
 * subscription of it is a trial; known only when the subscriptions were read.
 */
export type PlanKind = 'paid' | 'trial' | 'free' | 'company';

/** Whether a plan is free, on trial, for the company as a whole, or paid for. */
export function planKind(plan: Plan, subscriptions: readonly TrialSubscription[] | undefined): PlanKind {
  if (plan.appliesTo === 'Company') return 'company';
  if (freePartNumbers.has(plan.skuPartNumber) || isUnlimited(plan)) return 'free';
  const own = subscriptions?.filter(({ skuId }) => skuId === plan.skuId) ?? [];
  return own.length > 0 && own.every((subscription) => subscription.trial) ? 'trial' : 'paid';
}

/** Whether a plan has so many units that its number says nothing. */
export function isUnlimited({ prepaidUnits, skuPartNumber }: Plan): boolean {
  const enough = freePartNumbers.has(skuPartNumber) ? unlimitedUnits.free : unlimitedUnits.any;
  return prepaidUnits.enabled >= enough;
}

/** What is needed of a subscription to tell whether it is a trial. */
export interface TrialSubscription {
  readonly skuId: string;
  readonly trial: boolean;
}
