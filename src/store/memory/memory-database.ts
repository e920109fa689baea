import type { Database, Row, RowKey, Rows, TableName } from '../records/database.js';

/** Rows by their whole key, in groups by the first part of it: most questions are about one of these. */
type Table = Map<string, Map<string, Row>>;

/** A database in memory. Nothing handed out is shared with what is kept. */
export function createMemoryDatabase(): Database {
  const tables = new Map<TableName, Table>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, as in a database: nobody sees half of what another writes. */
  const run = <T>(work: (rows: Rows) => Promise<T>): Promise<T> => {
    const result = last.then(async () => {
      const rows = new MemoryRows(tables);
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
  return { read: run, write: run };
}

class MemoryRows implements Rows {
  readonly #tables: Map<TableName, Table>;
  readonly #undo: (() => void)[] = [];

  constructor(tables: Map<TableName, Table>) {
    this.#tables = tables;
  }

  async get(table: TableName, key: RowKey): Promise<unknown> {
    return structuredClone(this.#group(table, key).get(toText(key))?.value);
  }

  async list(table: TableName, beginning: RowKey = []): Promise<readonly Row[]> {
    return structuredClone(this.#find(table, beginning));
  }

  async listKeys(table: TableName, beginning: RowKey = []): Promise<readonly RowKey[]> {
    return this.#find(table, beginning).map(({ key }) => key);
  }

  async put(table: TableName, key: RowKey, value: unknown): Promise<void> {
    this.#set(table, key, structuredClone({ key, value }));
  }

  async delete(table: TableName, key: RowKey): Promise<void> {
    this.#set(table, key, undefined);
  }

  /** Makes everything as it was before. */
  undo(): void {
    for (const step of this.#undo.reverse()) step();
  }

  #set(table: TableName, key: RowKey, row: Row | undefined): void {
    const group = this.#group(table, key);
    const text = toText(key);
    const before = group.get(text);
    const apply = (next: Row | undefined): void => {
      if (next) group.set(text, next);
      else group.delete(text);
    };
    this.#undo.push(() => apply(before));
    apply(row);
  }

  #find(table: TableName, beginning: RowKey): readonly Row[] {
    const groups = beginning.length > 0 ? [this.#group(table, beginning)] : [...this.#table(table).values()];
    return groups
      .flatMap((group) => [...group.values()])
      .filter(({ key }) => beginning.every((part, index) => key[index] === part));
  }

  #group(table: TableName, key: RowKey): Map<string, Row> {
    const groups = this.#table(table);
    const first = toText(key.slice(0, 1));
    const group = groups.get(first) ?? new Map<string, Row>();
    groups.set(first, group);
    return group;
  }

  #table(name: TableName): Table {
    const table: Table = this.#tables.get(name) ?? new Map<string, Map<string, Row>>();
    this.#tables.set(name, table);
    return table;
  }
}

function toText(key: RowKey): string {
  return JSON.stringify(key);
}
