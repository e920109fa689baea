import type { Database } from '../../store/records/database.js';
import type { PortalTables } from './portal-tables.js';
import type { TenantId } from './tenant-id.js';

/** One tenant's rows in the portal's database: no question reaches another's. */
export function createTenantDatabase(
  tables: Pick<PortalTables, 'read' | 'write'>,
  tenant: TenantId,
  requestId?: string,
): Database {
  return {
    read: (work) => tables.read(tenant, work),
    write: (work) => tables.write(tenant, work, requestId),
  };
}
