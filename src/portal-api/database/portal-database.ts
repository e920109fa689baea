import type { Database } from '../../store/records/database.js';
import type { ChangeFeed, OnChange } from './change-feed.js';
import type { ConnectionRecords } from './connection-records.js';
import type { PortalTables, TenantChanges } from './portal-tables.js';
import { createTenantDatabase } from './tenant-database.js';
import type { TenantId } from './tenant-id.js';

/** In which schema the tables are, when nothing is said. */
export const defaultSchema = 'o365';

/** The portal's database: every tenant's memory, and which customer is connected to which tenant. */
export interface PortalDatabase {
  /**
   * Makes the tables what this version needs; run it before the first use. Several processes may at once.
   *
   * @returns what was done, by name: nothing where they were up to date
   */
  migrate(): Promise<readonly string[]>;
  /** Whether the database answers and its tables are there. */
  isReady(): Promise<boolean>;
  /**
   * One tenant's rows, for `createStore`.
   *
   * @param options.requestId - of a write that may come more than once within an hour: it is carried out once, and has the
   * same answer (JSON) each time
   */
  forTenant(tenant: TenantId, options?: { readonly requestId?: string }): Database;
  readonly connections: ConnectionRecords;
  /**
   * What changed in a tenant after the change of that number: every part where that is not remembered any more. Without a
   * number, what changed in the last seconds.
   */
  listChanges(tenant: TenantId, after?: number): Promise<TenantChanges>;
  /**
   * Hears of every change, whichever process made it, over one connection for all who listen here. It resolves when nothing
   * is missed any more, with what ends it; also while the database cannot be reached: then it is said once it can that
   * anything may have changed.
   *
   * @throws {ProvisioningError} what no later try would mend: the account may not sign in, say
   */
  listen(onChange: OnChange): Promise<() => Promise<void>>;
  /** Ends all connections, but not a pool or a database that was given. */
  close(): Promise<void>;
}

export interface PortalDatabaseParts {
  readonly tables: PortalTables;
  readonly feed: ChangeFeed;
  /** What ends beside them. */
  readonly end: () => Promise<void>;
}

export function createPortalDatabase({ tables, feed, end }: PortalDatabaseParts): PortalDatabase {
  return {
    migrate: () => tables.migrate(),
    isReady: () => tables.isReady(),
    forTenant: (tenant, { requestId } = {}) => createTenantDatabase(tables, tenant, requestId),
    connections: tables.connections,
    listChanges: (tenant, after) => tables.listChanges(tenant, after),
    listen: (onChange) => feed.listen(onChange),
    async close() {
      await feed.close();
      await end();
    },
  };
}
