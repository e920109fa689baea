import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { GraphWrite, WriteOptions } from '../../src/graph/graph-client.js';
import { Random } from '../../src/emulator/tenant/random.js';
import { faultKinds, FaultyTransport, type FaultOptions } from './faulty-transport.js';
import { collect, createPipeline, type Pipeline, type PipelineOptions } from './pipeline-fixture.js';

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
function createCheck({ graph }: Pipeline): NonNullable<WriteOptions['tookEffect']> {
  return async ({ path, body }, signal) => {
    const read = await graph.get<{ usageLocation: string }>(`${path}?$select=usageLocation`, { signal });
    return read.usageLocation === (body as { usageLocation: string }).usageLocation;
  };
}

describe('writeAll', () => {
  it('ends 1,000 writes without a false failure or a duplicate on a very bad day', async () => {
    const calm = await createBadDay({}, { tenant: 'contoso' });
    const ids = calm.emulator.state().users.map(({ id }) => id);
    await collect(calm.graph.writeAll(ids.map((id) => toLocationWrite(id, 'IS'))));

    const bad = await createBadDay({ itemRate: 0.3, dropRate: 0.1 }, { tenant: 'contoso' });
    const outcomes = await collect(
      bad.graph.writeAll(
        ids.map((id) => toLocationWrite(id, 'IS')),
        { tookEffect: createCheck(bad) },
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
        fc.boolean(),
        async (order, seed, itemRate, dropRate, checked) => {
          const generator = new Random(seed);
          const random = (): number => generator.next();
          const bad = await createBadDay({ itemRate, dropRate, kinds: faultKinds, random }, { random });
          const users = bad.emulator.state().users;
          const writes = order.map((key, index) => ({
            ...toLocationWrite(users[keys.indexOf(key)]?.id ?? '', index % 2 === 0 ? 'CH' : 'IS'),
            index,
          }));
          const outcomes = await collect(
            bad.graph.writeAll(writes, checked ? { tookEffect: createCheck(bad) } : {}),
          );
          expect(outcomes.map(({ write }) => write.index).sort((a, b) => a - b)).to.deep.equal(
            writes.map(({ index }) => index),
          );
          expect(outcomes.filter((outcome) => !outcome.ok)).to.deep.equal([]);
          expect(bad.transport.mostAtOnce).to.be.at.most(1);
          for (const key of new Set(writes.map((write) => write.key))) {
            const own = outcomes.filter(({ write }) => write.key === key).map(({ write }) => write.index);
            expect(own).to.deep.equal([...own].sort((a, b) => a - b));
            const last = writes.findLast((write) => write.key === key);
            const user = bad.emulator.state().users.find(({ id }) => id === key);
            expect({ usageLocation: user?.usageLocation }).to.deep.equal(last?.body);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
