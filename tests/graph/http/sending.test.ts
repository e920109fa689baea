import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { GraphWrite } from '../../../src/graph/graph-client.js';
import { nextTurn } from '../../../src/graph/pace/event-loop.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { collect, createPipeline, type Pipeline } from '../pipeline-fixture.js';

function toWrites({ emulator }: Pipeline, count = 20): GraphWrite[] {
  return emulator
    .state()
    .users.slice(0, count)
    .map(({ id }) => ({ method: 'PATCH', path: `/users/${id}`, body: { usageLocation: 'IS' }, key: id }));
}

describe('what is told before writes leave', () => {
  it('comes last: the token is there, the pace is kept, and they leave at once', async () => {
    const log: string[] = [];
    const pipeline = await createPipeline({
      tenant: 'contoso',
      users: 100,
      quotas: { writes: { burst: 20, perSecond: 1 } },
      through: (emulator, clock) => (request) => {
        log.push(`left at ${String(clock.now())}`);
        return emulator(request);
      },
    });
    const { graph, auth, clock } = pipeline;
    const getToken = auth.getToken.bind(auth);
    auth.getToken = async (scopes, options) => {
      await clock.sleep(40_000);
      log.push('token');
      return getToken(scopes, options);
    };
    const onSending = async (): Promise<void> => {
      await clock.sleep(1_000);
      log.push(`told at ${String(clock.now())}`);
    };
    const outcomes = await collect(graph.writeAll(toWrites(pipeline, 100), { onSending }));
    expect(outcomes.every(({ ok }) => ok)).to.equal(true);
    expect(log).to.have.length.at.least(15);
    for (const [index, entry] of log.entries())
      if (entry.startsWith('left')) expect(log[index - 1]).to.equal(entry.replace('left', 'told'));
    expect(log.filter((entry) => entry.startsWith('told'))).to.have.length(
      log.filter((entry) => entry.startsWith('left')).length,
    );
  });

  it('is told anew for what leaves again after a claims challenge', async () => {
    const pipeline = await createPipeline();
    const { graph, auth, emulator, clock, sent } = pipeline;
    await clock.advance(60_000);
    emulator.challengeTokens();
    let told = 0;
    const outcomes = await collect(
      graph.writeAll(toWrites(pipeline), {
        onSending: () => {
          told += 1;
          expect(sent).to.have.length(told - 1);
          expect(auth.asked).to.have.length(told);
        },
      }),
    );
    expect(outcomes.every(({ ok }) => ok)).to.equal(true);
    expect(sent).to.have.length(2);
    expect(told).to.equal(2);
  });

  it('may itself wait for other writes, however many wait for it', async () => {
    const pipeline = await createPipeline({
      tenant: 'contoso',
      users: 401,
      quotas: { writes: { burst: 400, perSecond: 20 } },
    });
    const [record, ...writes] = toWrites(pipeline, 401);
    const { graph } = pipeline;
    let told = 0;
    const onSending = async (): Promise<void> => {
      told += 1;
      // As many as may be under way at once.
      while (told < 8) await nextTurn();
      if (record) await graph.write(record);
    };
    const outcomes = await collect(graph.writeAll(writes, { onSending }));
    expect(outcomes.filter(({ ok }) => ok)).to.have.length(400);
  });

  it('is told about these writes and no others', async () => {
    const pipeline = await createPipeline();
    const { graph, sent } = pipeline;
    const [mine, ...others] = toWrites(pipeline);
    if (!mine) throw new Error('The tenant has no users.');
    const told: string[] = [];
    const failing = { onSending: () => Promise.reject(new Error('The journal is full.')) };
    const [kept, left] = await Promise.all([
      collect(graph.writeAll([mine], failing)),
      collect(
        graph.writeAll(others, { onSending: (writes) => void told.push(...writes.map(({ key }) => key)) }),
      ),
    ]);
    expect(kept.map(({ ok }) => ok)).to.deep.equal([false]);
    expect(left.every(({ ok }) => ok)).to.equal(true);
    expect(told).to.have.members(others.map(({ key }) => key));
    expect(sent).to.have.length(1);
  });

  for (const thrown of [
    new ProvisioningError('lease-lost', 'Somebody else publishes.'),
    new ProvisioningError('storage-unavailable', 'Busy.', { retryable: true }),
    new ProvisioningError('timeout', 'The claim was not answered.', { retryable: true, open: true }),
    new ProvisioningError('sign-in-again', 'The store wants a person.'),
  ])
    it(`keeps them back by throwing, and ${thrown.code} is why they are refused`, async () => {
      const pipeline = await createPipeline({ tenant: 'contoso', users: 100 });
      const { graph, sent } = pipeline;
      let told = 0;
      const outcomes = await collect(
        graph.writeAll(toWrites(pipeline, 100), {
          onSending: () => {
            told += 1;
            if (told === 2) throw thrown;
          },
        }),
      );
      const refused = outcomes.filter((outcome) => !outcome.ok);
      expect(refused).to.have.length(20);
      for (const { error } of refused)
        expect(error).to.include({ code: thrown.code, message: thrown.message, open: false });
      expect(sent).to.have.length(4);
      expect(told).to.equal(5);
    });
});
