import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { portalStore } from '../../../src/store/portal/portal-store.js';
import type { Store } from '../../../src/store/store.js';
import { hastyClock } from '../../support/portal-team.js';
import { codeOf } from '../store-parts.js';

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a portal that sends a request elsewhere', () => {
  const seen: string[] = [];
  const elsewhere = createServer((request, response) => {
    seen.push(String(request.headers['x-session']));
    response.end('{}');
  });
  let address = '';
  const portal = createServer((_request, response) => {
    response.writeHead(307, { Location: address }).end();
  });
  let store: Store;
  before(async () => {
    address = await listen(elsewhere);
    store = portalStore({
      url: await listen(portal),
      headers: () => ({ 'X-Session': 'secret' }),
      clock: hastyClock,
    })({ tenantId: 'contoso', by: 'ada' });
  });
  after(() => {
    for (const server of [elsewhere, portal]) {
      server.close();
      server.closeAllConnections();
    }
  });

  it('is not followed, with what the page sends of its session: she signs in again', async () => {
    expect(await codeOf(store.workspaces.list())).to.equal('sign-in-again');
    expect(await codeOf(store.lease.take('tab'))).to.equal('sign-in-again');
    expect(seen).to.deep.equal([]);
  });
});
