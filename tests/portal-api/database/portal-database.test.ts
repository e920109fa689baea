import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { ProvisioningError } from '../../../src/model/errors.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { keptChanges, type PortalTables } from '../../../src/portal-api/database/portal-tables.js';
import { createTenantDatabase } from '../../../src/portal-api/database/tenant-database.js';
import { toTenantId, type TenantId } from '../../../src/portal-api/database/tenant-id.js';
import { tableNames, type Row, type RowKey, type TableName } from '../../../src/store/records/database.js';
import { sharesNothing } from '../../../src/store/shares.js';
import { codeOf } from '../../store/store-parts.js';
import { nextSchema } from './portal-team.js';
import { servers, type TestServer } from './servers.js';

const contoso = toTenantId('contoso');
const fabrikam = toTenantId('fabrikam');

/** A whole key of a table. */
function makeKey(table: TableName, name = 'a'): RowKey {
  if (table === 'leases') return [];
  if (table === 'entries') return [name, 0];
  if (table === 'grants') return [name, 'b', 'c'];
  return table === 'keeps' || table === 'refusedPairs' ? [name, 'b'] : [name];
}

function put(database: PortalDatabase, tenant: TenantId, table: TableName, rows: readonly Row[]) {
  return database.forTenant(tenant).write((tables) => tables.put(table, rows));
}

function list(database: PortalDatabase, tenant: TenantId, table: TableName) {
  return database.forTenant(tenant).read((tables) => tables.list(table));
}

describe('a tenant of the portal', () => {
  it('is named by an id', () => {
    for (const text of ['', 'a b', "a'--", 'x'.repeat(129)])
      expect(() => toTenantId(text))
        .to.throw(ProvisioningError)
        .with.property('code', 'setting-wrong');
  });

  it('is part of every question: one without it does not compile', () => {
    const ask = (tables: PortalTables, database: PortalDatabase): void => {
      // @ts-expect-error -- a text is not the id of a tenant
      void tables.read('contoso', (rows) => rows.list('grants'));
      // @ts-expect-error -- no tenant
      void tables.write(async () => 1);
      // @ts-expect-error -- a text is not the id of a tenant
      void database.forTenant('contoso');
      // @ts-expect-error -- no tenant
      createTenantDatabase(tables);
      // @ts-expect-error -- the connection is nobody else's
      void tables.kysely;
    };
    expect(ask).to.be.a('function');
  });
});

