import type { Database } from '../../store/records/database.js';

/** A PostgreSQL with the portal's tables: `openPostgres`, or `openPglite` for trials. */
export interface PortalDatabase {
  /**
   * One tenant's rows.
   * @param options.requestId - of a write that may come more than once: it is carried out once, and has the same answer
   */
  forTenant(tenantId: string, options?: { readonly requestId?: string }): Database;
}
