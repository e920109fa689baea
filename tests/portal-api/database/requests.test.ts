import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import { nextSchema } from './portal-team.js';
import { servers, type TestServer } from './servers.js';

const contoso = toTenantId('contoso');

for (const [name, start] of servers)
  describe(`requests that come more than once, on ${name}`, () => {
    const schema = nextSchema();
    let server: TestServer;
    let database: PortalDatabase;
    before(async () => {
      server = await start();
      database = await server.open(schema);
      await database.migrate();
    });
    after(async () => {
      await database.close();
      await server.stop();
    });

    const send = (requestId: string, answer: number): Promise<number> =>
      database.forTenant(contoso, { requestId }).write(async () => answer);

    it('are answered as the first time for an hour, and leave nothing after that', async () => {
      expect(await send('a', 1)).to.equal(1);
      expect(await send('a', 2)).to.equal(1);
      await server.run(`update ${schema}.requests set at = at - interval '61 minutes'`);
      expect(await send('a', 3)).to.equal(3);
      await server.run(`update ${schema}.requests set at = at - interval '61 minutes'`);
      await send('b', 1);
      // Nothing changed in the tenant: they are forgotten all the same.
      await server.run(
        `do $$ begin assert (select count(*) from ${schema}.requests) = 1, 'requests are left'; end $$`,
      );
    });
  });
