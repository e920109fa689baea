import type { Row, RowKey, Rows, TableName } from '../records/database.js';

/** Rows by their whole key, in groups by the first part of it: most questions are about one of these. */
type Table = Map<string, Map<string, Row>>;

/** The tables of one tenant. */
export type Tables = Map<TableName, Table>;

export function createTables(): Tables {
  return new Map();
}

/** One tenant's rows within one transaction. Nothing handed out is shared with what is kept. */
export class MemoryRows implements Rows {
  readonly #tables: Tables;
  readonly #undo: (() => void)[] = [];

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Whether anything was put or deleted. */
  get changed(): boolean {
    return this.#undo.length > 0;
  }

  async get(table: TableName, key: RowKey): Promise<unknown> {
    return structuredClone(this.#group(table, key).get(toText(key))?.value);
  }

  async list(table: TableName, beginning: RowKey = []): Promise<readonly Row[]> {
    return structuredClone(this.#find(table, beginning));
  }

  async listEach(table: TableName, beginnings: readonly RowKey[]): Promise<readonly Row[]> {
    return structuredClone(beginnings.flatMap((beginning) => this.#find(table, beginning)));
  }

  async listKeys(table: TableName, beginning: RowKey = []): Promise<readonly RowKey[]> {
    return this.#find(table, beginning).map(({ key }) => key);
  }

  async put(table: TableName, rows: readonly Row[]): Promise<void> {
    for (const { key, value } of rows) this.#set(table, key, structuredClone({ key, value }));
  }

  async delete(table: TableName, keys: readonly RowKey[]): Promise<void> {
    for (const key of keys) this.#set(table, key, undefined);
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
