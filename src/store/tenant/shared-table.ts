import type { Row, RowKey, TableName } from '../records/database.js';

/** A row that is to be another one. */
export interface RowChange {
  readonly key: RowKey;
  /** What was read of it; undefined when there was none. */
  readonly before: unknown;
  /** Undefined when it is to go. */
  readonly after: unknown;
}

/** A table whose rows lie in the tenant. What this browser has of it is a copy. */
export interface SharedTable {
  readonly name: TableName;
  /** Whether it can be asked for some of its rows, by what their keys begin with; else it is read whole. */
  readonly isReadByKey?: true;
  /**
   * The rows as they are in the tenant, or undefined when the copy is right already.
   *
   * @param beginning - what their keys begin with, where it is read by key; others may be left out
   * @param readCopy - reads the copy of them
   */
  pull(beginning: RowKey, readCopy: () => Promise<readonly Row[]>): Promise<readonly Row[] | undefined>;
  /** Writes what has to be there before the copy says so. When it rejects, the copy stays as it is. */
  push(changes: readonly RowChange[]): Promise<void>;
  /** Writes what may be so only after the copy said so. */
  finish?(changes: readonly RowChange[]): Promise<void>;
}
