import { Kysely, sql, type Dialect, type Transaction } from 'kysely';
import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import { sharesNothing } from '../../store/shares.js';
import type { StorePart } from '../../store/store.js';
import type { Connection, ConnectionRecords } from './connection-records.js';
import { isConnectionLost, toDatabaseError } from './database-error.js';
import { isMigrated, migrateDatabase } from './migrate-database.js';
import type { TenantId } from './tenant-id.js';
import { TenantRows } from './tenant-rows.js';

/** How many changes of a tenant are remembered at least. */
export const keptChanges = 2_000;

/** They are forgotten so many at a time. */
const forgottenAtOnce = 100;

/** Who names no change is told what changed in this time: a page has its first answers by then. */
const justNowSeconds = 10;

/** What has changed in a tenant since a change that somebody has seen. */
export interface TenantChanges {
  /** Of the last change; 0 before the first. */
  readonly sequence: number;
  readonly parts: readonly StorePart[];
}

/**
 * All tables of the portal. The connection to them never leaves this class: whoever wants a tenant's rows names the tenant,
 * and is given rows that can be asked for nobody else's.
 */
export class PortalTables {
  readonly #kysely: Kysely<unknown>;
  readonly #schema: string;
  readonly connections: ConnectionRecords;

  constructor(dialect: Dialect, schema: string) {
    this.#kysely = new Kysely<unknown>({ dialect });
    this.#schema = schema;
    this.connections = this.#openConnections();
  }

  /** Where changes are told. */
  get channel(): string {
    return `${this.#schema}_changes`;
  }

