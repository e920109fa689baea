import type { Format } from '../../localization/format.js';

/** What bars and axis measure: licenses, shares of a hundred, or what they cost in a month. */
export type UsageUnit = 'count' | 'percent' | 'money';

/** How amounts of a unit are written. Money without prices is never asked for. */
export function createAmountFormat(
  unit: UsageUnit,
  format: Format,
  money: ((amount: number) => string) | undefined,
): (amount: number) => string {
  if (unit === 'percent') return (amount) => format.percent(amount / 100);
  return unit === 'money' && money ? money : (amount) => format.number(amount);
}
