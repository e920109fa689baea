import { describe, it } from 'node:test';
import { expect } from 'chai';
import { DroppedConnection, type EmulatorOptions } from '../../src/emulator/index.js';
import { startEmulator, type TestEmulator } from '../support/emulator.js';

type Rules = NonNullable<EmulatorOptions['faults']>;

/** Faulty answers are no example of Graph's description, so they are not recorded. */
function startFaulty(...faults: Rules): TestEmulator {
  return startEmulator({ faults, onExchange: () => undefined });
}

function readLocation(tenant: TestEmulator): string | null | undefined {
  const { id } = tenant.emulator.tenant.administrator;
  return tenant.emulator.state().users.find((user) => user.id === id)?.usageLocation;
}

function setLocation(tenant: TestEmulator, usageLocation: string) {
  return tenant.call('PATCH', `/users/${tenant.emulator.tenant.administrator.id}`, {
    body: { usageLocation },
  });
}

describe('injected faults', () => {
  it('answer a status with its pause', async () => {
    const tenant = startFaulty({ kind: 'status', status: 503, retryAfterSeconds: 4, count: 1 });
    const answer = await setLocation(tenant, 'AQ');
    expect([answer.status, answer.headers.get('Retry-After')]).to.deep.equal([503, '4']);
    expect(readLocation(tenant)).not.to.equal('AQ');
    expect((await setLocation(tenant, 'AQ')).status).to.equal(204);
  });

  it('hide a write that took effect behind a 504', async () => {
    const tenant = startFaulty({ kind: 'status', status: 504, applied: true });
    expect((await setLocation(tenant, 'AQ')).status).to.equal(504);
    expect(readLocation(tenant)).to.equal('AQ');
  });

  for (const [kind, effect] of [
    ['drop-before', false],
    ['drop-after', true],
  ] as const)
    it(`${kind} rejects fetch with a TypeError, ${effect ? 'after' : 'before'} the write`, async () => {
      const tenant = startFaulty({ kind, method: 'PATCH' });
      const error = await setLocation(tenant, 'AQ').catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(DroppedConnection).and.instanceOf(TypeError);
      expect(readLocation(tenant) === 'AQ').to.equal(effect);
    });

  it('break single items of a batch', async () => {
    const tenant = startFaulty({ kind: 'status', status: 503, path: '/users/*', after: 1, count: 1 });
    const url = `/users/${tenant.emulator.tenant.administrator.id}`;
    const requests = ['1', '2', '3'].map((id) => ({ id, method: 'GET', url }));
    const answer = await tenant.call('POST', '/$batch', { body: { requests } });
    const { responses } = answer.body as { responses: { id: string; status: number }[] };
    expect(answer.status).to.equal(200);
    expect(responses.filter(({ status }) => status === 503).map(({ id }) => id)).to.deep.equal(['2']);
  });

  it('break a batch as a whole', async () => {
    const tenant = startFaulty({ kind: 'status', status: 502, path: '/$batch' });
    const body = { requests: [{ id: '1', method: 'GET', url: '/me' }] };
    expect((await tenant.call('POST', '/$batch', { body })).status).to.equal(502);
  });

  it('cut the JSON short', async () => {
    const tenant = startFaulty({ kind: 'malformed', path: '/me' });
    const error = await tenant.call('GET', '/me').catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(SyntaxError);
  });

  it('challenge for claims', async () => {
    const answer = await startFaulty({ kind: 'claims' }).call('GET', '/me');
    expect(answer.status).to.equal(401);
    expect(answer.headers.get('WWW-Authenticate')).to.include('error="insufficient_claims"');
  });

  it('delay on the clock', async () => {
    const tenant = startFaulty({ kind: 'delay', delayMs: 2000, path: '/me' });
    let status = 0;
    const answer = tenant.call('GET', '/me').then((result) => (status = result.status));
    // Signing the token takes real time before the request even starts to wait.
    while (tenant.clock.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    await tenant.clock.advance(1999);
    expect(status).to.equal(0);
    await tenant.clock.advance(1);
    expect(await answer).to.equal(200);
  });
});
