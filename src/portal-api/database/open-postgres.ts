import { PostgresDialect } from 'kysely';
import type { Client, Pool } from 'pg';
import { ChangeFeed, type Notifications } from './change-feed.js';
import { toDatabaseError } from './database-error.js';
import { loadPeer } from './load-peer.js';
import { createPortalDatabase, defaultSchema, type PortalDatabase } from './portal-database.js';
import { PortalTables } from './portal-tables.js';
import { toSchemaName } from './schema-name.js';

/** Where the PostgreSQL is: its address, or a pool of the portal's own, which stays open when the database is closed. */
export type PostgresOptions = { readonly schema?: string } & (
  | { readonly connectionString: string; readonly pool?: never }
  | { readonly pool: Pool; readonly connectionString?: never }
);

/** How often the connection that listens shows that it is there, in milliseconds. */
const beatMs = 30_000;

/**
 * Opens the portal's database on PostgreSQL 15 or later. Needs the package `pg`.
 *
 * @throws {ProvisioningError} `setting-wrong` where that is not installed
 */
export async function openPostgres(options: PostgresOptions): Promise<PortalDatabase> {
  const schema = toSchemaName(options.schema ?? defaultSchema);
  const { Client, Pool } = await loadPeer('pg', () => import('pg'));
  const pool = options.pool ?? new Pool(poolSettings(options.connectionString));
  // A connection that breaks while nobody uses it must not end the process; whoever uses it is told by the query.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  const tables = new PortalTables(new PostgresDialect({ pool }), schema);
  const feed = new ChangeFeed(listenWith(() => new Client(pool.options), tables.channel));
  return createPortalDatabase({
    tables,
    feed,
    async end() {
      if (options.pool) return;
      await tables.close();
      if (!pool.ending) await pool.end();
    },
  });
}

function poolSettings(connectionString: string) {
  return {
    connectionString,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // A process that stands still must not keep a tenant's row from all others.
    idle_in_transaction_session_timeout: 30_000,
    lock_timeout: 30_000,
  };
}

/** A connection of its own, because those of a pool come and go. */
function listenWith(createClient: () => Client, channel: string): Notifications {
  return {
    async open(onText, onBroken) {
      const client = createClient();
      let isOver = false;
      let isAnswered = true;
      const end = async (): Promise<void> => {
        isOver = true;
        clearInterval(beat);
        await client.end();
      };
      const breakOff = (): void => {
        if (isOver) return;
        end().catch(ignore);
        onBroken();
      };
      const beat = setInterval(() => {
        if (!isAnswered) return breakOff();
        isAnswered = false;
        client.query('select 1').then(() => (isAnswered = true), breakOff);
      }, beatMs);
      beat.unref();
      try {
        // Without anybody to hear it, an error would end the process.
        client.on('error', ignore);
        await client.connect();
        await client.query(`listen ${client.escapeIdentifier(channel)}`);
      } catch (thrown) {
        end().catch(ignore);
        throw toDatabaseError(thrown);
      }
      client.on('error', breakOff);
      client.on('end', breakOff);
      client.on('notification', ({ payload = '' }) => onText(payload));
      return async () => {
        if (!isOver) await end();
      };
    },
  };
}

function ignore(): void {
  // Who is to be told is told elsewhere.
}
