import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Random } from '../../src/emulator/tenant/random.js';
import type { GraphWrite } from '../../src/graph/graph-client.js';
import { faultKinds, FaultyTransport, type FaultOptions } from './faulty-transport.js';
import {
  catchError,
  collect,
  createPipeline,
  createPipelineOn,
  type Pipeline,
  type PipelineOptions,
} from './pipeline-fixture.js';
import { writeUntilKnown } from './write-until-known.js';

interface BadDay extends Pipeline {
  readonly transport: FaultyTransport;
}

async function createBadDay(faults: Partial<FaultOptions>, options: PipelineOptions = {}): Promise<BadDay> {
  const generator = new Random(7);
  const random = (): number => generator.next();
  let transport: FaultyTransport | undefined;
  const pipeline = await createPipeline({
    random,
    ...options,
    through: (inner, clock) => {
      transport = new FaultyTransport(inner, clock, { random, itemRate: 0, dropRate: 0, ...faults });
      return transport.fetch;
    },
  });
  if (!transport) throw new Error('The pipeline did not take its transport.');
  return { ...pipeline, transport };
}

function toLocationWrite(userId: string, usageLocation = 'CH'): GraphWrite {
  return { method: 'PATCH', path: `/users/${userId}`, body: { usageLocation }, key: userId };
}

/** Reads whether the write is there, as a publish does. */
function createCheck({ graph }: Pipeline): (write: GraphWrite) => Promise<boolean> {
  return async ({ path, body }) => {
    const read = await graph.get<{ usageLocation: string }>(`${path}?$select=usageLocation`);
    return read.usageLocation === (body as { usageLocation: string }).usageLocation;
  };
}

