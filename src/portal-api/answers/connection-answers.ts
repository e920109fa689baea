import { connectionRoutes } from '../../store/portal/routes/connection-routes.js';
import { canSee } from '../connections/can-see.js';
import { connectTenant } from '../connections/connect-tenant.js';
import { disconnectTenant } from '../connections/disconnect-tenant.js';
import { findHurdle, requireConnecting } from '../connections/find-hurdle.js';
import type { ConnectionRecords } from '../database/connection-records.js';
import { toTenantId } from '../database/tenant-id.js';
import { answer, done, type Answer, type CustomerAsked } from './answer.js';

export function createConnectionAnswers(connections: ConnectionRecords): readonly Answer<CustomerAsked>[] {
  return [
    answer(connectionRoutes.read, async ({ tenantId }, { authorization }: CustomerAsked) => {
      const { customer } = authorization;
      const found = findHurdle(authorization, tenantId);
      const hurdle = found ? { hurdle: found } : {};
      const known = customer === undefined ? undefined : await connections.get(customer);
      if (await canSee(authorization, tenantId, connections)) {
        const isRecorded = known?.tenantId === tenantId;
        return { status: 'open' as const, ...(isRecorded ? { domain: known.domain, ...hurdle } : {}) };
      }
      if (known && known.tenantId !== tenantId) return { status: 'elsewhere' as const, domain: known.domain };
      return { status: 'unconnected' as const, ...hurdle };
    }),
    answer(connectionRoutes.connect, async ({ tenantId, domain }, { authorization }: CustomerAsked) => {
      const customer = requireConnecting(authorization, tenantId);
      const { subject: connectedBy } = authorization;
      await connectTenant(connections, { customer, tenantId: toTenantId(tenantId), domain, connectedBy });
      return done;
    }),
    answer(connectionRoutes.disconnect, async ({ tenantId }, { authorization, openStore }: CustomerAsked) => {
      const customer = requireConnecting(authorization, tenantId);
      // Whoever asks again, because the answer was lost, has what she wanted.
      if (!(await canSee(authorization, tenantId, connections))) return { groups: [] };
      const tenant = toTenantId(tenantId);
      const remove = (): Promise<boolean> => connections.remove({ customer, tenantId: tenant });
      return { groups: [...(await disconnectTenant(openStore(tenant), remove))] };
    }),
  ];
}
