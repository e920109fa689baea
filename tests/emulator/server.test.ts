import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock, type EmulatorState } from '../../src/emulator/index.js';
import { startServer, type EmulatorServer } from '../../src/emulator/server/index.js';

describe('the emulator as a server', () => {
  let server: EmulatorServer;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emulator-'));
    server = await startServer({
      tenant: 'contoso',
      users: 60,
      clock: new VirtualClock(),
      record: join(folder, 'traffic.jsonl'),
    });
  });

  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function post<T>(path: string, body: object): Promise<T> {
    const answer = await fetch(`${server.graph}${path}`, { method: 'POST', body: JSON.stringify(body) });
    return (await answer.json()) as T;
  }

  async function get(path: string, scopes: readonly string[]): Promise<Response> {
    const { accessToken } = await post<{ accessToken: string }>('/emulator/token', { scopes });
    return fetch(path.startsWith('http') ? path : `${server.graph}${path}`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
  }

  it('links pages on its own origin', async () => {
    const first = (await (await get('/v1.0/users?$top=40&$select=id', ['User.Read.All'])).json()) as Record<
      string,
      unknown
    >;
    expect(first['@odata.nextLink']).to.contain(server.graph);
    const second = await get(String(first['@odata.nextLink']), ['User.Read.All']);
    expect(((await second.json()) as { value: unknown[] }).value).to.have.length(20);
  });

  it('gives tokens in the name of any user, with the roles asked for', async () => {
    const { accessToken } = await post<{ accessToken: string }>('/emulator/token', {
      scopes: ['User.Read'],
      roles: ['Global Reader'],
      user: server.emulator.state().users[5]?.userPrincipalName,
    });
    const claims = JSON.parse(
      atob((accessToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')),
    ) as Record<string, unknown>;
    expect(claims).to.include({ scp: 'User.Read', oid: server.emulator.state().users[5]?.id });
    expect(claims['wids']).to.deep.equal(['f2ef992c-3afb-46b9-b7cf-a126ee74c451']);
  });

  it('is steered: faults, clock, state, reset', async () => {
    await post('/emulator/faults', { faults: [{ kind: 'status', path: '/me', status: 503, count: 1 }] });
    expect((await get('/v1.0/me', ['User.Read'])).status).to.equal(503);
    expect((await get('/v1.0/me', ['User.Read'])).status).to.equal(200);
    expect(await post('/emulator/clock', { advanceMs: 3_600_000 })).to.deep.equal({
      now: '2026-01-15T10:00:00.000Z',
    });
    const state = (await (await fetch(`${server.graph}/emulator/state`)).json()) as EmulatorState;
    expect(state.requests).to.include({ 'GET 503': 1 });
    expect(await post('/emulator/reset', { users: 30 })).to.include({ users: 30 });
    expect(await post('/emulator/reset', {})).to.include({ users: 60 });
  });

  it('breaks the connection when a fault says so', async () => {
    await post('/emulator/faults', [{ kind: 'drop-before', path: '/me', count: 1 }]);
    const failure: unknown = await get('/v1.0/me', ['User.Read']).catch((reason: unknown) => reason);
    expect(failure).to.be.instanceOf(TypeError);
    expect((await get('/v1.0/me', ['User.Read'])).status).to.equal(200);
  });

  it('redirects reports to another origin that sends no CORS headers', async () => {
    const file = await get("/v1.0/reports/getOffice365ActiveUserDetail(period='D7')", ['Reports.Read.All']);
    expect(new URL(file.url).origin).not.to.equal(server.graph);
    expect(file.headers.get('Access-Control-Allow-Origin')).to.equal(null);
    expect(await file.text()).to.contain('User Principal Name');
  });

  it('records every exchange without tokens', async () => {
    await get('/v1.0/me', ['User.Read']);
    const text = await readFile(join(folder, 'traffic.jsonl'), 'utf8');
    const records = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
    expect(records.some(({ request }) => String(request?.['url']).endsWith('/v1.0/me'))).to.equal(true);
    expect(text.toLowerCase()).not.to.contain('bearer ey');
  });
});

describe('npm run emulator', () => {
  it('says when it is ready, in one line', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'scripts/emulator.ts', '--users', '30', '--fault', '503 /me count=1'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    try {
      const [line = ''] = await new Promise<string[]>((resolve) => {
        createInterface(child.stdout).once('line', (text) => resolve([text]));
      });
      const { ready, graph } = JSON.parse(line) as { ready: boolean; graph: string };
      expect(ready).to.equal(true);
      const answer = await fetch(`${graph}/v1.0/me`);
      expect(answer.status).to.equal(401);
    } finally {
      child.kill();
    }
  });
});
