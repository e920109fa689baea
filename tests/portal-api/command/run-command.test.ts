import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { runCommand } from '../../../src/portal-api/command/run-command.js';
import { openPostgres } from '../../../src/portal-api/database/open-postgres.js';
import { hasPostgres, startPostgres, type TestPostgres } from '../../support/postgres.js';

/** Runs the command, and tells what it printed and how it ended. */
async function run(
  args: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly said: string; readonly complained: string }> {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runCommand(args.split(' ').filter(Boolean), {
    env,
    print: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

describe('o365-portal', () => {
  it('says how it is used', async () => {
    const { code, said } = await run('--help');
    expect(code).to.equal(0);
    expect(said).to.include('migrate').and.to.include('DATABASE_URL').and.to.include('--schema');
  });

  it('says what it was not told', async () => {
    for (const [args, expected] of [
      ['', 'Usage: o365-portal migrate'],
      ['drop', 'Usage: o365-portal migrate'],
      ['migrate', 'DATABASE_URL'],
      ['migrate --all', '--all'],
      ['migrate --url portal', 'postgres://'],
      ['migrate --url postgres://portal@127.0.0.1:1/portal --schema A-B', 'schema'],
    ] as const) {
      const { code, complained } = await run(args);
      expect(code, args).to.equal(1);
      expect(complained, args).to.include(expected);
    }
  });

  it('says that the database cannot be reached, and why, but no password', async () => {
    const { code, said, complained } = await run('migrate', {
      DATABASE_URL: 'postgres://portal:secret@127.0.0.1:1/portal',
    });
    expect([code, said]).to.deep.equal([1, '']);
    expect(complained).to.include('cannot be reached').and.to.include('ECONNREFUSED');
    expect(complained).not.to.include('secret');
  });
});

if (hasPostgres)
  describe('o365-portal migrate', () => {
    let postgres: TestPostgres;
    before(async () => {
      postgres = await startPostgres();
    });
    after(() => postgres.dispose());

    it('makes the tables, and says what it did', async () => {
      const { connectionString } = postgres;
      const first = await run('migrate', { DATABASE_URL: connectionString });
      expect(first).to.deep.include({ code: 0, complained: '' });
      expect(first.said).to.include('0001-first-tables');
      const again = await run(`migrate --url ${connectionString}`);
      expect(again).to.deep.equal({ code: 0, said: 'The tables were up to date.', complained: '' });
      const database = await openPostgres({ connectionString });
      expect(await database.isReady()).to.equal(true);
      await database.close();
    });

    it('makes them where it is told to', async () => {
      const { connectionString } = postgres;
      expect((await run(`migrate --url ${connectionString} --schema other`)).code).to.equal(0);
      const database = await openPostgres({ connectionString, schema: 'other' });
      expect(await database.isReady()).to.equal(true);
      await database.close();
    });

    it('may be run by several at once', async () => {
      const each = `migrate --url ${postgres.connectionString} --schema shared`;
      const all = await Promise.all([run(each), run(each), run(each)]);
      expect(all.map(({ code }) => code)).to.deep.equal([0, 0, 0]);
      expect(all.filter(({ said }) => said.includes('0001-first-tables'))).to.have.length(1);
    });

    it('says what the server refuses', async () => {
      const { code, complained } = await run(`migrate --url ${postgres.connectionString}_gone`);
      expect(code).to.equal(1);
      expect(complained).to.include('database "postgres_gone" does not exist');
    });
  });
