import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createPortalApi, type PortalApi } from '../../../src/portal-api/create-portal-api.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import { createMemoryPortalDatabase } from '../../support/memory-portal-database.js';
import { authorizeByHeader, portalUrl } from '../../support/portal-team.js';

const maxBodyBytes = 1_000;

function openApi(): PortalApi {
  return createPortalApi({
    database: createMemoryPortalDatabase(),
    authorize: authorizeByHeader,
    maxBodyBytes,
  });
}

/** A body of unknown length, and how much of it was read. */
function createBody(pieces: number): {
  readonly body: ReadableStream<Uint8Array>;
  readonly read: () => number;
} {
  let read = 0;
  const piece = new TextEncoder().encode(' '.repeat(100));
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        read += 1;
        if (read > pieces) controller.close();
        else controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, read: () => read };
}

async function send(api: PortalApi, body: BodyInit, headers: Record<string, string>): Promise<number> {
  const request = new Request(`${portalUrl}/tenants/contoso/lease`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
    // It comes in pieces.
    duplex: 'half',
  } as RequestInit);
  return (await api(request)).status;
}

describe('the body of a request', () => {
  const ada = { Authorization: 'ada contoso' };

  it('is not read for whoever is not let in', async () => {
    const { body, read } = createBody(5);
    expect(await send(openApi(), body, {})).to.equal(401);
    expect(read()).to.equal(0);
  });

  it('is refused when it is too long, whether it says so or not', async () => {
    const long = JSON.stringify({ sessionId: 'x'.repeat(maxBodyBytes) });
    expect(await send(openApi(), long, { ...ada, 'Content-Length': String(long.length) })).to.equal(413);
    const { body, read } = createBody(1_000);
    expect(await send(openApi(), body, ada)).to.equal(413);
    expect(read()).to.be.below(20);
  });

  it('is JSON and an object, whatever it is called', async () => {
    expect(await send(openApi(), '{"sessionId":"tab"}', ada)).to.equal(200);
    expect(await send(openApi(), '{"sessionId":"tab"}', { ...ada, 'Content-Type': 'text/plain' })).to.equal(
      415,
    );
    for (const body of ['', '{', 'null', '"tab"']) expect(await send(openApi(), body, ada)).to.equal(400);
  });

  it('cannot say another tenant than the address', async () => {
    const database = createMemoryPortalDatabase();
    const api = createPortalApi({ database, authorize: authorizeByHeader });
    const body = '{"sessionId":"tab","tenantId":"fabrikam","__proto__":{"tenantId":"fabrikam"}}';
    expect(await send(api, body, ada)).to.equal(200);
    const leasesOf = (tenant: string) =>
      database.forTenant(toTenantId(tenant)).read((tables) => tables.list('leases'));
    expect(await leasesOf('contoso')).to.have.length(1);
    expect(await leasesOf('fabrikam')).to.have.length(0);
  });
});
