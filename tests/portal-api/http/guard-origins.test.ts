import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createPortalApi } from '../../../src/portal-api/create-portal-api.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';

/** Who is let through is asked who she is, and nobody signed in. */
const letThrough = 401;

async function ask(
  address: string,
  headers: Readonly<Record<string, string>>,
  origins?: readonly string[],
): Promise<number> {
  const api = createPortalApi({
    database: {} as PortalDatabase,
    authorize: () => undefined,
    ...(origins ? { origins } : {}),
  });
  const { status } = await api(new Request(`${address}/api/o365/tenants/contoso/views`, { headers }));
  return status;
}

describe('whom the API of a portal answers', () => {
  const portal = ['https://portal.example.com'];

  it('is who asks for one of its names, whatever the server calls itself', async () => {
    for (const [address, headers] of [
      ['https://portal.example.com', {}],
      ['http://portal.example.com', { Host: 'portal.example.com' }],
      ['http://localhost:3000', { Host: 'portal.example.com', Origin: 'https://portal.example.com' }],
    ] as const)
      expect(await ask(address, headers, portal), address).to.equal(letThrough);
  });

  it('is nobody under another name, or one that is none', async () => {
    for (const host of ['other.example', 'portal.example.com.other.example', 'localhost:3000', 'a b', ''])
      expect(await ask('https://portal.example.com', { Host: host }, portal), host).to.equal(421);
    expect(await ask('https://other.example', {}, portal)).to.equal(421);
  });

  it('is no page of another site', async () => {
    const address = 'https://portal.example.com';
    for (const headers of [
      { Origin: 'https://other.example' },
      { Origin: 'http://portal.example.com' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ])
      expect(await ask(address, headers, portal), JSON.stringify(headers)).to.equal(403);
  });

  it('is this machine alone where nothing is said', async () => {
    expect(await ask('http://localhost:8080', { Host: 'localhost:8080' })).to.equal(letThrough);
    expect(await ask('http://127.0.0.1', { Origin: 'http://127.0.0.1' })).to.equal(letThrough);
    expect(await ask('http://localhost', { Origin: 'http://localhost:99' })).to.equal(403);
    expect(await ask('http://localhost', { Host: 'portal.example.com' })).to.equal(421);
  });
});
