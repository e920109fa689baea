import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { GraphWrite, WriteOutcome } from '../../src/graph/graph-client.js';
import type { GraphTransport } from '../../src/graph/http/graph-transport.js';
import { assignLicenseWrite } from '../../src/services/licenses/licenses.js';
import { catchError, collect, createPipeline, type Pipeline } from './pipeline-fixture.js';

type Answer = (request: Request, emulator: GraphTransport) => Response | Promise<Response>;

/** A pipeline whose writes are all answered by the test. */
function createAnswered(answer: Answer): Promise<Pipeline> {
  return createPipeline({
    through: (emulator) => async (request) =>
      request.method === 'GET' ? emulator(request) : answer(request, emulator),
  });
}

function toWrites({ emulator }: Pipeline, count = 3): GraphWrite[] {
  return emulator
    .state()
    .users.slice(0, count)
    .map(({ id }) => ({ method: 'PATCH', path: `/users/${id}`, body: { usageLocation: 'IS' }, key: id }));
}

function tell(outcome: WriteOutcome): string {
  if (outcome.ok) return 'confirmed';
  return `${outcome.error.open ? 'open' : 'refused'} ${outcome.error.code}`;
}

async function tellAll(pipeline: Pipeline, writes: readonly GraphWrite[]): Promise<string[]> {
  return (await collect(pipeline.graph.writeAll(writes))).map(tell);
}

/** Answers every item of a batch alike. */
function toBatchAnswer(item: object): Answer {
  return async (request) => {
    const { requests } = (await request.json()) as { requests: { id: string }[] };
    return Response.json({ responses: requests.map(({ id }) => ({ id, ...item })) });
  };
}

function htmlPage(): Response {
  return new Response('<h1>Welcome to our WiFi</h1>', { headers: { 'Content-Type': 'text/html' } });
}

const error = { error: { code: 'UnknownError', message: '' } };

