import { parseArgs } from 'node:util';
import { toProvisioningError } from '../../model/errors.js';
import { loadPeer } from '../database/load-peer.js';
import type { PostgresOptions } from '../database/open-postgres.js';
import type { PortalDatabase } from '../database/portal-database.js';

/** What a command is run in. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

const usage = `Usage: o365-portal migrate [options]

Makes the tables of the portal's database what this version of the package needs.
Several may run at once: one does it, the others wait.

  --url <address>  the PostgreSQL, postgres://user:password@host:port/database (else DATABASE_URL)
  --schema <name>  the schema of the tables (else o365)
  --help           says this`;

/** Runs what follows the name of the command. @returns what the process ends with: 0, or 1 when it was not done */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await run(args, terminal);
    return 0;
  } catch (thrown) {
    terminal.complain(describe(thrown));
    return 1;
  }
}

async function run(args: readonly string[], { env, print }: Terminal): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { url: { type: 'string' }, schema: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return print(usage);
  if (positionals.join(' ') !== 'migrate') throw new Error(`What is to be done?\n\n${usage}`);
  const connectionString = values.url ?? env['DATABASE_URL'];
  if (!connectionString) throw new Error('Which database? Set DATABASE_URL, or give --url.');
  if (!/^postgres(ql)?:\/\//.test(connectionString))
    throw new Error('The address of the database begins with postgres://');
  const { schema } = values;
  const database = await open({ connectionString, ...(schema === undefined ? {} : { schema }) });
  try {
    const done = await database.migrate();
    for (const name of done) print(`Done: ${name}`);
    print(done.length > 0 ? 'The tables are what this version needs.' : 'The tables were up to date.');
  } finally {
    await database.close();
  }
}

/** Loaded here: the help needs no library. */
async function open(options: PostgresOptions): Promise<PortalDatabase> {
  const { openPostgres } = await loadPeer('kysely', () => import('../database/open-postgres.js'));
  return openPostgres(options);
}

/** With what the driver says: whether it was the name, the password or the network. */
function describe(thrown: unknown): string {
  const { message, cause } = toProvisioningError(thrown);
  const [reason] = cause instanceof AggregateError ? (cause.errors as readonly unknown[]) : [cause];
  return reason instanceof Error && reason.message !== message ? `${message} (${reason.message})` : message;
}
