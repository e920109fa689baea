import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator } from '../support/emulator.js';
import { findUnlicensed, getUserState } from '../support/graph-answers.js';

// https://developer.mozilla.org/docs/Web/API/Request/body#browser_compatibility: Firefox has no `Request.body`.
describe('a request without the property body', () => {
  const body = Object.getOwnPropertyDescriptor(Request.prototype, 'body');
  if (!body) throw new Error('This platform lacks Request.body by itself');

  beforeEach(() => {
    Reflect.deleteProperty(Request.prototype, 'body');
    expect(new Request('https://example.com', { method: 'POST', body: '1' }).body).to.equal(undefined);
  });
  afterEach(() => Object.defineProperty(Request.prototype, 'body', body));

  it('still brings what a single write says', async () => {
    const test = startEmulator();
    const { id } = findUnlicensed(test.emulator);
    const answer = await test.call('PATCH', `/users/${id}`, { body: { usageLocation: 'NL' } });
    expect(answer.status).to.equal(204);
    expect(getUserState(test.emulator.state(), id).usageLocation).to.equal('NL');
  });

  it('still brings the steps of a batch', async () => {
    const test = startEmulator();
    const { id } = findUnlicensed(test.emulator);
    const requests = [
      {
        id: '1',
        method: 'PATCH',
        url: `/users/${id}`,
        headers: { 'Content-Type': 'application/json' },
        body: { usageLocation: 'NL' },
      },
    ];
    const answer = await test.call('POST', '/$batch', { body: { requests } });
    expect((answer.body as { responses: { status: number }[] }).responses[0]?.status).to.equal(204);
    expect(getUserState(test.emulator.state(), id).usageLocation).to.equal('NL');
  });

  it('still steers the emulator', async () => {
    const test = startEmulator();
    const answer = await test.emulator.fetch('http://localhost/emulator/faults', {
      method: 'POST',
      body: JSON.stringify({ kind: 'status', status: 503 }),
    });
    expect(answer.status).to.equal(200);
    expect(test.emulator.faults.rules).to.have.length(1);
  });
});
