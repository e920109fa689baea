import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Random } from '../../../src/emulator/tenant/random.js';
import type { GraphTransport } from '../../../src/graph/http/graph-transport.js';
import { FaultyTransport } from '../faulty-transport.js';
import { catchError, collect, createPipeline } from '../pipeline-fixture.js';

interface Named {
  readonly displayName: string;
}

const readScopes = [
  'User.Read.All',
  'LicenseAssignment.Read.All',
  'Organization.Read.All',
  'Domain.Read.All',
];

function paths(requests: readonly Request[]): string[] {
  return requests.map(({ method, url }) => `${method} ${url.replace('https://graph.microsoft.com', '')}`);
}

describe('get', () => {
  it('sends one read as it is', async () => {
    const { graph, sent } = await createPipeline();
    const me = await graph.get<Named>('/me?$select=displayName');
    expect(me.displayName).to.be.a('string').and.not.equal('');
    expect(paths(sent)).to.deep.equal(['GET /v1.0/me?$select=displayName']);
  });

  it('gathers the reads of a render into one round trip, each with its own headers', async () => {
    const { graph, sent } = await createPipeline({ granted: readScopes });
    const [organization, domains, users, plans] = await Promise.all([
      graph.get<{ value: Named[] }>('/organization?$select=displayName', {
        scopes: ['Organization.Read.All'],
      }),
      graph.get<{ value: unknown[] }>('/domains', { scopes: ['Domain.Read.All'] }),
      graph.get<{ '@odata.count': number }>('/users?$select=id&$top=1&$count=true', {
        scopes: ['User.Read.All'],
        consistency: 'eventual',
      }),
      graph.get<{ value: unknown[] }>('/subscribedSkus', { priority: 'low' }),
    ]);
    expect(organization.value[0]?.displayName).to.equal('Fabrikam Studio');
    expect(domains.value).to.not.deep.equal([]);
    expect(users['@odata.count']).to.equal(20);
    expect(plans.value).to.not.deep.equal([]);
    expect(paths(sent)).to.deep.equal(['POST /v1.0/$batch']);
    const { requests } = (await sent[0]?.json()) as { requests: { url: string; headers: unknown }[] };
    expect(requests.map(({ headers }) => headers)).to.deep.equal([
      {},
      {},
      { ConsistencyLevel: 'eventual' },
      { 'x-ms-throttle-priority': 'Low' },
    ]);
  });

  it('splits more than 20 reads, and never mixes versions', async () => {
    const { graph, sent, emulator } = await createPipeline({
      tenant: 'contoso',
      users: 60,
      // Not recorded: the description at hand has no beta of /me.
      onExchange: () => undefined,
    });
    const ids = emulator
      .state()
      .users.slice(0, 45)
      .map(({ id }) => id);
    const [read] = await Promise.all([
      Promise.all(ids.map((id) => graph.get<{ id: string }>(`/users/${id}?$select=id`))),
      graph.get('/beta/me'),
    ]);
    expect(read.map(({ id }) => id)).to.deep.equal(ids);
    expect(paths(sent)).to.have.members([
      'POST /v1.0/$batch',
      'POST /v1.0/$batch',
      'POST /v1.0/$batch',
      'GET /beta/me',
    ]);
  });

  it('reads a count as a number, by itself', async () => {
    const { graph, sent } = await createPipeline();
    const [count] = await Promise.all([
      graph.get<number>('/users/$count', { consistency: 'eventual' }),
      graph.get('/me'),
    ]);
    expect(count).to.equal(20);
    expect(paths(sent)).to.have.members(['GET /v1.0/users/$count', 'GET /v1.0/me']);
  });

  for (const [name, answer] of [
    [
      'a page of somebody else',
      () => new Response('<h1>WiFi</h1>', { headers: { 'Content-Type': 'text/html' } }),
    ],
    ['a number', () => new Response('5', { headers: { 'Content-Type': 'text/html' } })],
    ['JSON that is no object', () => Response.json('Welcome')],
    ['nothing', () => new Response(null, { status: 200 })],
  ] as const)
    it(`does not take ${name} for an answer, alone, in a batch, or as pages`, async () => {
      const { graph, sent } = await createPipeline({ through: () => () => Promise.resolve(answer()) });
      const errors = [
        await catchError(graph.get('/me')),
        ...(await Promise.all([graph.get('/me'), graph.get('/organization')].map(catchError))),
        await catchError(collect(graph.pages('/users'))),
      ];
      expect(errors.map(({ code, open }) => `${code} ${String(open)}`)).to.deep.equal(
        Array.from({ length: 4 }, () => 'answer-unreadable false'),
      );
      expect(sent).to.have.length.at.most(5);
    });

  it('does not take a page of somebody else for a count', async () => {
    const { graph } = await createPipeline({
      through: () => () =>
        Promise.resolve(new Response('<h1>WiFi</h1>', { headers: { 'Content-Type': 'text/plain' } })),
    });
    expect((await catchError(graph.get('/users/$count'))).code).to.equal('answer-unreadable');
  });

  it('does not take a text for the answer of a read in a batch', async () => {
    const { graph } = await createPipeline({
      through: () => () =>
        Promise.resolve(
          Response.json({
            responses: [
              { id: '1', status: 200, body: 'V2VsY29tZQ==' },
              { id: '2', status: 200 },
            ],
          }),
        ),
    });
    const errors = await Promise.all([graph.get('/me'), graph.get('/organization')].map(catchError));
    expect(errors.map(({ code }) => code)).to.deep.equal(['answer-unreadable', 'answer-unreadable']);
  });

  it('lets one read of a batch fail alone', async () => {
    const { graph } = await createPipeline();
    const [me, nobody] = await Promise.allSettled([
      graph.get<Named>('/me'),
      graph.get('/users/8a1b3c4d-0000-4000-8000-000000000000'),
    ]);
    expect(me.status).to.equal('fulfilled');
    expect(nobody.status === 'rejected' && (nobody.reason as Error)).to.include({
      name: 'ProvisioningError',
      code: 'not-found',
      status: 404,
      graphCode: 'Request_ResourceNotFound',
    });
  });

  it('lets one reader go without harming the others', async () => {
    const { graph, sent } = await createPipeline();
    const leaving = new AbortController();
    const [gone, me] = await Promise.allSettled([
      graph.get('/organization', { signal: leaving.signal }),
      graph.get<Named>('/me'),
      Promise.resolve().then(() => leaving.abort()),
    ]);
    expect(gone.status === 'rejected' && (gone.reason as Error)).to.include({ code: 'cancelled' });
    expect(me.status).to.equal('fulfilled');
    expect(paths(sent)).to.deep.equal(['GET /v1.0/me']);
  });

  it('ends a shared round trip when its last reader goes', async () => {
    let request: Request | undefined;
    const { graph } = await createPipeline({
      through: () => (sent) => {
        request = sent;
        return new Promise<Response>(() => undefined);
      },
    });
    const leaving = [new AbortController(), new AbortController()];
    const reads = leaving.map(({ signal }) => catchError(graph.get('/me', { signal })));
    while (!request) await new Promise(setImmediate);
    leaving[0]?.abort();
    expect((await reads[0])?.code).to.equal('cancelled');
    expect(request.signal.aborted).to.equal(false);
    leaving[1]?.abort();
    expect((await reads[1])?.code).to.equal('cancelled');
    expect(request.signal.aborted).to.equal(true);
  });

  it('ends a wait at once when its reader goes', async () => {
    const { graph, clock } = await createPipeline({
      through: () => async () => Response.json({}, { status: 429, headers: { 'Retry-After': '120' } }),
    });
    clock.auto = false;
    const leaving = new AbortController();
    const read = catchError(graph.get('/me', { signal: leaving.signal }));
    while (!graph.wait) await new Promise(setImmediate);
    expect(graph.wait).to.deep.equal({ reason: 'throttled', until: clock.now() + 120_000 });
    leaving.abort();
    expect((await read).code).to.equal('cancelled');
    expect(graph.wait).to.equal(undefined);
  });

  it('waits as long as Microsoft says, tells who listens, and reads on', async () => {
    const { graph, clock } = await createPipeline({
      through: (inner) =>
        failFirst(inner, 1, () => Response.json({}, { status: 429, headers: { 'Retry-After': '7' } })),
    });
    const startedAt = clock.now();
    const waits: unknown[] = [];
    graph.onWait((wait) => waits.push(wait));
    await graph.get('/me');
    expect(clock.now() - startedAt).to.equal(7_000);
    expect(waits).to.deep.equal([{ reason: 'throttled', until: startedAt + 7_000 }, undefined]);
  });

  it('is not disturbed by a listener that throws', async () => {
    const { graph } = await createPipeline({
      through: (inner) =>
        failFirst(inner, 1, () => Response.json({}, { status: 429, headers: { 'Retry-After': '7' } })),
    });
    const thrown: unknown[] = [];
    const before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => thrown.push(error));
    try {
      graph.onWait(() => {
        throw new Error('A host made a mistake.');
      });
      expect(await graph.get('/me')).to.have.property('id');
      expect(thrown).to.have.length(2);
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of before) process.on('uncaughtException', listener);
    }
  });

  it('survives outages and broken connections, alone and in batches', async () => {
    for (const count of [1, 30]) {
      const generator = new Random(count);
      const random = (): number => generator.next();
      const { graph } = await createPipeline({
        random,
        through: (inner, clock) =>
          new FaultyTransport(inner, clock, { random, itemRate: 0.3, dropRate: 0.1 }).fetch,
      });
      const all = await Promise.all(Array.from({ length: count }, () => graph.get<Named>('/me')));
      expect(all.every(({ displayName }) => displayName !== '')).to.equal(true);
    }
  });

  it('gives up on an outage that lasts, with what Microsoft said', async () => {
    const { graph } = await createPipeline({
      through: () => async () =>
        Response.json(
          { error: { code: 'ServiceUnavailable', message: 'Down.', innerError: { 'request-id': 'r-1' } } },
          { status: 503 },
        ),
    });
    const error = await catchError(graph.get('/me'));
    expect(error).to.include({ code: 'service-unavailable', status: 503, requestId: 'r-1', retryable: true });
  });

  it('says offline when nothing can be reached', async () => {
    const { graph, sent } = await createPipeline({
      through: () => () => Promise.reject(new TypeError('Failed to fetch')),
    });
    const error = await catchError(graph.get('/me'));
    expect(error).to.include({ code: 'offline', retryable: true });
    expect(sent.length).to.be.greaterThan(1);
  });

  it('says when an answer cannot be read', async () => {
    const { graph } = await createPipeline({
      through: () => async () =>
        new Response('{"value":[', { headers: { 'Content-Type': 'application/json', 'request-id': 'r-2' } }),
    });
    expect(await catchError(graph.get('/me'))).to.include({ code: 'answer-unreadable', requestId: 'r-2' });
  });

  it('does not follow a redirect, because only Graph may get the token', async () => {
    const { graph } = await createPipeline({
      through: () => async () =>
        new Response(null, { status: 302, headers: { Location: 'https://evil.example' } }),
    });
    expect((await catchError(graph.get('/me'))).code).to.equal('host-refused');
  });

  for (const link of [
    'https://evil.example/v1.0/me',
    'https://graph.microsoft.com@evil.example/v1.0/me',
    'https://graph.microsoft.com.evil.example/v1.0/me',
    'http://graph.microsoft.com/v1.0/me',
    'https://graph.microsoft.com:8443/v1.0/me',
    '//evil.example/v1.0/me',
    'javascript:alert(1)',
  ])
    it(`refuses to ask ${link}`, async () => {
      const { graph, sent, auth } = await createPipeline();
      expect((await catchError(graph.get(link))).code).to.equal('host-refused');
      expect(sent).to.deep.equal([]);
      expect(auth.asked).to.deep.equal([]);
    });
});

function failFirst(inner: GraphTransport, count: number, fail: () => Response): GraphTransport {
  let left = count;
  return (request) => {
    left -= 1;
    return left >= 0 ? Promise.resolve(fail()) : inner(request);
  };
}
