import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { startServer, type EmulatorServer } from '../../../src/emulator/server/index.js';

const portal = 'http://localhost:5173';
const tools = 'https://tools.example';
const stranger = 'https://stranger.example';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

describe('who may ask the emulator’s server', () => {
  let server: EmulatorServer;
  let port: string;

  before(async () => {
    server = await startServer({ tenant: 'small', allowedOrigins: [portal, tools] });
    ({ port } = new URL(server.graph));
  });

  after(() => server.stop());

  /** As a browser or a tool sends it: `fetch` would write `Host` and `Origin` itself. */
  function send(
    path: string,
    headers: Record<string, string> = {},
    options: RequestOptions = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, headers, ...options }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  for (const name of ['localhost', '127.0.0.1', '[::1]', 'LocalHost'])
    it(`answers under the name ${name}`, async () => {
      expect((await send('/emulator/tenant', { Host: `${name}:${port}` })).status).to.equal(200);
    });

  // A page whose name a stranger's DNS points to this machine (DNS rebinding) is of the same origin as the server.
  for (const name of ['stranger.example', 'localhost.stranger.example', '127.0.0.1.nip.example', '0.0.0.0'])
    for (const path of ['/emulator/state', '/v1.0/me', '/reports-download/x'])
      it(`does not answer ${path} under the name ${name}`, async () => {
        const answer = await send(path, { Host: `${name}:${port}` });
        expect(answer.status).to.equal(421);
        expect(answer.text).to.contain(`localhost:${port}`);
      });

  it('does not answer under another port or without one', async () => {
    for (const host of ['localhost', 'localhost:1'])
      expect((await send('/emulator/tenant', { Host: host })).status, host).to.equal(421);
  });

  const addresses: readonly (readonly [method: string, path: string])[] = [
    ['GET', '/emulator/state'],
    ['GET', '/emulator/tenant'],
    ['POST', '/emulator/token'],
    ['POST', '/emulator/reset'],
    ['POST', '/emulator/faults'],
    ['GET', '/v1.0/me'],
    ['OPTIONS', '/v1.0/me'],
    ['OPTIONS', '/emulator/token'],
  ];
  for (const origin of [stranger, 'null', 'http://localhost:5174', 'https://localhost:5173'])
    for (const [method, path] of addresses)
      it(`refuses ${method} ${path} to a page of ${origin}`, async () => {
        const people = server.emulator.state().users[1]?.id;
        const answer = await send(path, { Origin: origin }, { method });
        expect(answer.status).to.equal(403);
        expect(answer.text).to.contain('--allow-origin');
        expect(answer.headers['access-control-allow-origin']).to.equal(undefined);
        expect(server.emulator.state().users[1]?.id).to.equal(people);
      });

  for (const origin of [portal, tools])
    for (const [method, path] of addresses)
      it(`lets a page of ${origin}, and no other, read ${method} ${path}`, async () => {
        const answer = await send(path, { Origin: origin }, { method });
        expect(answer.status).not.to.equal(403);
        expect(answer.headers['access-control-allow-origin']).to.equal(origin);
        expect(answer.headers['vary']).to.equal('Origin');
      });

  it('still exposes to that page what Graph exposes', async () => {
    const answer = await send('/v1.0/me', { Origin: portal });
    expect(answer.headers['access-control-expose-headers']).to.contain('Retry-After');
  });

  it('answers what is no page, and names no origin to it', async () => {
    for (const path of ['/emulator/state', '/v1.0/me']) {
      const answer = await send(path);
      expect(answer.status, path).not.to.equal(403);
      expect(answer.headers['access-control-allow-origin'], path).to.equal(undefined);
    }
  });

  it('gives control to no image, form or link of another site', async () => {
    const from = (site: string) => send('/emulator/state', { 'Sec-Fetch-Site': site });
    expect((await from('cross-site')).status).to.equal(403);
    expect((await from('none')).status).to.equal(200);
  });

  it('refuses to start with what is no origin', async () => {
    for (const origin of ['*', 'null', 'localhost:5173', 'http://localhost:5173/', 'file:///x'])
      expect(
        await startServer({ tenant: 'empty', allowedOrigins: [origin] }).catch((error: unknown) => error),
        origin,
      ).to.be.instanceOf(TypeError);
  });
});
