import type { Authorization } from '../authorize/authorize.js';
import type { ConnectionRecords } from '../database/connection-records.js';

/** Whether somebody may see what the portal remembers of a tenant. */
export async function canSee(
  { tenants, customer, directory }: Authorization,
  tenantId: string,
  connections: ConnectionRecords,
): Promise<boolean> {
  if (tenants.includes(tenantId)) return true;
  if (customer === undefined || (directory && directory.tenantId !== tenantId)) return false;
  return (await connections.get(customer))?.tenantId === tenantId;
}
