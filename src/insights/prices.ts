import type { Plan } from '../model/plan/plan.js';

/** What the portal says that a license of a plan costs a month, by SKU id or part number. One currency. */
export interface Prices {
  /** ISO 4217, e.g. `USD`. */
  readonly currency: string;
  readonly monthly: Readonly<Record<string, number>>;
}

/** The monthly price of one license; undefined when the portal gives none. */
export function priceOf(
  prices: Prices | undefined,
  plan: Pick<Plan, 'skuId' | 'skuPartNumber'>,
): number | undefined {
  return prices?.monthly[plan.skuId] ?? prices?.monthly[plan.skuPartNumber];
}

/** An element's own prices, or else those that it shares with others. */
export function choosePrices(
  own: Readonly<Record<string, number>>,
  currency: string,
  shared: Prices | undefined,
): Prices | undefined {
  return Object.keys(own).length > 0 ? { currency, monthly: own } : shared;
}
