import type { Plan } from './plan.js';

/**
 * What a plan is to the one who pays. `company`: for the whole company, nobody is assigned one. `trial`: every
 * subscription of it is a trial; known only when the subscriptions were read.
 */
export type PlanKind = 'paid' | 'trial' | 'free' | 'company';

/** Plans that people get for nothing, by part number. Graph does not say. */
const freePartNumbers: ReadonlySet<string> = new Set([
  'FLOW_FREE',
  'POWER_BI_STANDARD',
  'POWERAPPS_DEV',
  'POWERAPPS_VIRAL',
  'POWER_PAGES_VTRIAL_FOR_MAKERS',
  'CCIBOTS_PRIVPREV_VIRAL',
  'FORMS_PRO',
  'STREAM',
  'TEAMS_EXPLORATORY',
  'TEAMS_FREE',
  'WINDOWS_STORE',
  'RIGHTSMANAGEMENT_ADHOC',
  'PHONESYSTEM_VIRTUALUSER',
  'MICROSOFT_BUSINESS_CENTER',
  'DYN365_ENTERPRISE_VIRTUAL_AGENT_VIRAL',
]);

/** Microsoft gives free plans in units that nobody can use up: so many of a known one, or so many of any. */
const unlimitedUnits = { free: 10_000, any: 1_000_000 } as const;

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
