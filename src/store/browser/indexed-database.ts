import type { DBSchema, IDBPTransaction } from 'idb';
import { ProvisioningError } from '../../model/errors.js';
import {
  tableNames,
  type Database,
  type Row,
  type RowKey,
  type Rows,
  type TableName,
} from '../records/database.js';
import { IndexedDbConnection } from './indexed-db-connection.js';

/** Tables of rows, each under the tenant's id and its own key. What a row is, is checked when it is read. */
type Tables = DBSchema & Record<TableName, { key: (string | number)[]; value: unknown }>;

type Connection = IndexedDbConnection<Tables>;

/** The version of the layout. A page of an older version is asked to reload. */
const layoutVersion = 1;

export function createConnection(name: string): Connection {
  return new IndexedDbConnection<Tables>({
    name,
    version: layoutVersion,
    stores: [...tableNames],
    noun: 'records',
    upgrade(database, oldVersion) {
      if (oldVersion < 1) for (const table of tableNames) database.createObjectStore(table);
    },
  });
}

/** One tenant's rows in a database of this browser. */
export function createIndexedDatabase(connection: Connection, tenantId: string): Database {
  const run = async <T>(
    mode: IDBTransactionMode & ('readonly' | 'readwrite'),
    work: (rows: Rows) => Promise<T>,
  ): Promise<T> => {
    requireIndexedDb();
    let begun = false;
    try {
      return await connection.run(mode, (transaction) => {
        begun = true;
        return work(createRows(transaction, tenantId));
      });
    } catch (thrown) {
      const isBroken = !begun && thrown instanceof ProvisioningError && thrown.cause instanceof TypeError;
      throw isBroken ? unavailable(thrown) : thrown;
    }
  };
  return {
    read: (work) => run('readonly', work),
    write: (work) => run('readwrite', work),
  };
}

function createRows(
  transaction: IDBPTransaction<Tables, TableName[], 'readonly' | 'readwrite'>,
  tenantId: string,
): Rows {
  const under = (beginning: RowKey): IDBKeyRange =>
    IDBKeyRange.bound([tenantId, ...beginning], [tenantId, ...beginning, []]);
  const reading = (table: TableName) => transaction.objectStore(table);
  const writing = (table: TableName) =>
    (transaction as IDBPTransaction<Tables, TableName[], 'readwrite'>).objectStore(table);
  const listKeys = async (table: TableName, beginning: RowKey): Promise<RowKey[]> =>
    (await reading(table).getAllKeys(under(beginning))).map((key) => key.slice(1));
  const list = async (table: TableName, beginning: RowKey): Promise<readonly Row[]> => {
    const [keys, values] = await Promise.all([
      listKeys(table, beginning),
      reading(table).getAll(under(beginning)),
    ]);
    return keys.map((key, index) => ({ key, value: values[index] }));
  };
  return {
    get: async (table, key) => reading(table).get([tenantId, ...key]),
    list: (table, beginning = []) => list(table, beginning),
    async listEach(table, beginnings) {
      return (await Promise.all(beginnings.map((beginning) => list(table, beginning)))).flat();
    },
    listKeys: (table, beginning = []) => listKeys(table, beginning),
    async put(table, rows) {
      const store = writing(table);
      // A request that cannot even be made must not leave those before it unheard.
      await Promise.all(rows.map(async ({ key, value }) => store.put(value, [tenantId, ...key])));
    },
    async delete(table, keys) {
      const store = writing(table);
      await Promise.all(keys.map(async (key) => store.delete([tenantId, ...key])));
    },
  };
}

/** A browser may have no storage, or refuse even to be asked for it. */
function requireIndexedDb(): void {
  let factory: Partial<IDBFactory> | undefined;
  try {
    factory = globalThis.indexedDB;
  } catch (thrown) {
    throw unavailable(thrown);
  }
  if (typeof factory?.open !== 'function') throw unavailable(undefined);
}

function unavailable(cause: unknown): ProvisioningError {
  return new ProvisioningError(
    'storage-unavailable',
    'This browser does not let the page store records (private browsing, or storage is blocked).',
    { cause },
  );
}
