import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestAnswer } from '../support/emulator.js';

/** Sends the same request until it is refused, and tells how many passed. */
async function countPassing(send: () => Promise<TestAnswer>, most: number) {
  for (let passed = 0; passed <= most; passed += 1) {
    const answer = await send();
    if (answer.status === 429) return { passed, refused: answer };
    expect(answer.status, JSON.stringify(answer.body)).to.be.below(300);
  }
  throw new Error(`Nothing was refused within ${most} requests`);
}

describe('quotas by tenant size', () => {
  const sizes = [
    ['S', 49, 3500],
    ['M', 500, 5000],
    ['L', 501, 8000],
  ] as const;
  for (const [size, users, units] of sizes)
    it(`${size} (${users} users): ${units} resource units in 10 seconds`, async () => {
      const tenant = startEmulator({
        tenant: 'contoso',
        users,
        quota: 'documented',
        onExchange: () => undefined,
      });
      const group = (await tenant.call('GET', '/groups?$top=1&$select=id')).body as {
        value: { id: string }[];
      };
      const path = `/groups/${group.value[0]?.id ?? ''}/transitiveMembers`;
      const { passed, refused } = await countPassing(() => tenant.call('GET', path), units);
      // One unit went to finding the group; each of these costs five.
      expect(passed).to.equal(Math.floor((units - 1) / 5));
      const { error } = refused.body as { error: { code: string; message: string; innerError: object } };
      expect(error).to.deep.include({ code: 'TooManyRequests', message: 'Please retry again later.' });
      expect(error.innerError).to.include({ code: '429', status: '429', message: 'Please retry after' });
      await tenant.clock.advance(Number(refused.headers.get('Retry-After')) * 1000);
      expect((await tenant.call('GET', path)).status).to.equal(200);
    });
});

describe('writes', () => {
  it('3,000 in 150 seconds per app and tenant, refilling 20 a second', async () => {
    const tenant = startEmulator({
      tenant: 'contoso',
      users: 600,
      quota: 'documented',
      onExchange: () => undefined,
    });
    const { id } = tenant.emulator.tenant.administrator;
    const write = () => tenant.call('PATCH', `/users/${id}`, { body: { usageLocation: 'NL' } });
    const { passed, refused } = await countPassing(write, 3000);
    expect(passed).to.equal(3000);
    expect(refused.headers.get('Retry-After')).to.equal('1');
    await tenant.clock.advance(1000);
    const after = await countPassing(write, 20);
    // The refused request counted as one.
    expect(after.passed).to.equal(19);
  });

  it('are counted apart for each item of a batch, which is answered 200 itself', async () => {
    const tenant = startEmulator({
      tenant: 'contoso',
      users: 600,
      quota: 'documented',
      onExchange: () => undefined,
    });
    const { id } = tenant.emulator.tenant.administrator;
    const batch = {
      requests: Array.from({ length: 20 }, (_, at) => ({
        id: String(at),
        method: 'GET',
        url: `/users/${id}?$select=id`,
      })),
    };
    const send = () => tenant.call('POST', '/$batch', { body: batch });
    for (let sent = 0; sent < 400; sent += 1) expect(await countRefused(await send())).to.equal(0);
    const last = await send();
    expect(last.status).to.equal(200);
    const { responses } = last.body as { responses: { status: number; headers: Record<string, string> }[] };
    expect(responses.map(({ status }) => status)).to.deep.equal(Array.from({ length: 20 }, () => 429));
    expect(responses.every(({ headers }) => Number(headers['Retry-After']) >= 1)).to.equal(true);
  });
});

async function countRefused(answer: TestAnswer): Promise<number> {
  const { responses } = answer.body as { responses: { status: number }[] };
  return responses.filter(({ status }) => status === 429).length;
}

describe('limits of single services', () => {
  it('sign-in activity: 10 a minute', async () => {
    const tenant = startEmulator({ quota: 'documented', tenant: 'contoso', users: 60 });
    const read = () => tenant.call('GET', '/users?$top=5&$select=id,signInActivity');
    const { passed, refused } = await countPassing(read, 10);
    expect([passed, refused.headers.get('Retry-After')]).to.deep.equal([10, '60']);
    expect((await tenant.call('GET', '/users?$top=5&$select=id')).status).to.equal(200);
    await tenant.clock.advance(60_000);
    expect((await read()).status).to.equal(200);
  });

  it('extensions: 455 in 10 seconds', async () => {
    const tenant = startEmulator({ quota: 'documented', tenant: 'contoso', users: 60 });
    const group = (await tenant.call('GET', '/groups?$top=1&$select=id')).body as { value: { id: string }[] };
    const read = () => tenant.call('GET', `/groups/${group.value[0]?.id ?? ''}/extensions`);
    expect((await countPassing(read, 455)).passed).to.equal(455);
  });

  const reports = [
    ['CSV', 14, "/reports/getOffice365ActiveUserDetail(period='D30')"],
    ['JSON', 100, "/beta/reports/getOffice365ActiveUserDetail(period='D30')?$format=application/json"],
  ] as const;
  for (const [format, limit, path] of reports)
    it(`${format} reports: ${limit} in 10 minutes`, async () => {
      const tenant = startEmulator({ quota: 'documented', tenant: 'contoso', users: 60 });
      const read = async () => {
        const answer = await tenant.call('GET', path);
        return answer.status === 302 ? { ...answer, status: 200 } : answer;
      };
      const { passed, refused } = await countPassing(read, limit);
      expect([passed, refused.headers.get('Retry-After')]).to.deep.equal([limit, '600']);
    });
});
