import type { TenantPage } from './in-tenant.js';

export interface SyncFacts {
  /** Whether synchronization is on. Default: true. */
  readonly enabled?: boolean;
  /** Hours since the last run; undefined: Graph does not say. */
  readonly hoursAgo?: number;
}

/** Prepares a tenant whose organization says this of its synchronization. */
export function withSync({ enabled = true, hoursAgo }: SyncFacts): (page: TenantPage) => void {
  return ({ provider, emulator }) => {
    const facts = {
      onPremisesSyncEnabled: enabled,
      onPremisesLastSyncDateTime:
        hoursAgo === undefined ? null : new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    };
    provider.transport = async (request) => {
      const answer = await emulator.fetch(request);
      const text = await answer.text();
      if (!text.includes('onPremisesLastSyncDateTime')) return new Response(text, answer);
      const body: unknown = JSON.parse(text, (_key, value: unknown) =>
        isOrganization(value, emulator.tenant.tenantId) ? { ...value, ...facts } : value,
      );
      return new Response(JSON.stringify(body), answer);
    };
  };
}

function isOrganization(value: unknown, tenantId: string): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    value.id === tenantId &&
    'onPremisesLastSyncDateTime' in value
  );
}
