import type { KnownSku } from './known-sku.js';

/**
 * Bought under a volume license long ago; excludes the Intune of today's suites.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference (its CSV: names, ids and apps)
 */
export const legacySkus = {
  INTUNE_A_VL: {
    skuId: '99fc2803-fa72-42d3-ae78-b055e177d275',
    plans: 'EXCHANGE_S_FOUNDATION INTUNE_A_VL',
  },
} as const satisfies Record<string, KnownSku>;
