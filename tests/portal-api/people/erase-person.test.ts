import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { createPortalApi } from '../../../src/portal-api/create-portal-api.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import { PortalClient } from '../../../src/store/portal/portal-client.js';
import { portalStore } from '../../../src/store/portal/portal-store.js';
import { teamRoutes } from '../../../src/store/portal/routes/team-routes.js';
import type { Store } from '../../../src/store/store.js';
import {
  authorizeByHeader,
  fetchFrom,
  hastyClock,
  openTestPortal,
  portalUrl,
  type TestPortal,
} from '../../support/portal-team.js';

describe('a person whom a portal erases', () => {
  const [ada, grace] = [randomUUID(), randomUUID()];
  const tenantId = toTenantId(randomUUID());
  let portal: TestPortal;
  before(async () => {
    portal = await openTestPortal();
    await portal.database.connections.add({
      customer: 'northwind',
      tenantId,
      domain: 'contoso.com',
      connectedBy: ada,
    });
  });
  after(() => portal.close());

  const fetch: typeof globalThis.fetch = (...request) =>
    fetchFrom(createPortalApi({ database: portal.database, authorize: authorizeByHeader }))(...request);
  const openAs = (by: string): Store =>
    portalStore({
      url: portalUrl,
      headers: () => ({ Authorization: `${by} ${tenantId}` }),
      fetch,
      clock: hastyClock,
    })({ tenantId, by });
  const exportAda = async () =>
    new PortalClient({
      url: `${portalUrl}/tenants/${tenantId}`,
      headers: async () => ({ Authorization: `${grace} ${tenantId}` }),
      fetch,
      clock: hastyClock,
      onChanged: () => undefined,
    }).call(teamRoutes.person, { userId: ada });

  it('is named neither by a lease nor by the connection with the tenant any more', async () => {
    await openAs(ada).lease.take('tab');
    const { records } = await exportAda();
    expect(records.map(({ table }) => table)).to.have.members(['leases', 'connections']);
    await openAs(grace).journal.erase(ada);
    expect((await exportAda()).records).to.deep.equal([]);
    const connection = await portal.database.connections.get('northwind');
    expect(connection).to.include({ tenantId, domain: 'contoso.com' });
    expect(connection?.connectedBy).not.to.equal(ada);
  });
});
