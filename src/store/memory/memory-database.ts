import { ProvisioningError } from '../../model/errors.js';
import type { Database } from '../records/database.js';
import { createTables, MemoryRows, type Tables } from './memory-rows.js';
import { listContent, putContent, storeContentVersion, type StoreContent } from './store-content.js';

export interface MemoryDatabasesOptions {
  /** What they hold at first. */
  readonly from?: StoreContent | undefined;
  /** Ends whatever changed something. When it fails, nothing was changed. */
  readonly save?: ((content: StoreContent) => Promise<void>) | undefined;
}

/** Databases in memory, one for each tenant's id. Nothing handed out is shared with what is kept. */
export function createMemoryDatabases({ from, save }: MemoryDatabasesOptions = {}): (
  tenantId: string,
) => Database {
  const tenants = new Map<string, Tables>();
  const open = (tenantId: string): Tables => {
    const tables = tenants.get(tenantId) ?? createTables();
    tenants.set(tenantId, tables);
    return tables;
  };

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, as in a database: nobody sees half of what another writes. */
  const run = <T>(tenantId: string, work: (rows: MemoryRows) => Promise<T>): Promise<T> => {
    const result = last.then(async () => {
      const rows = new MemoryRows(open(tenantId));
      try {
        return await work(rows);
      } catch (thrown) {
        rows.undo();
        throw thrown;
      }
    });
    // Who comes next waits for the end, whichever it is; the failure is for who asked.
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };

  for (const [tenantId, content] of Object.entries(from?.tenants ?? {}))
    void run(tenantId, (rows) => putContent(rows, content));

  const saveAll = async (): Promise<void> => {
    const listed = [...tenants].map(
      async ([tenantId, tables]) => [tenantId, await listContent(new MemoryRows(tables))] as const,
    );
    const content: StoreContent = {
      schemaVersion: storeContentVersion,
      tenants: Object.fromEntries(await Promise.all(listed)),
    };
    try {
      await save?.(content);
    } catch (cause) {
      if (cause instanceof ProvisioningError) throw cause;
      throw new ProvisioningError(
        'storage-unavailable',
        'The change could not be saved; nothing was changed.',
        {
          cause,
        },
      );
    }
  };

  return (tenantId) => ({
    read: (work) => run(tenantId, work),
    write: (work) =>
      run(tenantId, async (rows) => {
        const result = await work(rows);
        if (save && rows.changed) await saveAll();
        return result;
      }),
  });
}
