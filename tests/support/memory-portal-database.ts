import { createId } from '../../src/model/create-id.js';
import type { Connection, ConnectionRecords } from '../../src/portal-api/database/connection-records.js';
import type { PortalDatabase } from '../../src/portal-api/database/portal-database.js';
import { createMemoryDatabases } from '../../src/store/memory/memory-database.js';

/** What a portal's API keeps, in memory. */
export function createMemoryPortalDatabase(): PortalDatabase {
  const forTenant = createMemoryDatabases();
  return {
    migrate: async () => [],
    isReady: async () => true,
    forTenant: (tenant) => forTenant(tenant),
    connections: createConnections(),
    listChanges: async () => ({ sequence: 0, parts: [] }),
    listen: async () => async () => undefined,
    close: async () => undefined,
  };
}

function createConnections(): ConnectionRecords {
  const known = new Map<string, Connection>();
  return {
    get: async (customer) => known.get(customer),
    listOf: async (tenant) => [...known.values()].filter(({ tenantId }) => tenantId === tenant),
    async add(connection) {
      const isOthers = [...known.values()].some(({ tenantId }) => tenantId === connection.tenantId);
      if (isOthers || known.has(connection.customer)) return false;
      known.set(connection.customer, { ...connection, connectedAt: new Date().toISOString() });
      return true;
    },
    async remove({ customer, tenantId }) {
      return known.get(customer)?.tenantId === tenantId && known.delete(customer);
    },
    async erase(tenant, userId) {
      for (const [customer, connection] of known)
        if (connection.tenantId === tenant && connection.connectedBy === userId)
          known.set(customer, { ...connection, connectedBy: createId() });
    },
  };
}
