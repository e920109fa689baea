import { Random } from '../../src/emulator/tenant/random.js';
import type { GraphWrite } from '../../src/graph/graph-client.js';
import { FaultyTransport } from '../graph/faulty-transport.js';
import { createPipeline } from '../graph/pipeline-fixture.js';
import { writeUntilKnown } from '../graph/write-until-known.js';
import type { Figure } from './figure.js';

interface Run {
  readonly virtualSeconds: number;
  readonly wallSeconds: number;
  readonly httpCalls: number;
  readonly itemsFailed: number;
  readonly falseFailures: number;
  readonly duplicates: number;
  readonly throttled: number;
}

interface Day {
  readonly users: number;
  readonly itemRate: number;
  readonly dropRate: number;
}

/** Writes once to every user of a tenant with Graph's quotas, in virtual time. */
async function runWrites({ users, itemRate, dropRate }: Day): Promise<Run> {
  const generator = new Random(11);
  const random = (): number => generator.next();
  const faulty: FaultyTransport[] = [];
  const { emulator, clock, graph } = await createPipeline({
    tenant: 'contoso',
    users,
    quota: 'documented',
    random,
    through: (inner, time) => {
      const transport = new FaultyTransport(inner, time, { random, itemRate, dropRate });
      faulty.push(transport);
      return transport.fetch;
    },
  });
  const writes = emulator.state().users.map<GraphWrite>(({ id }) => ({
    method: 'PATCH',
    path: `/users/${id}`,
    body: { usageLocation: 'IS' },
    key: id,
  }));
  const startedAt = clock.now();
  const wallStartedAt = performance.now();
  let failures = 0;
  const outcomes = writeUntilKnown(graph, writes, async ({ path }) => {
    const read = await graph.get<{ usageLocation: string }>(`${path}?$select=usageLocation`);
    return read.usageLocation === 'IS';
  });
  for await (const outcome of outcomes) if (!outcome.ok) failures += 1;
  const virtualSeconds = (clock.now() - startedAt) / 1_000;
  const wallSeconds = (performance.now() - wallStartedAt) / 1_000;
  graph.dispose();
  const state = emulator.state();
  return {
    virtualSeconds,
    wallSeconds,
    httpCalls: faulty.reduce((sum, { requests }) => sum + requests, 0),
    itemsFailed: faulty.reduce((sum, { itemsFailed }) => sum + itemsFailed, 0),
    falseFailures: failures,
    // A refused write counts as one for its user too; only those beyond what was refused took effect twice.
    duplicates: (state.requests['PATCH 204'] ?? 0) - users,
    throttled: state.requests['PATCH 429'] ?? 0,
  };
}

export async function pipelineFigures(): Promise<Figure[]> {
  const users = 10_000;
  const calm = await runWrites({ users, itemRate: 0, dropRate: 0 });
  const thousand = await runWrites({ users: 1_000, itemRate: 0, dropRate: 0 });
  const bad = await runWrites({ users: 1_000, itemRate: 0.3, dropRate: 0.1 });
  const onQuota =
    'One write per user of an emulated tenant that enforces the documented quotas, virtual time';
  const onFaults =
    '1,000 writes while 30 % of batch items are answered 429, 503 or 504 (some after taking effect) and 10 % of connections break';
  return [
    {
      id: 'pipeline.writes.10000.ratioToQuota',
      value: calm.virtualSeconds / ((users - 3_000) / 20),
      unit: 'ratio',
      better: 'lower',
      method: `${onQuota}: seconds over (10,000 - 3,000) / 20, 50 ms per request`,
    },
    {
      id: 'pipeline.writes.10000.httpCalls',
      value: calm.httpCalls,
      unit: 'requests',
      better: 'lower',
      method: `${onQuota}: HTTP requests sent`,
    },
    {
      id: 'pipeline.writes.10000.throttled',
      value: calm.throttled,
      unit: 'answers',
      better: 'lower',
      method: `${onQuota}: writes answered 429`,
    },
    {
      id: 'pipeline.writes.10000.wallTime',
      value: calm.wallSeconds,
      unit: 's',
      better: 'lower',
      method: `${onQuota}: time on this machine, emulator included`,
    },
    {
      id: 'pipeline.writes.1000.virtualSeconds',
      value: thousand.virtualSeconds,
      unit: 's',
      better: 'lower',
      method: `${onQuota}: 1,000 writes, all within the burst, 50 ms per request`,
    },
    {
      id: 'pipeline.faults30.falseFailures',
      value: bad.falseFailures,
      unit: 'writes',
      better: 'lower',
      method: `${onFaults}: writes that ended as failed`,
    },
    {
      id: 'pipeline.faults30.duplicates',
      value: bad.duplicates,
      unit: 'writes',
      better: 'lower',
      method: `${onFaults}: writes that took effect more than once`,
    },
    {
      id: 'pipeline.faults30.requestsOverBound',
      value: bad.httpCalls / (1.15 * thousand.httpCalls + bad.itemsFailed),
      unit: 'ratio',
      better: 'lower',
      method: `${onFaults}: HTTP requests over 1.15 times those of a calm run plus the retried items`,
    },
    {
      id: 'pipeline.faults30.virtualSeconds',
      value: bad.virtualSeconds,
      unit: 's',
      better: 'lower',
      method: `${onFaults}: time until the last outcome`,
    },
  ];
}
