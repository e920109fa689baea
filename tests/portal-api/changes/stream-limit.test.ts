import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { createPortalApi, type PortalApi } from '../../../src/portal-api/create-portal-api.js';
import { authorizeByHeader, openTestPortal, portalUrl, type TestPortal } from '../../support/portal-team.js';

describe('streams of changes', () => {
  let portal: TestPortal;
  let api: PortalApi;
  before(async () => {
    portal = await openTestPortal();
    api = createPortalApi({ database: portal.database, authorize: authorizeByHeader });
  });
  after(async () => {
    await api.close();
    await portal.close();
  });

  const open = (by: string): Promise<Response> =>
    api(
      new Request(`${portalUrl}/tenants/contoso/changes/stream`, {
        headers: { Authorization: `${by} contoso` },
      }),
    );

  it('are 20 for each person at most', async () => {
    const first = await open('ada');
    for (let count = 1; count < 20; count += 1) expect((await open('ada')).status).to.equal(200);
    const refused = await open('ada');
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('Retry-After'))).to.be.above(0);
    expect((await open('grace')).status).to.equal(200);
    await first.body?.cancel();
    expect((await open('ada')).status).to.equal(200);
  });
});
