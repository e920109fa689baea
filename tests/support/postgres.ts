import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A PostgreSQL of the tests' own: nobody else reaches it, and it leaves nothing behind. */
export interface TestPostgres {
  /** As its superuser, who needs no password. */
  readonly connectionString: string;
  /** Ends it as a fault of its machine would: all connections are gone, and what was committed is not. */
  crash(): Promise<void>;
  /** Starts it again where it was. */
  start(): Promise<void>;
  /** Ends it for good. */
  dispose(): Promise<void>;
}

/** Who may run it: it refuses to be run by root. */
interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const programs = findPrograms();

/** Whether this machine has one. Where everything has to be tested, it must. */
export const hasPostgres = programs !== undefined;

if (!hasPostgres && process.env['CI'])
  throw new Error('There is no PostgreSQL on this machine; install the package "postgresql".');

export async function startPostgres(): Promise<TestPostgres> {
  if (programs === undefined) throw new Error('There is no PostgreSQL on this machine.');
  const account = findAccount();
  const folder = mkdtempSync(join(tmpdir(), 'o365-postgres-'));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const port = await findFreePort();
  const run = (program: string, args: readonly string[]): ChildProcess =>
    spawn(join(programs, program), args, {
      ...account,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    });

  await succeed(
    run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']),
  );
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const quick = ['fsync=off', 'full_page_writes=off', 'max_connections=200'];
    server = run('postgres', [
      ...['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port)],
      ...quick.flatMap((setting) => ['-c', setting]),
    ]);
    await waitUntilReady(server);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!server || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  // A test file that ends early must not leave it behind.
  const endAtOnce = (): void => void server?.kill('SIGQUIT');
  process.once('exit', endAtOnce);
  await start();
  return {
    connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crash: () => end('SIGQUIT'),
    start,
    async dispose() {
      await end('SIGINT');
      process.off('exit', endAtOnce);
      rmSync(folder, { recursive: true });
    },
  };
}

/** The folder of its programs: of the newest that Debian has installed, else of the path. */
function findPrograms(): string | undefined {
  const installed = globSync('/usr/lib/postgresql/*/bin').sort(
    (a, b) => Number(b.split('/').at(-2)) - Number(a.split('/').at(-2)),
  );
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  return [...installed, ...onPath].find((folder) =>
    ['initdb', 'postgres'].every((program) => isRunnable(join(folder, program))),
  );
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const known = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const account = known.get('postgres') ?? known.get('nobody');
  if (!account) throw new Error('Nobody but root is there to run PostgreSQL.');
  return account;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function succeed(child: ChildProcess): Promise<void> {
  const lines: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}: ${lines.join('')}`);
}

/** It says so itself; what it says afterwards is passed over. */
async function waitUntilReady(server: ChildProcess): Promise<void> {
  if (!server.stderr) throw new Error('PostgreSQL has no output.');
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (/ready to accept connections/.test(line)) break;
  }
  if (!/ready to accept connections/.test(said.at(-1) ?? ''))
    throw new Error(`PostgreSQL did not start: ${said.join('\n')}`);
  server.stderr.resume();
}
