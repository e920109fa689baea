import { sql, type RawBuilder, type Transaction } from 'kysely';
import { ProvisioningError } from '../../model/errors.js';
import type { Row, RowKey, Rows, TableName } from '../../store/records/database.js';
import type { StorePart } from '../../store/store.js';
import { keyColumns, partOf, tableInSql, type KeyColumn } from './layout.js';
import type { TenantId } from './tenant-id.js';

/** What a query is run with: the transaction, the tenant, and in which schema the tables are. */
export interface TenantTransaction {
  readonly transaction: Transaction<unknown>;
  readonly tenant: TenantId;
  readonly schema: string;
}

/** One tenant's rows within a transaction of PostgreSQL. Every statement carries the tenant. */
export class TenantRows implements Rows {
  readonly #run: TenantTransaction;
  readonly #changed = new Set<StorePart>();

  constructor(run: TenantTransaction) {
    this.#run = run;
  }

  /** What was written to. */
  get changed(): readonly StorePart[] {
    return [...this.#changed];
  }

  async get(table: TableName, key: RowKey): Promise<unknown> {
    requireWhole(table, key);
    const [row] = await this.#select(table, [key]);
    return row?.value;
  }

  list(table: TableName, beginning: RowKey = []): Promise<readonly Row[]> {
    return this.#select(table, [beginning]);
  }

  async listEach(table: TableName, beginnings: readonly RowKey[]): Promise<readonly Row[]> {
    const found: (readonly Row[])[] = [];
    for (const length of new Set(beginnings.map((beginning) => beginning.length)))
      found.push(
        await this.#select(
          table,
          beginnings.filter((beginning) => beginning.length === length),
        ),
      );
    return found.flat();
  }

  async listKeys(table: TableName, beginning: RowKey = []): Promise<readonly RowKey[]> {
    const found = await this.#query(
      sql`select ${columnsOf(table)} from ${this.#find(table, [beginning])} order by ${columnsOf(table)}`,
    );
    return found.map((row) => toKey(table, row));
  }

  async put(table: TableName, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    for (const { key } of rows) requireWhole(table, key);
    // Of two with one key the later one counts; one statement cannot write a row twice.
    const unique = [...new Map(rows.map((row) => [JSON.stringify(row.key), row])).values()];
    const keys = unique.map(({ key }) => key);
    const values = unique.map(({ value }) => JSON.stringify(value ?? null));
    const lists = [...listColumns(keyColumns[table], keys), sql`${values}::text[]`];
    const columns = columnsOf(table);
    await this.#query(
      sql`insert into ${this.#table(table)} (${columns}, value)
          select ${sql.join([sql`${this.#run.tenant}`, ...keyColumns[table].map(({ name }) => sql.ref(name))])}, value::json
          from unnest(${sql.join(lists)}) as added(${sql.join([...keyColumns[table].map(({ name }) => sql.ref(name)), sql.ref('value')])})
          on conflict (${columns}) do update set value = excluded.value`,
    );
    this.#changed.add(partOf[table]);
  }

  async delete(table: TableName, keys: readonly RowKey[]): Promise<void> {
    if (keys.length === 0) return;
    for (const key of keys) requireWhole(table, key);
    const gone = await this.#query(
      sql`delete from ${this.#table(table)}
          where ctid = any(array(select ctid from ${this.#find(table, keys)})) returning 1 as gone`,
    );
    if (gone.length > 0) this.#changed.add(partOf[table]);
  }

  /** The clock of the server, also where this transaction has waited for another. */
  async now(): Promise<number> {
    const [row] = await this.#query(
      sql`select floor(extract(epoch from clock_timestamp()) * 1000)::text as now`,
    );
    return Number(row?.['now']);
  }

  async #select(table: TableName, beginnings: readonly RowKey[]): Promise<readonly Row[]> {
    if (beginnings.length === 0) return [];
    const found = await this.#query(
      sql`select ${columnsOf(table)}, value::text as value
          from ${this.#find(table, beginnings)} order by ${columnsOf(table)}`,
    );
    return found.map((row) => ({
      key: toKey(table, row),
      // Parsed here: a portal may have taught its driver to read JSON otherwise.
      value: JSON.parse(String(row['value'])) as unknown,
    }));
  }

  /** Where the tenant's rows are whose keys begin so; all beginnings are of one length. */
  #find(table: TableName, beginnings: readonly RowKey[]): RawBuilder<unknown> {
    const ofTenant = sql`select *, ctid from ${this.#table(table)} where tenant_id = ${this.#run.tenant}`;
    const columns = keyColumns[table].slice(0, beginnings[0]?.length);
    if (columns.length === 0) return sql`(${ofTenant}) as found`;
    const wanted = columns.map(({ name }) => sql.ref(`wanted_${name}`));
    const isWanted = columns.map(({ name }, index) => sql`${sql.ref(name)} = ${wanted[index]}`);
    // Each key is looked up by itself, which `offset 0` holds the planner to: going by statistics that do not know the
    // tenant yet, it would read all of its rows each time.
    return sql`
      (select distinct * from unnest(${sql.join(listColumns(columns, beginnings))})) as wanted(${sql.join(wanted)})
      cross join lateral (${ofTenant} and ${sql.join(isWanted, sql` and `)} offset 0) as found`;
  }

  #table(table: TableName): RawBuilder<unknown> {
    return sql.id(this.#run.schema, tableInSql[table]);
  }

  async #query(query: RawBuilder<unknown>): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { rows } = await (query as RawBuilder<Readonly<Record<string, unknown>>>).execute(
      this.#run.transaction,
    );
    return rows;
  }
}

function columnsOf(table: TableName): RawBuilder<unknown> {
  return sql.join(['tenant_id', ...keyColumns[table].map(({ name }) => name)].map((name) => sql.ref(name)));
}

/** Keys as one list of values for each column, so that a statement has as many parameters however many keys there are. */
function listColumns(columns: readonly KeyColumn[], keys: readonly RowKey[]): RawBuilder<unknown>[] {
  return columns.map(({ type }, index) => {
    const values = keys.map((key) => requireStorable(key[index], type));
    return type === 'text' ? sql`${values}::text[]` : sql`${values}::integer[]`;
  });
}

function toKey(table: TableName, row: Readonly<Record<string, unknown>>): RowKey {
  return keyColumns[table].map(({ name, type }) =>
    type === 'integer' ? Number(row[name]) : String(row[name]),
  );
}

function requireWhole(table: TableName, key: RowKey): void {
  if (key.length !== keyColumns[table].length) throw refuseKey();
}

/** PostgreSQL's texts hold no NUL, and half a character would become another key. */
function requireStorable(part: string | number | undefined, type: KeyColumn['type']): string | number {
  const isStorable =
    type === 'integer' ? Number.isInteger(part) : typeof part === 'string' && !/[\0\p{Cs}]/u.test(part);
  if (part === undefined || !isStorable) throw refuseKey();
  return part;
}

function refuseKey(): ProvisioningError {
  return new ProvisioningError(
    'record-unreadable',
    'A record has a key that cannot be stored: of the wrong kind, or with a character that is none.',
  );
}
