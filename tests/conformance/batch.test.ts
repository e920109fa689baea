import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed } from '../support/graph-answers.js';

interface Step {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: { readonly error?: { readonly code: string } };
}

async function send(test: TestEmulator, requests: readonly object[]): Promise<Map<string, Step>> {
  const answer = await test.call('POST', '/$batch', { body: { requests } });
  expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
  return new Map((answer.body as { responses: Step[] }).responses.map((step) => [step.id, step]));
}

function readMany(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: String(index), method: 'GET', url: '/me' }));
}

describe('POST /$batch', () => {
  it('answers every step, in another order than asked', async () => {
    const steps = await send(startEmulator(), readMany(20));
    expect([...steps.keys()].map(Number).sort((a, b) => a - b)).to.deep.equal([...Array(20).keys()]);
    expect([...steps.keys()]).not.to.deep.equal(readMany(20).map(({ id }) => id));
  });

  it('refuses more than 20 steps', async () => {
    expectError(
      await startEmulator().call('POST', '/$batch', { body: { requests: readMany(21) }, invalid: true }),
      400,
      'MaximumValueExceeded',
      'Number of batch request steps exceeds the maximum value of 20.',
    );
  });

  it('compares ids without regard to case', async () => {
    const requests = ['a', 'A'].map((id) => ({ id, method: 'GET', url: '/me' }));
    const answer = await startEmulator().call('POST', '/$batch', { body: { requests }, invalid: true });
    expect(answer.status).to.equal(400);
  });

  it('wants a content type with every body', async () => {
    const test = startEmulator();
    const requests = [
      {
        id: '1',
        method: 'PATCH',
        url: `/users/${findUnlicensed(test.emulator).id}`,
        body: { usageLocation: 'US' },
      },
    ];
    expect((await test.call('POST', '/$batch', { body: { requests }, invalid: true })).status).to.equal(400);
  });

  it('refuses an empty batch and a batch in a batch', async () => {
    const test = startEmulator();
    expect((await test.call('POST', '/$batch', { body: { requests: [] }, invalid: true })).status).to.equal(
      400,
    );
    const nested = [
      {
        id: '1',
        method: 'POST',
        url: '/$batch',
        headers: { 'Content-Type': 'application/json' },
        body: { requests: readMany(1) },
      },
    ];
    const answer = await test.call('POST', '/$batch', { body: { requests: nested }, invalid: true });
    expect(answer.status).to.equal(400);
  });

  it('answers 424 for what depends on a failure, all the way down', async () => {
    const steps = await send(startEmulator(), [
      { id: '1', method: 'GET', url: '/users/00000000-0000-4000-a000-000000000000' },
      { id: '2', method: 'GET', url: '/me', dependsOn: ['1'] },
      { id: '3', method: 'GET', url: '/me', dependsOn: ['2'] },
      { id: '4', method: 'GET', url: '/me' },
    ]);
    expect(['1', '2', '3', '4'].map((id) => steps.get(id)?.status)).to.deep.equal([404, 424, 424, 200]);
    expect(steps.get('2')?.body?.error?.code).to.equal('FailedDependency');
  });

  it('runs independent writes to one user at the same time, so that only one succeeds', async () => {
    const test = startEmulator();
    const url = `/users/${findUnlicensed(test.emulator).id}`;
    const write = {
      method: 'PATCH',
      url,
      headers: { 'Content-Type': 'application/json' },
      body: { usageLocation: 'US' },
    };
    const parallel = await send(test, [
      { id: '1', ...write },
      { id: '2', ...write },
    ]);
    expect([...parallel.values()].map(({ status }) => status).sort()).to.deep.equal([204, 409]);
    const serial = await send(test, [
      { id: '1', ...write },
      { id: '2', ...write, dependsOn: ['1'] },
    ]);
    expect([...serial.values()].map(({ status }) => status)).to.deep.equal([204, 204]);
  });

  it('throttles steps one by one, with Retry-After in the step', async () => {
    const test = startEmulator({ quota: 'documented' });
    let throttled: Step | undefined;
    for (let round = 0; round < 200 && !throttled; round += 1) {
      const steps = await send(test, readMany(20));
      throttled = [...steps.values()].find(({ status }) => status === 429);
    }
    expect(Number(throttled?.headers['Retry-After'])).to.be.greaterThan(0);
    expect(throttled?.body?.error?.code).to.equal('TooManyRequests');
  });

  it('takes ConsistencyLevel per step', async () => {
    const steps = await send(startEmulator(), [
      {
        id: '1',
        method: 'GET',
        url: '/users?$count=true&$top=1&$search="displayName:a"',
        headers: { ConsistencyLevel: 'eventual' },
      },
    ]);
    expect(steps.get('1')?.status).to.equal(200);
  });
});
