/** The tables of a store, each with what its keys begin with: questions are asked by the beginning of a key. */
export const tableNames = [
  /** workspace id */
  'workspaces',
  /** publish id */
  'publishes',
  /** publish id, number of the entry */
  'entries',
  /** holder, entitlement, workspace id */
  'grants',
  /** nothing: there is one */
  'leases',
  /** order id */
  'orders',
  /** day */
  'snapshots',
  /** user id, SKU id */
  'keeps',
  /** both ids */
  'refusedPairs',
  /** name */
  'views',
] as const;

export type TableName = (typeof tableNames)[number];

export type RowKey = readonly (string | number)[];

/** What lies under a key. Checked when read: anybody may have written it. */
export interface Row {
  readonly key: RowKey;
  readonly value: unknown;
}

/** The rows of one tenant, within one transaction. It ends when the work waits for anything else than these calls. */
export interface Rows {
  get(table: TableName, key: RowKey): Promise<unknown>;
  /** The rows whose key begins so, or all of them. */
  list(table: TableName, beginning?: RowKey): Promise<readonly Row[]>;
  /** The rows whose key begins with one of these, none of which begins with another: whole keys will do too. */
  listEach(table: TableName, beginnings: readonly RowKey[]): Promise<readonly Row[]>;
  /** Their keys alone. */
  listKeys(table: TableName, beginning?: RowKey): Promise<readonly RowKey[]>;
  put(table: TableName, rows: readonly Row[]): Promise<void>;
  delete(table: TableName, keys: readonly RowKey[]): Promise<void>;
  /** What the clock says that all who use the database share, in milliseconds; missing where there is none. */
  now?(): Promise<number>;
}

/** Where one tenant's rows lie. No question is possible without the tenant. */
export interface Database {
  /** @throws {ProvisioningError} what the work throws, `storage-unavailable`, `record-newer` */
  read<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  /**
   * Runs work that writes. It is all there when this resolves; nothing of it when this rejects. One at a time.
   * @throws {ProvisioningError} as `read`, and `storage-full`
   */
  write<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
}
