import type { LeaseRecord } from '../../store.js';
import type { PortalClient } from '../portal-client.js';
import { leaseRoutes } from '../routes/lease-routes.js';

export function createPortalLease(client: PortalClient): LeaseRecord {
  return {
    async read(options) {
      const { lease } = await client.call(leaseRoutes.read, {}, options);
      return lease;
    },
    take: (sessionId, { over } = {}) =>
      client.call(leaseRoutes.take, {
        sessionId,
        ...(over ? { over: { fence: over.fence, beat: over.beat } } : {}),
      }),
    async raise({ fence, sessionId }, progress) {
      await client.call(leaseRoutes.raise, {
        hold: { fence, sessionId },
        ...(progress ? { progress } : {}),
      });
    },
    async release({ fence, sessionId }) {
      await client.call(leaseRoutes.release, { hold: { fence, sessionId } });
    },
  };
}
