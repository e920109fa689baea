import { describe, it, mock } from 'node:test';
import { expect } from 'chai';
import { createGraphClient } from '../../../src/graph/create-graph-client.js';
import { catchError, collect, createPipeline, EmulatorAuth } from '../pipeline-fixture.js';

async function turn(count = 20): Promise<void> {
  for (let index = 0; index < count; index += 1) await new Promise(setImmediate);
}

describe('the transport', () => {
  it('may be a plain http host where that is the configured one', async () => {
    const { emulator, clock } = await createPipeline();
    const asked: (string | null)[] = [];
    const graph = createGraphClient({
      auth: new EmulatorAuth(emulator, ['User.Read']),
      origin: 'http://localhost:4400',
      clock,
      transport: (request) => {
        asked.push(request.url, request.headers.get('Authorization')?.slice(0, 7) ?? null);
        return emulator.fetch(request);
      },
    });
    expect(await graph.get('/me?$select=id')).to.have.property('id', emulator.tenant.administrator.id);
    expect(asked).to.deep.equal(['http://localhost:4400/v1.0/me?$select=id', 'Bearer ']);
    expect((await catchError(graph.get('https://graph.microsoft.com/v1.0/me'))).code).to.equal(
      'host-refused',
    );
  });

  it('is given up on when it never answers, and tried again', async () => {
    let silent = true;
    const { graph, sent } = await createPipeline({
      through: (inner) => (request) => {
        if (!silent) return inner(request);
        silent = false;
        return new Promise<Response>(() => undefined);
      },
    });
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const read = graph.get('/me?$select=id');
      await turn();
      expect(sent).to.have.length(1);
      mock.timers.tick(100_000);
      expect(await read).to.have.property('id');
      expect(sent[0]?.signal.aborted).to.equal(true);
    } finally {
      mock.timers.reset();
    }
  });

  it('is tried again when the connection breaks in the middle of an answer', async () => {
    let first = true;
    const { graph } = await createPipeline({
      through: (inner) => async (request) => {
        if (!first) return inner(request);
        first = false;
        const body = new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"val'));
            controller.error(new TypeError('network error'));
          },
        });
        return new Response(body, { headers: { 'Content-Type': 'application/json' } });
      },
    });
    expect(await graph.get('/me?$select=id')).to.have.property('id');
  });

  it('may have no content, also where the browser gives it a body of nothing', async () => {
    const { graph } = await createPipeline({
      through: () => async () => {
        const answer = new Response(null, { status: 204, headers: { 'request-id': 'r-1' } });
        return Object.defineProperty(answer, 'body', { value: new ReadableStream() });
      },
    });
    const write = { method: 'DELETE' as const, path: '/groups/1', key: '1' };
    expect(await graph.write(write)).to.include({ status: 204 });
  });
});

describe('dispose', () => {
  it('ends what waits', async () => {
    const { graph, clock, emulator, sent } = await createPipeline({
      tenant: 'contoso',
      quotas: { writes: { burst: 20, perSecond: 20 } },
      through: (inner) => (request) =>
        request.method === 'GET'
          ? Promise.resolve(Response.json({}, { status: 503, headers: { 'Retry-After': '60' } }))
          : inner(request),
    });
    clock.auto = false;
    const writes = emulator.state().users.map(({ id }) => ({
      method: 'PATCH' as const,
      path: `/users/${id}`,
      body: { usageLocation: 'IS' },
      key: id,
    }));
    const reading = catchError(graph.get('/me'));
    const paging = catchError(collect(graph.pages('/users')));
    const writing = collect(graph.writeAll(writes));
    await turn(100);
    graph.dispose();
    expect((await reading).code).to.equal('cancelled');
    expect((await paging).code).to.equal('cancelled');
    const outcomes = await writing;
    expect(outcomes).to.have.length(20);
    expect(sent.filter(({ method }) => method === 'POST')).to.have.length(1);
    const late = writes[0];
    if (!late) throw new Error('The tenant has no users.');
    expect((await catchError(graph.write(late))).code).to.equal('cancelled');
    expect((await catchError(graph.get('/me'))).code).to.equal('cancelled');
    expect(graph.wait).to.equal(undefined);
  });
});
