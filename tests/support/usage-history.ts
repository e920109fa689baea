import { dayMs } from '../../src/model/days.js';
import type { UsageSnapshot } from '../../src/model/usage/usage-snapshot.js';
import type { TenantPage, TenantParameters } from './in-tenant.js';

interface Sku {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly consumedUnits: number;
  readonly prepaidUnits: { readonly enabled: number; readonly warning: number; readonly suspended: number };
}

/**
 * A year of weekly snapshots that lead to the tenant's counts of now: what is assigned grows slowly at first and by 4 %
 * of today's count a week in the last nine weeks, and a tenth of each plan was bought 38 weeks ago.
 */
export function withHistory(weeks = 52): Pick<TenantParameters, 'prepare'> {
  return {
    prepare: async (page) => {
      const skus = await readSkus(page);
      for (let ago = weeks; ago > 0; ago -= 1) await page.store.insights.putSnapshot(makeSnapshot(skus, ago));
    },
  };
}

async function readSkus({ emulator }: TenantPage): Promise<readonly Sku[]> {
  const token = await emulator.issueToken({ scopes: ['LicenseAssignment.Read.All'] });
  const answer = await emulator.fetch('https://graph.microsoft.com/v1.0/subscribedSkus', {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { value } = (await answer.json()) as { value: readonly Sku[] };
  return value;
}

function makeSnapshot(skus: readonly Sku[], weeksAgo: number): UsageSnapshot {
  const grown = 0.04 * Math.min(weeksAgo, 9) + 0.004 * Math.max(0, weeksAgo - 9) + ((weeksAgo * 3) % 4) / 100;
  return {
    date: new Date(Date.now() - weeksAgo * 7 * dayMs).toISOString().slice(0, 10),
    plans: skus.map(({ skuId, skuPartNumber, consumedUnits, prepaidUnits }) => ({
      skuId,
      skuPartNumber,
      total: Math.round((prepaidUnits.enabled + prepaidUnits.warning) * (weeksAgo > 38 ? 0.9 : 1)),
      assigned: Math.round(consumedUnits * (1 - grown)),
      expiringSoon: prepaidUnits.warning,
      suspended: prepaidUnits.suspended,
    })),
  };
}