describe('writeAll', () => {
  it('ends 1,000 writes without a false failure or a duplicate on a very bad day, if who publishes looks', async () => {
    const calm = await createBadDay({}, { tenant: 'contoso' });
    const ids = calm.emulator.state().users.map(({ id }) => id);
    await collect(calm.graph.writeAll(ids.map((id) => toLocationWrite(id, 'IS'))));

    const bad = await createBadDay({ itemRate: 0.3, dropRate: 0.1 }, { tenant: 'contoso' });
    const outcomes = await collect(
      writeUntilKnown(
        bad.graph,
        ids.map((id) => toLocationWrite(id, 'IS')),
        createCheck(bad),
      ),
    );

    expect(outcomes).to.have.length(1_000);
    expect(outcomes.filter(({ ok }) => !ok)).to.deep.equal([]);
    const users = bad.emulator.state().users;
    expect(users.every(({ usageLocation }) => usageLocation === 'IS')).to.equal(true);
    expect(users.filter(({ writes }) => writes !== 1)).to.deep.equal([]);
    expect(bad.transport.mostAtOnce).to.equal(1);
    expect(calm.transport.requests).to.equal(50);
    expect(bad.transport.itemsFailed).to.be.greaterThan(300);
    expect(bad.transport.requests).to.be.at.most(1.15 * calm.transport.requests + bad.transport.itemsFailed);
  });

  it('gives every write one outcome, in order per key, never two at once, whatever goes wrong', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...keys), { maxLength: 120 }),
        fc.integer(),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        async (order, seed, itemRate, dropRate) => {
          const generator = new Random(seed);
          const random = (): number => generator.next();
          const bad = await createBadDay({ itemRate, dropRate, kinds: faultKinds, random }, { random });
          const users = bad.emulator.state().users;
          const writes = order.map((key, index) => ({
            ...toLocationWrite(users[keys.indexOf(key)]?.id ?? '', index % 2 === 0 ? 'CH' : 'IS'),
            index,
          }));
          const outcomes = await collect(bad.graph.writeAll(writes));
          expect(outcomes.map(({ write }) => write.index).sort((a, b) => a - b)).to.deep.equal(
            writes.map(({ index }) => index),
          );
          expect(outcomes.filter((outcome) => !outcome.ok && !outcome.error.open)).to.deep.equal([]);
          expect(bad.transport.mostAtOnce).to.be.at.most(1);
          for (const key of new Set(writes.map((write) => write.key))) {
            const own = outcomes.filter(({ write }) => write.key === key).map(({ write }) => write.index);
            expect(own).to.deep.equal([...own].sort((a, b) => a - b));
            // What is confirmed is there, if nothing behind it is open.
            const last = outcomes.findLast(({ write }) => write.key === key);
            const user = bad.emulator.state().users.find(({ id }) => id === key);
            if (last?.ok) expect({ usageLocation: user?.usageLocation }).to.deep.equal(last.write.body);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('sends each write with its body and headers, 20 to a batch', async () => {
    const { graph, emulator, sent } = await createPipeline({ tenant: 'contoso', users: 50 });
    const writes = emulator
      .state()
      .users.map(({ id }) => ({ ...toLocationWrite(id), headers: { Prefer: 'x' } }));
    await collect(graph.writeAll(writes));
    const batches = await Promise.all(
      sent.map(
        async (request) => ((await request.json()) as { requests: Record<string, unknown>[] }).requests,
      ),
    );
    expect(batches.map(({ length }) => length)).to.deep.equal([20, 20, 10]);
    expect(batches[0]?.[0]).to.deep.equal({
      id: '1',
      method: 'PATCH',
      url: writes[0]?.path,
      headers: { 'Content-Type': 'application/json', Prefer: 'x' },
      body: { usageLocation: 'CH' },
    });
  });

  it('sends many writes to one object 20 to a batch, each of which waits for the one before', async () => {
    const { graph, emulator, sent } = await createPipeline();
    const [user] = emulator.state().users;
    const writes = Array.from({ length: 50 }, (_, index) => ({
      ...toLocationWrite(user?.id ?? '', index % 2 === 0 ? 'IS' : 'CH'),
      index,
    }));
    const outcomes = await collect(graph.writeAll(writes));
    expect(outcomes.map(({ ok, write }) => [ok, write.index])).to.deep.equal(
      writes.map(({ index }) => [true, index]),
    );
    const batches = await Promise.all(
      sent.map(
        async (request) => ((await request.json()) as { requests: { dependsOn?: string[] }[] }).requests,
      ),
    );
    expect(batches.map(({ length }) => length)).to.deep.equal([20, 20, 10]);
    for (const batch of batches)
      expect(batch.map(({ dependsOn }) => dependsOn)).to.deep.equal([
        undefined,
        ...batch.slice(1).map((_, index) => [String(index + 1)]),
      ]);
    expect(emulator.state().users.find(({ id }) => id === user?.id)).to.include({
      usageLocation: 'CH',
      writes: 50,
    });
  });

  it('goes on after a failing write to one object with those behind it', async () => {
    const { graph, emulator, sent } = await createPipeline();
    const [user] = emulator.state().users;
    const writes = Array.from({ length: 30 }, (_, index) => ({
      ...toLocationWrite(user?.id ?? '', index === 4 ? 'nowhere' : 'IS'),
      index,
    }));
    const outcomes = await collect(graph.writeAll(writes));
    expect(outcomes.filter(({ ok }) => !ok).map(({ write }) => write.index)).to.deep.equal([4]);
    expect(outcomes.map(({ write }) => write.index)).to.deep.equal(writes.map(({ index }) => index));
    // The refused one counts as well; those that waited for it in vain were not executed.
    expect(emulator.state().users.find(({ id }) => id === user?.id)?.writes).to.equal(30);
    expect(sent).to.have.length(3);
  });

  it('lets a failing write fail alone, with its own error', async () => {
    const { graph, emulator } = await createPipeline();
    const ids = emulator.state().users.map(({ id }) => id);
    const writes = [
      toLocationWrite('8a1b3c4d-0000-4000-8000-000000000000'),
      ...ids.map((id) => toLocationWrite(id)),
    ];
    const outcomes = await collect(graph.writeAll(writes));
    const failed = outcomes.filter((outcome) => !outcome.ok);
    expect(outcomes).to.have.length(21);
    expect(failed.map(({ write }) => write)).to.deep.equal([writes[0]]);
    expect(failed[0]?.error).to.include({ code: 'not-found', status: 404 });
    expect(failed[0]?.error.requestId).to.be.a('string');
  });

  it('announces what leaves, each time, before it leaves', async () => {
    const announced: string[] = [];
    const day = await createBadDay({ itemRate: 0.4, kinds: ['429-silent'] }, {});
    const ids = day.emulator.state().users.map(({ id }) => id);
    const onSending = async (writes: readonly GraphWrite[]): Promise<void> => {
      expect(day.transport.writesSent).to.equal(announced.length);
      await Promise.resolve();
      announced.push(...writes.map(({ key }) => key));
    };
    // One at a time, so that what was announced and what was sent can be compared.
    for (const id of ids) await day.graph.write(toLocationWrite(id), { onSending });
    expect(announced).to.have.length.greaterThan(20);
    expect(announced).to.deep.equal(day.transport.arrived.map((path) => path.split('/').at(-1)));
  });

  it('does not send what could not be announced', async () => {
    const { graph, emulator, sent } = await createPipeline();
    const ids = emulator.state().users.map(({ id }) => id);
    const outcomes = await collect(
      graph.writeAll(
        ids.map((id) => toLocationWrite(id)),
        {
          onSending: () => Promise.reject(new Error('The journal is full.')),
        },
      ),
    );
    expect(outcomes.map((outcome) => outcome.ok || outcome.error.message)).to.deep.equal(
      ids.map(() => 'The journal is full.'),
    );
    expect(sent).to.deep.equal([]);
  });

  it('finishes what is in flight when aborted, and leaves the rest alone', async () => {
    const day = await createBadDay({ latencyMs: 1_000 }, { tenant: 'contoso' });
    const stopping = new AbortController();
    const ids = day.emulator.state().users.map(({ id }) => id);
    const announced = new Set<string>();
    const outcomes = await collect(
      day.graph.writeAll(
        ids.map((id) => toLocationWrite(id)),
        {
          signal: stopping.signal,
          onSending: (writes) => {
            for (const { key } of writes) announced.add(key);
            if (announced.size === 200) stopping.abort();
          },
        },
      ),
    );
    expect(outcomes.every(({ ok }) => ok)).to.equal(true);
    expect(outcomes.map(({ write }) => write.key)).to.have.members([...announced]);
    expect(announced.size).to.be.within(160, 220);
    const written = day.emulator.state().users.filter(({ writes }) => writes > 0);
    expect(written.map(({ id }) => id)).to.have.members([...announced]);
  });

  it('says cancelled for what was refused for now when the abort came', async () => {
    const day = await createBadDay({ itemRate: 1, kinds: ['429'] });
    const stopping = new AbortController();
    const ids = day.emulator.state().users.map(({ id }) => id);
    day.graph.onWait((wait) => {
      if (wait?.reason === 'throttled') stopping.abort();
    });
    const outcomes = await collect(
      day.graph.writeAll(
        ids.map((id) => toLocationWrite(id)),
        { signal: stopping.signal },
      ),
    );
    expect(outcomes).to.have.length(20);
    expect(outcomes.every((outcome) => !outcome.ok && outcome.error.code === 'cancelled')).to.equal(true);
    expect(day.graph.wait).to.equal(undefined);
  });

  it('stops when nobody reads on', async () => {
    const day = await createBadDay({}, { tenant: 'contoso' });
    const ids = day.emulator.state().users.map(({ id }) => id);
    let pulled = 0;
    function* listWrites() {
      for (const id of ids) {
        pulled += 1;
        yield toLocationWrite(id);
      }
    }
    for await (const outcome of day.graph.writeAll(listWrites())) if (outcome.ok) break;
    const afterwards = day.transport.writesSent;
    await day.clock.advance(60_000);
    expect(day.transport.writesSent).to.equal(afterwards);
    expect(pulled).to.be.below(700);
  });

  it('fails when its source fails, after what was in flight', async () => {
    const { graph, emulator } = await createPipeline();
    const [user] = emulator.state().users;
    async function* listWrites() {
      yield toLocationWrite(user?.id ?? '', 'IS');
      await Promise.resolve();
      throw new Error('The file ended early.');
    }
    const outcomes: boolean[] = [];
    const error = await catchError(
      (async () => {
        for await (const { ok } of graph.writeAll(listWrites())) outcomes.push(ok);
      })(),
    );
    expect(error).to.include({ code: 'unexpected', message: 'The file ended early.' });
    expect(outcomes).to.deep.equal([true]);
  });

  it('counts as done what Graph refuses because it is so already, and nothing else', async () => {
    const { graph, emulator } = await createBadDay({});
    const gone = '11111111-1111-4111-8111-111111111111';
    const other = '22222222-2222-4222-8222-222222222222';
    const third = '22222222-3333-4333-8333-333333333333';
    const remove = (id: string, doneWhen?: GraphWrite['doneWhen']): GraphWrite => ({
      method: 'DELETE',
      path: `/users/${id}`,
      key: id,
      ...(doneWhen ? { doneWhen } : {}),
    });
    const people = emulator.state().users.length;
    const outcomes = await collect(
      graph.writeAll([remove(gone, 'not-found'), remove(other), remove(third, 'already-assigned')]),
    );
    expect(
      outcomes
        .map((outcome) => `${outcome.write.path.slice(7, 15)} ${outcome.ok ? 'done' : outcome.error.code}`)
        .sort(),
    ).to.deep.equal(['11111111 done', '22222222 not-found', '22222222 not-found']);
    expect(emulator.state().users).to.have.length(people);
  });

  it('gives up on a write that keeps conflicting, with what Microsoft said', async () => {
    const day = await createBadDay({ itemRate: 1, kinds: ['409'] });
    const [user] = day.emulator.state().users;
    const error = await catchError(day.graph.write(toLocationWrite(user?.id ?? '')));
    expect(error).to.include({
      code: 'conflict',
      graphCode: 'Directory_ConcurrencyViolation',
      retryable: true,
    });
    expect(day.transport.requests).to.be.within(2, 12);
  });

  it('lets a click go before the many', async () => {
    const day = await createBadDay(
      {},
      { tenant: 'contoso', quotas: { writes: { burst: 20, perSecond: 20 } } },
    );
    const [clicked, ...rest] = day.emulator.state().users.map(({ id }) => id);
    let before = 0;
    const many = (async () => {
      for await (const { ok } of day.graph.writeAll(rest.map((id) => toLocationWrite(id))))
        before += ok ? 1 : 0;
    })();
    while (before < 40) await new Promise(setImmediate);
    await day.graph.write(toLocationWrite(clicked ?? ''));
    expect(before).to.be.below(120);
    await many;
    expect(before).to.equal(999);
  });

  it('keeps to the quota, and says that it paces itself', async () => {
    const { graph, emulator, clock } = await createPipeline({
      tenant: 'contoso',
      quotas: { writes: { burst: 200, perSecond: 20 } },
    });
    const ids = emulator.state().users.map(({ id }) => id);
    const startedAt = clock.now();
    const reasons = new Set<string | undefined>();
    graph.onWait((wait) => reasons.add(wait?.reason));
    await collect(graph.writeAll(ids.map((id) => toLocationWrite(id))));
    expect((clock.now() - startedAt) / 1_000).to.be.within(40, 41);
    expect([...reasons]).to.deep.equal(['paced', undefined]);
  });

  it('finds its pace where others used up the quota before', async () => {
    const { graph, emulator, clock } = await createPipeline({ tenant: 'contoso', quota: 'documented' });
    const ids = emulator.state().users.map(({ id }) => id);
    const spend = [...ids, ...ids, ...ids];
    await collect(graph.writeAll(spend.map((id) => toLocationWrite(id, 'IS'))));
    const later = await createPipelineOn(emulator, clock);
    const startedAt = clock.now();
    const refusedBefore = emulator.state().requests['PATCH 429'] ?? 0;
    const outcomes = await collect(later.writeAll(ids.map((id) => toLocationWrite(id, 'CH'))));
    expect(outcomes.every(({ ok }) => ok)).to.equal(true);
    const refused = (emulator.state().requests['PATCH 429'] ?? 0) - refusedBefore;
    expect(refused).to.be.within(1, 500);
    expect((clock.now() - startedAt) / 1_000).to.be.below(3 * 50);
  });
});
