import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { Client, Pool } from 'pg';
import { ProvisioningError, toProvisioningError } from '../../../src/model/errors.js';
import { openPglite } from '../../../src/portal-api/database/open-pglite.js';
import { openPostgres } from '../../../src/portal-api/database/open-postgres.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import { claimed, giveClaim, publishId, settled, start } from '../../../src/store/contract/samples.js';
import { createStore } from '../../../src/store/records/create-store.js';
import { nobodyKnows } from '../../../src/store/records/store-parts.js';
import { sharesNothing } from '../../../src/store/shares.js';
import { codeOf } from '../../store/store-parts.js';
import { hasPostgres, startPostgres, type TestPostgres } from '../../support/postgres.js';
import { openGate } from '../../support/tcp-gate.js';

const contoso = toTenantId('contoso');

function putView(database: PortalDatabase, name: string): Promise<void> {
  return database.forTenant(contoso).write((tables) => tables.put('views', [{ key: [name], value: name }]));
}

function getView(database: PortalDatabase, name: string): Promise<unknown> {
  return database.forTenant(contoso).read((tables) => tables.get('views', [name]));
}

if (hasPostgres)
  describe('the portal and its PostgreSQL', () => {
    let postgres: TestPostgres;
    before(async () => {
      postgres = await startPostgres();
    });
    after(() => postgres.dispose());

    it('goes on by itself after the server was gone, and says that anything may have changed', async () => {
      const { connectionString } = postgres;
      const database = await openPostgres({ connectionString, schema: 'gone' });
      await database.migrate();
      const heard: unknown[] = [];
      let onHeard = (): void => undefined;
      const stop = await database.listen((change) => {
        heard.push(change);
        onHeard();
      });
      const heardAgain = new Promise<void>((resolve) => (onHeard = resolve));
      const reading = database.forTenant(contoso).read(async (tables) => {
        await tables.list('views');
        await postgres.crash();
        return tables.list('views');
      });
      expect(await codeOf(reading)).to.equal('storage-unavailable');
      expect(await codeOf(putView(database, 'a'))).to.equal('storage-unavailable');
      expect(await database.isReady()).to.equal(false);
      await postgres.start();
      await heardAgain;
      expect(heard).to.deep.equal([undefined]);
      const told = new Promise<void>((resolve) => (onHeard = resolve));
      await putView(database, 'a');
      await told;
      expect(heard.at(-1)).to.deep.equal({ tenant: 'contoso', sequence: 1 });
      expect(await database.isReady()).to.equal(true);
      await stop();
      await database.close();
      expect(await codeOf(getView(database, 'a')), 'when it is closed').to.equal('storage-unavailable');
    });

    it('listens also when the server comes after it', async () => {
      await postgres.crash();
      const { connectionString } = postgres;
      const database = await openPostgres({ connectionString, schema: 'later' });
      const heard = new Promise<unknown>((resolve, reject) => {
        database.listen(resolve).catch(reject);
      });
      expect(await codeOf(database.migrate())).to.equal('storage-unavailable');
      await postgres.start();
      expect(await heard).to.equal(undefined);
      await database.close();
    });

    it('says of a commit whose answer was lost that it may be there, and it is', async () => {
      const { port, hostname } = new URL(postgres.connectionString);
      const gate = await openGate(Number(port));
      const watcher = new Client({ connectionString: postgres.connectionString });
      await watcher.connect();
      const connectionString = `postgres://postgres@${hostname}:${gate.port}/postgres`;
      const database = await openPostgres({ connectionString, schema: 'lost' });
      await database.migrate();
      // What is checked at the commit takes its time.
      await watcher.query(`
        create function lost.wait() returns trigger language plpgsql as $$
          begin perform pg_sleep(0.5); return null; end $$;
        create constraint trigger waits after insert on lost.views deferrable initially deferred
          for each row execute function lost.wait()`);
      const writing = putView(database, 'a').then(
        () => undefined,
        (thrown: unknown) => toProvisioningError(thrown),
      );
      await watcher.query(`
        set statement_timeout = '10s';
        do $$ begin
          while not exists (select 1 from pg_stat_activity where query = 'commit' and state = 'active') loop
            perform pg_sleep(0.01);
            perform pg_stat_clear_snapshot();
          end loop;
        end $$`);
      await gate.cut();
      const error = await writing;
      expect([error?.code, error?.open, error?.retryable]).to.deep.equal([
        'storage-unavailable',
        true,
        false,
      ]);
      await gate.open();
      // Whoever writes next waits until it is through.
      await putView(database, 'b');
      expect(await getView(database, 'a')).to.equal('a');
      await watcher.end();
      await database.close();
      await gate.cut();
    });

    it('adds hundreds of claims with a handful of queries, over a pool that stays the portal’s', async () => {
      let queries = 0;
      const pool = new Pool({ connectionString: postgres.connectionString });
      pool.on('connect', (client) => {
        const query = client.query.bind(client) as (...args: unknown[]) => unknown;
        Object.assign(client, {
          query: (...args: unknown[]) => {
            queries += 1;
            return query(...args);
          },
        });
      });
      const database = await openPostgres({ pool, schema: 'many' });
      await database.migrate();
      const store = createStore(
        {
          context: { tenantId: contoso, by: 'ada' },
          database: database.forTenant(contoso),
          changes: { announce: () => undefined, subscribe: () => () => undefined },
          presence: nobodyKnows,
        },
        sharesNothing,
      );
      const hold = await store.lease.take('tab-1');
      await store.journal.append(publishId, [start()], hold);
      const claims = Array.from({ length: 300 }, (_, n) => giveClaim(n));
      queries = 0;
      await store.journal.append(publishId, [claimed(...claims), settled('done', ...claims)], hold);
      expect(queries).to.be.at.most(10);
      expect(await store.grants.list()).to.have.lengthOf(300);
      await database.close();
      expect((await pool.query<{ one: number }>('select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
      await pool.end();
    });

    it('says when a statement is refused for what it is, not for where it goes', async () => {
      const { connectionString } = postgres;
      const database = await openPostgres({ connectionString, schema: 'refused' });
      await database.migrate();
      const long = Array.from({ length: 9_000 }, (_, n) => (n * 7_919).toString(36)).join('');
      expect(await codeOf(putView(database, long))).to.equal('record-unreadable');
      await database.close();
    });
  });

describe('the portal and an embedded database', () => {
  it('keeps everything in its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'o365-pglite-'));
    const first = await openPglite({ dataDir: folder });
    await first.migrate();
    await putView(first, 'a');
    await first.close();
    expect(await codeOf(getView(first, 'a')), 'when it is closed').to.equal('storage-unavailable');
    const second = await openPglite({ dataDir: folder });
    expect(await second.isReady()).to.equal(true);
    expect(await getView(second, 'a')).to.equal('a');
    await second.close();
    await rm(folder, { recursive: true });
  });

  it('takes no name of a schema that would be another one', async () => {
    for (const schema of ['', 'O365', 'a"b', '1a', 'x'.repeat(60)]) {
      const thrown: unknown = await openPglite({ schema }).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(ProvisioningError).with.property('code', 'setting-wrong');
    }
  });
});
