/** What licenses are used for, what is wasted, and what it costs. */
export { findWaste } from './find-waste.js';
export type { WasteInput } from './waste-input.js';
export type { Finding, FindingItem, KeptItem, WasteAmount, WasteReport } from './finding.js';
export {
  forecastRunOut,
  forecastUsage,
  type Forecast,
  type ForecastOptions,
  type ForecastPoint,
} from './forecast.js';
export { groupUsage, type UsageGroup, type UsageGrouping } from './group-usage.js';
export { choosePrices, priceOf, type Prices } from './prices.js';
export { findSharedMailboxes } from './shared-mailboxes.js';
export { recordUsage } from './record-usage.js';
