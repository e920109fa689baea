import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { openPglite } from '../../../src/portal-api/database/open-pglite.js';
import { openPostgres } from '../../../src/portal-api/database/open-postgres.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { hasPostgres, startPostgres } from '../../support/postgres.js';
import { openGate } from '../../support/tcp-gate.js';

/** What keeps a portal's database, with what tests do to it. */
export interface TestServer {
  /** Opens the portal's tables in a schema, each time with connections of their own. */
  open(schema: string): Promise<PortalDatabase>;
  /** Does something below the portal. */
  run(statements: string): Promise<void>;
  readonly faults: {
    /** Ends the connection from within a statement, as a function of PostgreSQL. */
    readonly breakOff: string;
    /** Lets nobody through any more. */
    readonly cut?: () => Promise<() => Promise<void>>;
    /** Refuses whoever signs in. */
    readonly block?: () => Promise<() => Promise<void>>;
  };
  stop(): Promise<void>;
}

/** The servers that the tests of the portal's database run on, by name. */
export const servers: readonly (readonly [string, () => Promise<TestServer>])[] = [
  ...(hasPostgres ? [['PostgreSQL', startServer] as const] : []),
  ['PGlite', startEmbedded],
];

async function startServer(): Promise<TestServer> {
  const postgres = await startPostgres();
  const admin = new Client({ connectionString: postgres.connectionString });
  await admin.connect();
  // As a portal would: an account that owns its database and nothing else.
  await admin.query('create role portal login');
  await admin.query('create database portal owner portal');
  const { port } = new URL(postgres.connectionString);
  const gate = await openGate(Number(port));
  const owner = new Client({ connectionString: `postgres://portal@127.0.0.1:${port}/portal` });
  await owner.connect();
  return {
    open: (schema) =>
      openPostgres({ connectionString: `postgres://portal@127.0.0.1:${gate.port}/portal`, schema }),
    async run(statements) {
      await owner.query(statements);
    },
    faults: {
      breakOff: 'perform pg_terminate_backend(pg_backend_pid())',
      async cut() {
        await gate.cut();
        return () => gate.open();
      },
      async block() {
        await admin.query('alter role portal nologin');
        await admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'portal' and pid <> $1`,
          [await readPid(owner)],
        );
        return async () => {
          await admin.query('alter role portal login');
        };
      },
    },
    async stop() {
      await owner.end();
      await admin.end();
      await gate.cut();
      await postgres.dispose();
    },
  };
}

async function readPid(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}

async function startEmbedded(): Promise<TestServer> {
  const pglite = await PGlite.create();
  return {
    open: (schema) => openPglite({ pglite, schema }),
    async run(statements) {
      await pglite.exec(statements);
    },
    faults: { breakOff: `raise exception 'The connection ended.' using errcode = '57P01'` },
    stop: () => pglite.close(),
  };
}
