import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { createPortalApi, type PortalApi } from '../../src/portal-api/create-portal-api.js';
import { authorizeByHeader, openTestPortal, portalUrl, type TestPortal } from '../support/portal-team.js';
import { openStream } from './changes/opened-stream.js';

function ask(api: PortalApi, path: string): Promise<Response> {
  return api(new Request(`${portalUrl}${path}`, { headers: { Authorization: 'ada contoso' } }));
}

describe('a portal’s API that ends', () => {
  let portal: TestPortal;
  before(async () => {
    portal = await openTestPortal();
  });
  after(() => portal.close());

  it('ends its streams, and refuses what comes now until another process answers', async () => {
    const api = createPortalApi({ database: portal.database, authorize: authorizeByHeader });
    const stream = await openStream(api, 'contoso');
    await stream.nextNumber();
    await api.close();
    expect(await stream.next()).to.equal(undefined);
    for (const path of ['/tenants/contoso/views', '/tenants/contoso/changes/stream']) {
      const refused = await ask(api, path);
      expect(refused.status).to.equal(503);
      expect(Number(refused.headers.get('Retry-After'))).to.be.above(0);
    }
  });

  it('answers what runs', async () => {
    let letIn = (): void => undefined;
    const asked = new Promise<void>((resolve) => (letIn = resolve));
    const api = createPortalApi({
      database: portal.database,
      authorize: async (question) => {
        await asked;
        return authorizeByHeader(question);
      },
    });
    const running = ask(api, '/tenants/contoso/views');
    let isClosed = false;
    const closed = api.close().then(() => (isClosed = true));
    expect((await ask(api, '/tenants/contoso/views')).status).to.equal(503);
    expect(isClosed).to.equal(false);
    letIn();
    expect((await running).status).to.equal(200);
    await closed;
  });

  it('waits for what is being forgotten', async () => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let writes = 0;
    const database: typeof portal.database = {
      ...portal.database,
      forTenant: (...of) => {
        const rows = portal.database.forTenant(...of);
        return {
          ...rows,
          async write(work) {
            await held;
            writes += 1;
            return rows.write(work);
          },
        };
      },
    };
    const api = createPortalApi({ database, authorize: authorizeByHeader, retentionDays: 90 });
    expect((await ask(api, '/tenants/contoso/views')).status).to.equal(200);
    const closed = api.close();
    goOn();
    await closed;
    expect(writes).to.equal(1);
  });

  it('is alive until it is gone, and ready until it ends or its database is gone', async () => {
    let isReady = true;
    const database = { ...portal.database, isReady: () => Promise.resolve(isReady) };
    const api = createPortalApi({
      database,
      authorize: authorizeByHeader,
      origins: ['https://portal.example'],
    });
    const statuses = async (): Promise<readonly number[]> => [
      (await ask(api, '/health/live')).status,
      (await ask(api, '/health/ready')).status,
    ];
    expect(await statuses()).to.deep.equal([200, 200]);
    isReady = false;
    expect(await statuses()).to.deep.equal([200, 503]);
    isReady = true;
    await api.close();
    expect(await statuses()).to.deep.equal([200, 503]);
  });
});