for (const [name, start] of servers)
  describe(`the portal's database on ${name}`, () => {
    let server: TestServer;
    let database: PortalDatabase;
    const schema = nextSchema();
    before(async () => {
      server = await start();
      database = await server.open(schema);
      await database.migrate();
    });
    after(async () => {
      await database.close();
      await server.stop();
    });

    it('is made by as many processes at once as there are, and again', async () => {
      const fresh = nextSchema();
      const processes = await Promise.all([server.open(fresh), server.open(fresh), server.open(fresh)]);
      expect(await Promise.all(processes.map((each) => each.isReady()))).to.deep.equal([false, false, false]);
      await Promise.all(processes.map((each) => each.migrate()));
      await processes[0]?.migrate();
      expect(await Promise.all(processes.map((each) => each.isReady()))).to.deep.equal([true, true, true]);
      await Promise.all(processes.map((each) => each.close()));
    });

    it('says that it is not ready where its tables are missing', async () => {
      const fresh = await server.open(nextSchema());
      expect(await codeOf(list(fresh, contoso, 'views'))).to.equal('storage-unavailable');
      await fresh.close();
    });

    it('reads as many rows at once as a journal has after years', async () => {
      const tenant = toTenantId('long');
      await server.run(
        `insert into ${schema}.entries (tenant_id, publish_id, number, value)
         select 'long', 'p', number, '1' from generate_series(0, 149999) as number`,
      );
      const found = await database.forTenant(tenant).read((tables) => tables.listEach('entries', [['p']]));
      expect(found).to.have.length(150_000);
    });

    it('shows nothing of one tenant to another, and changes nothing there', async () => {
      for (const table of tableNames)
        await put(database, contoso, table, [{ key: makeKey(table), value: 1 }]);
      for (const table of tableNames) {
        const key = makeKey(table);
        const seen = await database.forTenant(fabrikam).write(async (tables) => {
          const found = [
            await tables.get(table, key),
            await tables.list(table),
            await tables.listKeys(table),
            await tables.listEach(table, [key]),
          ];
          await tables.delete(table, [key]);
          await tables.put(table, [{ key, value: 2 }]);
          return found;
        });
        expect(seen, table).to.deep.equal([undefined, [], [], []]);
        expect(await list(database, contoso, table), table).to.deep.equal([{ key, value: 1 }]);
      }
    });

    it('gives back values as they were, of whatever characters', async () => {
      const characters = fc.string({
        unit: fc.constantFrom('a', '"', '\\', '\0', '\uD800', '\uDC00', '🚀', '{', '\n'),
      });
      const values = fc.oneof(
        fc.jsonValue(),
        fc.dictionary(characters, characters, { noNullPrototype: true }),
        characters,
      );
      await fc.assert(
        fc.asyncProperty(fc.array(values, { maxLength: 5 }), async (all) => {
          const rows = all.map((value, index) => ({ key: ['values', index], value }));
          const written = JSON.parse(JSON.stringify(rows)) as Row[];
          await database.forTenant(contoso).write(async (tables) => {
            await tables.delete('entries', await tables.listKeys('entries', ['values']));
            await tables.put('entries', rows);
          });
          const found = await database
            .forTenant(contoso)
            .read((tables) => tables.list('entries', ['values']));
          expect(found).to.deep.equal(written);
          // Also in the order of their properties.
          expect(JSON.stringify(found)).to.equal(JSON.stringify(written));
        }),
        { numRuns: 30 },
      );
    });

    it('gives back keys as they were, in the order of their characters', async () => {
      const keys = ['a', 'B', 'ä', '', 'a b', '"', '\\', '{,}', 'NULL', '日本', '🚀', "'; drop table views"];
      await put(
        database,
        contoso,
        'orders',
        keys.map((key) => ({ key: [key], value: key })),
      );
      const found = await database.forTenant(contoso).read((tables) =>
        tables.listEach(
          'orders',
          keys.map((key) => [key]),
        ),
      );
      expect(found.map(({ value }) => value)).to.deep.equal(
        [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
      expect(found.map(({ key }) => key)).to.deep.equal(found.map(({ value }) => [value]));
    });

    it('refuses keys that it cannot keep', async () => {
      const wrong = [['nul\0'], ['half \uD83D'], [1], [], ['a', 'b']];
      for (const key of wrong) {
        expect(await codeOf(put(database, contoso, 'views', [{ key, value: 1 }]))).to.equal(
          'record-unreadable',
        );
        const read = database.forTenant(contoso).read((tables) => tables.get('views', key));
        expect(await codeOf(read)).to.equal('record-unreadable');
      }
      const fraction = put(database, contoso, 'entries', [{ key: ['a', 0.5], value: 1 }]);
      expect(await codeOf(fraction)).to.equal('record-unreadable');
    });

    it('keeps the last of two rows with one key', async () => {
      await put(database, contoso, 'views', [
        { key: ['twice'], value: 1 },
        { key: ['twice'], value: 2 },
      ]);
      expect(await database.forTenant(contoso).read((tables) => tables.get('views', ['twice']))).to.equal(2);
    });

    it('lets one write to a tenant at a time, and loses none', async () => {
      const count = database.forTenant(toTenantId('counting'));
      const key = ['counter'];
      await Promise.all(
        Array.from({ length: 20 }, () =>
          count.write(async (tables) => {
            const value = ((await tables.get('views', key)) as number | undefined) ?? 0;
            await tables.put('views', [{ key, value: value + 1 }]);
          }),
        ),
      );
      expect(await count.read((tables) => tables.get('views', key))).to.equal(20);
    });

    it('reads what was there at one moment', async () => {
      const tenant = toTenantId('reading');
      await put(database, tenant, 'views', [{ key: ['a'], value: 1 }]);
      const seen: unknown[] = [];
      let writing: Promise<void> | undefined;
      await database.forTenant(tenant).read(async (tables) => {
        seen.push(await tables.get('views', ['a']));
        writing = put(database, tenant, 'views', [{ key: ['a'], value: 2 }]);
        // Where both can go on at once, the other is through by now.
        if (name === 'PostgreSQL') await writing;
        seen.push(await tables.get('views', ['a']));
      });
      await writing;
      expect(seen).to.deep.equal([1, 1]);
    });

    it('tells what changed since, and everything where that is forgotten', async () => {
      const tenant = toTenantId('changing');
      expect(await database.listChanges(tenant, 0)).to.deep.equal({ sequence: 0, parts: [] });
      await put(database, tenant, 'views', [{ key: ['a'], value: 1 }]);
      await database.forTenant(tenant).write(async (tables) => {
        await tables.put('entries', [{ key: ['p', 0], value: 1 }]);
        await tables.put('grants', [{ key: ['a', 'b', 'c'], value: 1 }]);
      });
      await database.forTenant(tenant).write((tables) => tables.delete('orders', [['nothing']]));
      expect(await database.listChanges(tenant, 0)).to.deep.equal({
        sequence: 2,
        parts: ['grants', 'journal', 'views'],
      });
      expect(await database.listChanges(tenant, 1)).to.deep.equal({
        sequence: 2,
        parts: ['grants', 'journal'],
      });
      expect(await database.listChanges(tenant, 2)).to.deep.equal({ sequence: 2, parts: [] });
      const all = Object.keys(sharesNothing);
      expect((await database.listChanges(tenant, 3)).parts, 'a number that never was').to.deep.equal(all);
      await server.run(
        `update ${schema}.tenants set sequence = ${keptChanges + 199} where tenant_id = 'changing'`,
      );
      await put(database, tenant, 'views', [{ key: ['a'], value: 2 }]);
      expect((await database.listChanges(tenant, 2)).parts, 'what is forgotten').to.deep.equal(all);
      expect(await database.listChanges(tenant, 200)).to.deep.equal({
        sequence: keptChanges + 200,
        parts: ['views'],
      });
    });

    it('tells of changes when they are there, and of nothing that was undone', async () => {
      const tenant = toTenantId('listening');
      const heard: unknown[] = [];
      let onHeard = (): void => undefined;
      const stop = await database.listen((change) => {
        heard.push(change);
        onHeard();
      });
      const told = new Promise<void>((resolve) => (onHeard = resolve));
      const failing = database.forTenant(tenant).write(async (tables) => {
        await tables.put('views', [{ key: ['a'], value: 1 }]);
        throw new ProvisioningError('stale', 'No.');
      });
      expect(await codeOf(failing)).to.equal('stale');
      await put(database, tenant, 'views', [{ key: ['a'], value: 1 }]);
      await told;
      expect(heard).to.deep.equal([{ tenant: 'listening', sequence: 1 }]);
      await stop();
    });

    it('remembers which tenant a customer is connected to', async () => {
      const connection = {
        customer: 'ACME',
        tenantId: contoso,
        domain: 'contoso.com',
        connectedBy: 'ada',
      };
      expect(await database.connections.get('ACME')).to.equal(undefined);
      expect(await database.connections.add(connection)).to.equal(true);
      expect(await database.connections.add({ ...connection, tenantId: fabrikam })).to.equal(false);
      const stored = await database.connections.get('ACME');
      expect(stored).to.include(connection);
      expect(new Date(stored?.connectedAt ?? '').toISOString()).to.equal(stored?.connectedAt);
      expect(await database.connections.listOf(contoso)).to.deep.equal([stored]);
      expect(await database.connections.remove({ customer: 'ACME', tenantId: fabrikam })).to.equal(false);
      expect(await database.connections.remove(connection)).to.equal(true);
      expect(await database.connections.get('ACME')).to.equal(undefined);
    });
  });