  migrate(): Promise<readonly string[]> {
    return guard(() => migrateDatabase(this.#kysely, this.#schema));
  }

  /** Whether the database answers and its tables are there. */
  async isReady(): Promise<boolean> {
    try {
      return await guard(() => isMigrated(this.#kysely, this.#schema));
    } catch (thrown) {
      if (thrown instanceof ProvisioningError && thrown.code === 'storage-unavailable') return false;
      throw thrown;
    }
  }

  async close(): Promise<void> {
    await this.#kysely.destroy();
  }

  /** Reads rows of a tenant as they are at one moment. */
  read<T>(tenant: TenantId, work: (rows: TenantRows) => Promise<T>): Promise<T> {
    return guard(() =>
      this.#kysely
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((transaction) => work(this.#rowsOf(transaction, tenant))),
    );
  }

  /**
   * Changes rows of a tenant, one transaction at a time, and tells what changed with the commit.
   *
   * @param requestId - of work that may come more than once: what it came to the first time is what it comes to
   * @throws {ProvisioningError} `storage-unavailable`, with `open` when the answer to the commit was lost: it may all be there
   */
  write<T>(tenant: TenantId, work: (rows: TenantRows) => Promise<T>, requestId?: string): Promise<T> {
    let isCommitting = false;
    return guard(
      () =>
        this.#kysely
          .transaction()
          .setIsolationLevel('read committed')
          .execute(async (transaction) => {
            await this.#lock(transaction, tenant);
            const rows = this.#rowsOf(transaction, tenant);
            const requests =
              requestId === undefined ? undefined : this.#requestOf(transaction, tenant, requestId);
            const earlier = await requests?.find();
            if (earlier) return earlier.answer as T;
            const result = await work(rows);
            await requests?.keep(result);
            await this.#note(transaction, tenant, rows.changed);
            isCommitting = true;
            return result;
          }),
      // With its id it may be asked for again.
      () => (!isCommitting ? 'no' : requestId === undefined ? 'open' : 'again'),
    );
  }

  /**
   * What changed after a change of that number; everything may have where that is not remembered any more. Without one, what
   * changed in the last seconds, for whoever may have read just before.
   */
  listChanges(tenant: TenantId, after?: number): Promise<TenantChanges> {
    const isMeant =
      after === undefined
        ? sql`at > clock_timestamp() - make_interval(secs => ${justNowSeconds})`
        : sql`sequence > ${after}`;
    return guard(async () => {
      const { rows } = await sql<{ sequence: string; parts: string }>`
        select sequence::text as sequence,
          (select coalesce(json_agg(distinct part), '[]') from ${this.#table('changes')}
            where tenant_id = ${tenant} and ${isMeant})::text as parts
        from ${this.#table('tenants')} where tenant_id = ${tenant}`.execute(this.#kysely);
      const [found] = rows;
      const sequence = Number(found?.sequence ?? 0);
      // A number from before the database was put back says nothing.
      const isRemembered = after === undefined || (after <= sequence && after >= sequence - keptChanges);
      const parts: unknown = JSON.parse(found?.parts ?? '[]');
      return { sequence, parts: isRemembered ? (parts as readonly StorePart[]) : allParts };
    });
  }

  /** Waits for whoever writes to this tenant now. */
  async #lock(transaction: Transaction<unknown>, tenant: TenantId): Promise<void> {
    const lock = sql`select 1 from ${this.#table('tenants')} where tenant_id = ${tenant} for update`;
    const { rows } = await lock.execute(transaction);
    if (rows.length > 0) return;
    await sql`insert into ${this.#table('tenants')} (tenant_id, sequence) values (${tenant}, 0)
              on conflict do nothing`.execute(transaction);
    await lock.execute(transaction);
  }

  async #note(
    transaction: Transaction<unknown>,
    tenant: TenantId,
    parts: readonly StorePart[],
  ): Promise<void> {
    if (parts.length === 0) return;
    const { rows } = await sql<{ sequence: string }>`
      with raised as (
        update ${this.#table('tenants')} set sequence = sequence + 1 where tenant_id = ${tenant} returning sequence
      ), noted as (
        insert into ${this.#table('changes')} (tenant_id, sequence, part)
        select ${tenant}, sequence, part from raised, unnest(${parts}::text[]) as changed(part)
      )
      select sequence::text as sequence, pg_notify(
        ${this.channel}, json_build_object('tenant', ${tenant}::text, 'sequence', sequence)::text
      ) from raised`.execute(transaction);
    const sequence = Number(rows[0]?.sequence);
    if (sequence % forgottenAtOnce !== 0) return;
    await sql`delete from ${this.#table('changes')}
                where tenant_id = ${tenant} and sequence <= ${sequence - keptChanges - forgottenAtOnce}`.execute(
      transaction,
    );
  }

  /** What came of a request before, and its place for what comes of it now. */
  #requestOf(
    transaction: Transaction<unknown>,
    tenant: TenantId,
    requestId: string,
  ): { find(): Promise<{ readonly answer: unknown } | undefined>; keep(answer: unknown): Promise<void> } {
    const table = this.#table('requests');
    const anHourAgo = sql`now() - interval '1 hour'`;
    return {
      async find() {
        const { rows } = await sql<{ answer: string }>`
          select answer::text as answer from ${table}
          where tenant_id = ${tenant} and request_id = ${requestId} and at > ${anHourAgo}`.execute(
          transaction,
        );
        const [row] = rows;
        return row && { answer: JSON.parse(row.answer) as unknown };
      },
      async keep(answer) {
        const text = JSON.stringify(answer ?? null);
        // Also where nothing changed: whoever sends such requests must not fill the table.
        await sql`delete from ${table} where tenant_id = ${tenant} and at <= ${anHourAgo}`.execute(
          transaction,
        );
        await sql`insert into ${table} (tenant_id, request_id, answer)
                  values (${tenant}, ${requestId}, ${text}::json)`.execute(transaction);
      },
    };
  }

  #rowsOf(transaction: Transaction<unknown>, tenant: TenantId): TenantRows {
    return new TenantRows({ transaction, tenant, schema: this.#schema });
  }

  #table(name: string) {
    return sql.id(this.#schema, name);
  }

  #openConnections(): ConnectionRecords {
    const table = this.#table('connections');
    const columns = sql`customer, tenant_id as "tenantId", domain, connected_by as "connectedBy",
      to_char(connected_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "connectedAt"`;
    return {
      get: (customer) =>
        guard(async () => {
          const { rows } = await sql<Connection>`
            select ${columns} from ${table} where customer = ${customer}`.execute(this.#kysely);
          return rows[0];
        }),
      listOf: (tenant) =>
        guard(async () => {
          const { rows } = await sql<Connection>`
            select ${columns} from ${table} where tenant_id = ${tenant} order by customer`.execute(
            this.#kysely,
          );
          return rows;
        }),
      add: ({ customer, tenantId, domain, connectedBy }) =>
        guard(async () => {
          const { rows } = await sql`
            insert into ${table} (customer, tenant_id, domain, connected_by)
            values (${customer}, ${tenantId}, ${domain}, ${connectedBy})
            on conflict do nothing returning customer`.execute(this.#kysely);
          return rows.length > 0;
        }),
      remove: ({ customer, tenantId }) =>
        guard(async () => {
          const { rows } = await sql`
            delete from ${table} where customer = ${customer} and tenant_id = ${tenantId}
            returning customer`.execute(this.#kysely);
          return rows.length > 0;
        }),
      erase: (tenant, userId) =>
        guard(async () => {
          await sql`
            update ${table} set connected_by = ${createId()}
            where tenant_id = ${tenant} and connected_by = ${userId}`.execute(this.#kysely);
        }),
    };
  }
}

const allParts = Object.keys(sharesNothing) as readonly StorePart[];

/** @param mayBeThere - whether what was asked for may have happened when the connection ended, and be asked for again then */
async function guard<T>(
  work: () => Promise<T>,
  mayBeThere: () => 'no' | 'open' | 'again' = () => 'no',
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = toDatabaseError(thrown);
    const answer = mayBeThere();
    if (answer === 'no' || !isConnectionLost(thrown)) throw error;
    // Without a name, asking the same again is no remedy: what was a change may be one no more.
    throw error.with({ open: true, retryable: answer === 'again' });
  }
}
