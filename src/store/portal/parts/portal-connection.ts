import type { StoreConnection } from '../../connection.js';
import type { PortalClient } from '../portal-client.js';
import { connectionRoutes } from '../routes/connection-routes.js';

/** @param client - of the API itself, not of a tenant below it */
export function createPortalConnection(client: PortalClient, tenantId: string): StoreConnection {
  return {
    // Somebody waits for it and can ask again: that the portal does not answer is told at once.
    read: (options) => client.callOnce(connectionRoutes.read, { tenantId }, options),
    async connect(domain) {
      await client.callOnce(connectionRoutes.connect, { tenantId, domain });
    },
    async disconnect() {
      return (await client.call(connectionRoutes.disconnect, { tenantId })).groups;
    },
  };
}
