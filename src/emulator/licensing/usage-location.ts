import type { Tenant } from '../tenant/tenant.js';

/** Countries where Microsoft sells no licenses; assigning one there fails. */
const prohibited = new Set(['CU', 'IR', 'KP', 'SY']);

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** True for an ISO 3166-1 alpha-2 code. */
export function isCountryCode(code: string): boolean {
  if (!/^[A-Z]{2}$/i.test(code)) return false;
  const upper = code.toUpperCase();
  return regions.of(upper) !== undefined && !['ZZ', 'EU', 'UN', 'XA', 'XB', 'QO', 'EZ'].includes(upper);
}

/** Whether a SKU may be given to somebody there: some services are not available in every country. */
export function isSoldIn(tenant: Tenant, skuId: string, code: string): boolean {
  const country = code.toUpperCase();
  return !prohibited.has(country) && tenant.notSoldIn.get(skuId)?.has(country) !== true;
}
