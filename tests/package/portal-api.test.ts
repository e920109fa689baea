import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { hasPostgres, startPostgres } from '../support/postgres.js';
import { makeFolder, pack, run, startProject } from './packed.js';

describe("the portal's back end in a fresh project", () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let tarball: string;

  before(async () => {
    folder = await makeFolder();
    ({ tarball } = await pack(folder.path));
    await startProject(folder.path, tarball);
  });

  after(() => folder[Symbol.asyncDispose]());

  /** Installs libraries in the versions that everything is tested with. */
  async function install(...names: readonly string[]): Promise<void> {
    const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    await startProject(
      folder.path,
      tarball,
      names.map((name) => `${name}@${devDependencies[name]}`),
    );
  }

  /** Runs the package's command, and tells all that it printed. */
  async function command(...args: readonly string[]): Promise<string> {
    return run('npx', ['--no-install', 'o365-portal', ...args], { cwd: folder.path }).then(
      ({ stdout }) => `ended well: ${stdout}`,
      ({ code, stderr }: { code: number; stderr: string }) => `ended with ${code}: ${stderr}`,
    );
  }

  /** Prints what a module of the project prints. */
  async function node(code: string): Promise<string> {
    await writeFile(join(folder.path, 'probe.mjs'), code);
    const { stdout } = await run(process.execPath, ['probe.mjs'], { cwd: folder.path });
    return stdout.trim();
  }

  it('says which libraries are missing', async () => {
    expect(await command('--help')).to.match(/^ended well: Usage: o365-portal migrate/);
    const migrate = ['migrate', '--url', 'postgres://portal@127.0.0.1:1/portal'];
    expect(await command(...migrate)).to.match(/^ended with 1: .*npm install kysely/);
    await install('hono', 'jose', 'kysely');
    expect(await command(...migrate)).to.match(/^ended with 1: .*npm install pg/);
    const opened = await node(`
      import { openPglite, openPostgres } from 'o365-provisioning-elements/portal-api';
      const opening = [openPostgres({ connectionString: 'postgres://127.0.0.1:1/portal' }), openPglite()];
      for (const { reason } of await Promise.allSettled(opening)) console.log(reason.code, reason.message);`);
    expect(opened).to.match(
      /^setting-wrong .*npm install pg\nsetting-wrong .*npm install @electric-sql\/pglite$/,
    );
  });

  if (hasPostgres)
    it('makes its tables by a command, and opens them', async () => {
      await install('hono', 'jose', 'kysely', 'pg');
      const postgres = await startPostgres();
      try {
        expect(await command('migrate', '--url', postgres.connectionString)).to.match(/^ended well: Done: /);
        const ready = await node(`
          import { createPortalApi, openPostgres } from 'o365-provisioning-elements/portal-api';
          const database = await openPostgres({ connectionString: '${postgres.connectionString}' });
          const api = createPortalApi({ database, authorize: () => undefined });
          const { status } = await api(new Request('http://localhost/api/o365/tenants/contoso/views'));
          console.log(await database.isReady(), status);
          await database.close();`);
        expect(ready).to.equal('true 401');
      } finally {
        await postgres.dispose();
      }
    });
});