describe('a write', () => {
  for (const [status, told] of [
    [400, 'refused request-refused'],
    [403, 'refused role-required'],
    [404, 'refused not-found'],
    [408, 'open timeout'],
    [412, 'refused conflict'],
    [500, 'open service-unavailable'],
    [501, 'refused request-refused'],
    [502, 'open service-unavailable'],
    [503, 'open service-unavailable'],
    [504, 'open timeout'],
    [507, 'open service-unavailable'],
    [509, 'open service-unavailable'],
  ] as const) {
    it(`that is answered ${String(status)} is ${told}, and is not sent again`, async () => {
      const alone = await createAnswered(() => Response.json(error, { status }));
      expect(await tellAll(alone, toWrites(alone, 1))).to.deep.equal([told]);
      expect(alone.sent).to.have.length(1);
    });

    it(`that is answered ${String(status)} in a batch is ${told}, and is not sent again`, async () => {
      const many = await createAnswered(toBatchAnswer({ status, body: error }));
      expect(await tellAll(many, toWrites(many))).to.deep.equal([told, told, told]);
      expect(many.sent).to.have.length(1);
    });
  }

  it('whose whole batch is answered 503 is open, also where Microsoft says when to come again', async () => {
    const pipeline = await createAnswered(() =>
      Response.json(error, { status: 503, headers: { 'Retry-After': '1' } }),
    );
    const told = 'open service-unavailable';
    expect(await tellAll(pipeline, toWrites(pipeline))).to.deep.equal([told, told, told]);
    expect(pipeline.sent).to.have.length(1);
  });

  it('whose whole batch is answered 429 is sent again when Microsoft says', async () => {
    let first = true;
    const pipeline = await createAnswered((request, emulator) => {
      if (!first) return emulator(request);
      first = false;
      return Response.json(error, { status: 429, headers: { 'Retry-After': '7' } });
    });
    const startedAt = pipeline.clock.now();
    expect(await tellAll(pipeline, toWrites(pipeline))).to.deep.equal(Array(3).fill('confirmed'));
    expect(pipeline.clock.now() - startedAt).to.be.at.least(7_000);
  });

  it('whose connection breaks is open, alone and in a batch', async () => {
    const pipeline = await createAnswered(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await tellAll(pipeline, toWrites(pipeline, 1))).to.deep.equal(['open offline']);
    expect(await tellAll(pipeline, toWrites(pipeline))).to.deep.equal(Array(3).fill('open offline'));
    expect(pipeline.sent).to.have.length(2);
  });

  it('whose answer breaks off is open', async () => {
    const pipeline = await createAnswered(() => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"responses":['));
          controller.error(new TypeError('network error'));
        },
      });
      return new Response(body, { headers: { 'Content-Type': 'application/json' } });
    });
    expect(await tellAll(pipeline, toWrites(pipeline))).to.deep.equal(Array(3).fill('open offline'));
  });

  for (const [name, answer] of [
    ['a page of somebody else', htmlPage],
    ['JSON of somebody else', () => Response.json({ ok: true })],
    ['a number', () => Response.json(5)],
    ['nothing', () => new Response(null, { status: 204 })],
    [
      'JSON that breaks off',
      () => new Response('{"resp', { headers: { 'Content-Type': 'application/json' } }),
    ],
  ] as const)
    it(`that is answered with ${name} is open: anybody can say 200`, async () => {
      const alone = await createAnswered(answer);
      expect(await tellAll(alone, toWrites(alone, 1))).to.deep.equal(['open answer-unreadable']);
      const many = await createAnswered(answer);
      expect(await tellAll(many, toWrites(many))).to.deep.equal(Array(3).fill('open answer-unreadable'));
      expect(many.sent).to.have.length(1);
    });

  it('whose batch is answered 204 is open, even by Graph', async () => {
    const headers = { 'request-id': '8a1b3c4d-0000-4000-8000-000000000000' };
    const pipeline = await createAnswered(() => new Response(null, { status: 204, headers }));
    expect(await tellAll(pipeline, toWrites(pipeline))).to.deep.equal(
      Array(3).fill('open answer-unreadable'),
    );
  });

  it('that a batch left out is open, and the others are not', async () => {
    const pipeline = await createAnswered(async (request, emulator) => {
      const { responses } = (await (await emulator(request)).json()) as { responses: { id: string }[] };
      return Response.json({ responses: responses.filter(({ id }) => id !== '2') });
    });
    expect((await tellAll(pipeline, toWrites(pipeline))).sort()).to.deep.equal([
      'confirmed',
      'confirmed',
      'open answer-unreadable',
    ]);
  });

  it('without a content is confirmed by the request id of Graph, or by its place in a batch', async () => {
    const pipeline = await createPipeline();
    expect(await tellAll(pipeline, toWrites(pipeline, 1))).to.deep.equal(['confirmed']);
    expect(await tellAll(pipeline, toWrites(pipeline))).to.deep.equal(Array(3).fill('confirmed'));
  });

  it('of licenses is confirmed only by an answer that shows the user', async () => {
    const userId = '8a1b3c4d-0000-4000-8000-00000000000a';
    const write = assignLicenseWrite(userId, [], []);
    const headers = { 'request-id': '8a1b3c4d-0000-4000-8000-000000000000' };
    const bodies = [{ id: userId.toUpperCase() }, { id: 'another' }, { value: [] }, [], undefined];
    const told = [];
    for (const body of bodies) {
      const alone = await createAnswered(() =>
        body ? Response.json(body, { headers }) : new Response(null, { status: 200, headers }),
      );
      const many = await createAnswered(toBatchAnswer({ status: 200, body }));
      told.push(...(await tellAll(alone, [write])), (await tellAll(many, [write, ...toWrites(many, 1)]))[0]);
    }
    expect(told.map((each) => each === 'confirmed')).to.deep.equal([
      true,
      true,
      ...told.slice(2).map(() => false),
    ]);
    expect(new Set(told)).to.deep.equal(new Set(['confirmed', 'open answer-unreadable']));
  });

  it('is not done because somebody else says that it is not there', async () => {
    const write: GraphWrite = { method: 'DELETE', path: '/groups/1', key: '1', doneWhen: 'not-found' };
    const portal = await createAnswered(() => new Response('Not found', { status: 404 }));
    expect(await tellAll(portal, [write])).to.deep.equal(['refused not-found']);
    const graph = await createAnswered(() => Response.json(error, { status: 404 }));
    expect(await tellAll(graph, [write])).to.deep.equal(['confirmed']);
  });

  it('behind an open one of the same object is sent by itself', async () => {
    let first = true;
    const pipeline = await createAnswered((request, emulator) => {
      if (!first) return emulator(request);
      first = false;
      return Response.json({
        responses: [
          { id: '1', status: 504, body: error },
          { id: '2', status: 424, body: error },
        ],
      });
    });
    const [write] = toWrites(pipeline, 1);
    if (!write) throw new Error('The tenant has no users.');
    expect(await tellAll(pipeline, [write, write])).to.deep.equal(['open timeout', 'confirmed']);
  });

  it('that is alone throws what it ends with', async () => {
    const pipeline = await createAnswered(() => Response.json(error, { status: 504 }));
    const [write] = toWrites(pipeline, 1);
    if (!write) throw new Error('The tenant has no users.');
    expect(await catchError(pipeline.graph.write(write))).to.include({
      code: 'timeout',
      status: 504,
      open: true,
    });
  });
});

describe('a write that does no harm twice', () => {
  it('is sent again until it is confirmed', async () => {
    const statuses = [504, 500, 408];
    const pipeline = await createAnswered((request, emulator) => {
      const status = statuses.shift();
      return status ? Response.json(error, { status }) : emulator(request);
    });
    const writes = toWrites(pipeline, 1).map((write) => ({ ...write, repeatable: true as const }));
    expect(await tellAll(pipeline, writes)).to.deep.equal(['confirmed']);
    expect(pipeline.sent).to.have.length(4);
  });

  it('is not sent again into the net of somebody else', async () => {
    const pipeline = await createAnswered(htmlPage);
    const writes = toWrites(pipeline, 1).map((write) => ({ ...write, repeatable: true as const }));
    expect(await tellAll(pipeline, writes)).to.deep.equal(['open answer-unreadable']);
    expect(pipeline.sent).to.have.length(1);
  });

  it('stays open when it is given up or refused after that', async () => {
    const statuses = [504, 403];
    const refused = await createAnswered(() => Response.json(error, { status: statuses.shift() ?? 500 }));
    const writes = toWrites(refused, 1).map((write) => ({ ...write, repeatable: true as const }));
    expect(await tellAll(refused, writes)).to.deep.equal(['open role-required']);

    const stopping = new AbortController();
    const stopped = await createAnswered(() => {
      stopping.abort();
      return Response.json(error, { status: 504 });
    });
    const outcomes = await collect(stopped.graph.writeAll(writes, { signal: stopping.signal }));
    expect(outcomes.map(tell)).to.deep.equal(['open cancelled']);
  });
});
