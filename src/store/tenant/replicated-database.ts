import type { Database, Row, RowKey, Rows, TableName } from '../records/database.js';
import type { RowChange, SharedTable } from './shared-table.js';

/**
 * A database some of whose tables lie in the tenant: what is read of these is read there first, and what is written is
 * written there before it is written here. Work that writes is done on what it reads, and written when it is through; one
 * at a time.
 */
export function createReplicatedDatabase(local: Database, tables: readonly SharedTable[]): Database {
  const shared = new Map(tables.map((table) => [table.name, table]));
  let last: Promise<unknown> = Promise.resolve();
  const oneByOne = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    // Who comes next waits for the end, whichever it is; the failure is for who asked.
    last = done.catch(() => undefined);
    return done;
  };
  return {
    read: (work) => oneByOne(() => work(new ReplicatedRows(local, shared))),
    write: (work) =>
      oneByOne(async () => {
        const rows = new ReplicatedRows(local, shared);
        const result = await work(rows);
        const changes = rows.listChanges();
        for (const table of tables) await table.push(changes.get(table.name) ?? []);
        await local.write((own) => apply(own, changes));
        for (const table of tables) await table.finish?.(changes.get(table.name) ?? []);
        return result;
      }),
  };
}

type Changes = ReadonlyMap<TableName, readonly RowChange[]>;

/** Rows as one piece of work sees them, with what it changes laid over them. */
class ReplicatedRows implements Rows {
  readonly #local: Database;
  readonly #shared: ReadonlyMap<TableName, SharedTable>;
  /** What is read in the tenant, or was already: by table and what the keys begin with. */
  readonly #pulls = new Map<TableName, Map<string, Promise<void>>>();
  readonly #changes = new Map<TableName, Map<string, RowChange>>();

  constructor(local: Database, shared: ReadonlyMap<TableName, SharedTable>) {
    this.#local = local;
    this.#shared = shared;
  }

  listChanges(): Changes {
    return new Map([...this.#changes].map(([table, changes]) => [table, [...changes.values()]]));
  }

  async get(table: TableName, key: RowKey): Promise<unknown> {
    const change = this.#changesOf(table).get(toText(key));
    if (change) return structuredClone(change.after);
    await this.#pull(table, key);
    return this.#local.read((rows) => rows.get(table, key));
  }

  list(table: TableName, beginning: RowKey = []): Promise<readonly Row[]> {
    return this.listEach(table, [beginning]);
  }

  async listEach(table: TableName, beginnings: readonly RowKey[]): Promise<readonly Row[]> {
    await Promise.all(beginnings.map((beginning) => this.#pull(table, beginning)));
    const found = await this.#local.read((rows) => rows.listEach(table, beginnings));
    const changes = this.#changesOf(table);
    if (changes.size === 0) return found;
    const rows = new Map(found.map((row) => [toText(row.key), row]));
    for (const [text, { key, after }] of changes)
      if (after === undefined) rows.delete(text);
      else if (beginnings.some((each) => beginsWith(key, each)))
        rows.set(text, { key, value: structuredClone(after) });
    return [...rows.values()];
  }

  async listKeys(table: TableName, beginning: RowKey = []): Promise<readonly RowKey[]> {
    return (await this.list(table, beginning)).map(({ key }) => key);
  }

  put(table: TableName, rows: readonly Row[]): Promise<void> {
    return this.#change(table, structuredClone(rows));
  }

  delete(table: TableName, keys: readonly RowKey[]): Promise<void> {
    return this.#change(
      table,
      keys.map((key) => ({ key, value: undefined })),
    );
  }

  async #change(table: TableName, rows: readonly Row[]): Promise<void> {
    const changes = this.#changesOf(table);
    const unread = rows.map(({ key }) => key).filter((key) => !changes.has(toText(key)));
    const found = new Map((await this.listEach(table, unread)).map(({ key, value }) => [toText(key), value]));
    for (const { key, value: after } of rows) {
      const text = toText(key);
      const known = changes.get(text);
      changes.set(text, { key, before: known ? known.before : found.get(text), after });
    }
  }

  /** Makes the copy as the tenant is, once for each piece of work. */
  async #pull(name: TableName, asked: RowKey): Promise<void> {
    const table = this.#shared.get(name);
    if (!table) return;
    const beginning = table.isReadByKey ? asked : [];
    const wanted = toText(beginning);
    const pulls = this.#pulls.get(name) ?? new Map<string, Promise<void>>();
    this.#pulls.set(name, pulls);
    const pulled = pulls.get('[]') ?? pulls.get(wanted) ?? this.#replace(table, beginning);
    pulls.set(wanted, pulled);
    await pulled;
  }

  async #replace(table: SharedTable, beginning: RowKey): Promise<void> {
    let copy: readonly Row[] = [];
    const readCopy = async (): Promise<readonly Row[]> =>
      (copy = await this.#local.read((rows) => rows.list(table.name, beginning)));
    const found = await table.pull(beginning, readCopy);
    if (!found) return;
    if (copy.length === 0) await readCopy();
    const wanted = new Map(found.map((row) => [toText(row.key), row]));
    const known = new Map(copy.map((row) => [toText(row.key), JSON.stringify(row.value)]));
    const gone = copy.filter(({ key }) => !wanted.has(toText(key)));
    const other = found.filter(
      ({ key, value }) => beginsWith(key, beginning) && known.get(toText(key)) !== JSON.stringify(value),
    );
    if (gone.length + other.length === 0) return;
    await this.#local.write((rows) =>
      apply(
        rows,
        new Map([
          [
            table.name,
            [
              ...gone.map(({ key }) => ({ key, before: undefined, after: undefined })),
              ...other.map(({ key, value }) => ({ key, before: undefined, after: value })),
            ],
          ],
        ]),
      ),
    );
  }

  #changesOf(table: TableName): Map<string, RowChange> {
    const changes = this.#changes.get(table) ?? new Map<string, RowChange>();
    this.#changes.set(table, changes);
    return changes;
  }
}

async function apply(rows: Rows, changes: Changes): Promise<void> {
  await Promise.all(
    [...changes].flatMap(([table, each]) => {
      const gone = each.filter(({ after }) => after === undefined);
      const there = each.filter(({ after }) => after !== undefined);
      return [
        rows.delete(
          table,
          gone.map(({ key }) => key),
        ),
        rows.put(
          table,
          there.map(({ key, after }) => ({ key, value: after })),
        ),
      ];
    }),
  );
}

function beginsWith(key: RowKey, beginning: RowKey): boolean {
  return beginning.every((part, index) => key[index] === part);
}

function toText(key: RowKey): string {
  return JSON.stringify(key);
}
