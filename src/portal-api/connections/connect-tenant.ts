import { ProvisioningError } from '../../model/errors.js';
import type { Connection, ConnectionRecords } from '../database/connection-records.js';

/** Connects a customer with a tenant: one of the one to one of the other. @throws {ProvisioningError} `conflict` */
export async function connectTenant(
  connections: ConnectionRecords,
  wanted: Omit<Connection, 'connectedAt'>,
): Promise<void> {
  if (await connections.add(wanted)) return;
  const known = await connections.get(wanted.customer);
  if (known?.tenantId === wanted.tenantId) return;
  throw new ProvisioningError(
    'conflict',
    known
      ? 'The portal is connected to another tenant. Disconnect that one first.'
      : 'This tenant is connected to another customer of the portal.',
  );
}
