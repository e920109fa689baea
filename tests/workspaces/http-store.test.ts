import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createFileStore } from '../../demo/workspace-api/file-store.js';
import { createWorkspaceApi } from '../../demo/workspace-api/workspace-api.js';
import { workspaceLimits } from '../../src/model/workspace-limits.js';
import { createHttpStore } from '../../src/workspaces/http-store.js';
import { createMemoryStore } from '../../src/workspaces/memory-store.js';
import { checkAgainstDocument, openApi } from './openapi-conformance.js';
import { codeOf, describeStore, guid, sampleWorkspace } from './store-behavior.js';

const url = 'https://portal.test/api';

type Send = (request: Request) => Promise<Response>;

/** The reference API over a store, mounted where a portal would. */
function serve(store = createMemoryStore(), seen?: Set<string>): Send {
  const api = createWorkspaceApi({ store });
  return checkAgainstDocument(
    url,
    async (request) => {
      const { pathname } = new URL(request.url);
      return api.request(pathname.slice('/api'.length), request);
    },
    seen,
  );
}

describeStore({ describe, it }, 'createHttpStore over the reference API', () => {
  const fetch = serve();
  return { connect: () => createHttpStore({ url, fetch }) };
});

describeStore(
  { describe, it },
  'createHttpStore over the reference API with a file',
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'workspaces-'));
    const fetch = serve(createFileStore(join(directory, 'workspaces.json')));
    return {
      connect: () => createHttpStore({ url, fetch }),
      dispose: () => rm(directory, { recursive: true }),
    };
  },
  { numRuns: 8 },
);

describe('createHttpStore', () => {
  const answer =
    (status: number, headers: Record<string, string> = {}): Send =>
    async () =>
      new Response(status === 204 ? null : '{}', { status, headers });

  const refusals: [number, string][] = [
    [400, 'request-refused'],
    [401, 'not-signed-in'],
    [403, 'role-required'],
    [409, 'stale'],
    [412, 'stale'],
    [413, 'storage-full'],
    [429, 'throttled'],
    [500, 'service-unavailable'],
    [504, 'timeout'],
    [507, 'storage-full'],
  ];
  for (const [status, code] of refusals)
    it(`says "${code}" when the API refuses a write with ${status}, and sends it once`, async () => {
      let writes = 0;
      const fetch: Send = (request) => {
        if (request.method === 'GET') return answer(404)(request);
        writes += 1;
        return answer(status)(request);
      };
      expect(await codeOf(createHttpStore({ url, fetch }).put(sampleWorkspace(), { etag: '"1"' }))).to.equal(
        code,
      );
      expect(writes).to.equal(1);
    });

  it('says "offline" when there is no connection, and does not try again by itself', async () => {
    let calls = 0;
    const fetch: Send = () => {
      calls += 1;
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const store = createHttpStore({ url, fetch });
    expect(await codeOf(store.list())).to.equal('offline');
    expect(await codeOf(store.put(sampleWorkspace(), { etag: null }))).to.equal('offline');
    expect(calls).to.equal(2);
  });

  it('accepts a write sent again after its answer got lost, and only that very write', async () => {
    const server = serve();
    let lose = true;
    const fetch: Send = async (request) => {
      const received = await server(request);
      if (request.method !== 'PUT' || !lose) return received;
      throw new TypeError('Failed to fetch');
    };
    const store = createHttpStore({ url, fetch });
    expect(await codeOf(store.put(sampleWorkspace(), { etag: null }))).to.equal('offline');
    lose = false;
    const etag = await store.put(sampleWorkspace(), { etag: null });
    expect((await store.get(guid(1)))?.etag).to.equal(etag);
    expect(await codeOf(store.put(sampleWorkspace(1, 'Other'), { etag: null }))).to.equal('stale');
  });

  it('asks for the headers each time and sends them along', async () => {
    const tokens: (string | null)[] = [];
    const server = serve();
    let n = 0;
    const store = createHttpStore({
      url: `${url}/`,
      headers: async () => ({ Authorization: `Bearer ${(n += 1)}` }),
      fetch: (request) => {
        tokens.push(request.headers.get('Authorization'));
        return server(request);
      },
    });
    await store.list();
    await store.put(sampleWorkspace(), { etag: null });
    expect(tokens).to.deep.equal(['Bearer 1', 'Bearer 2']);
  });

  it('reads an etag that a proxy has marked as weak', async () => {
    const server = serve();
    const fetch: Send = async (request) => {
      const received = await server(request);
      const headers = new Headers(received.headers);
      if (headers.has('ETag')) headers.set('ETag', `W/${headers.get('ETag')}`);
      return new Response(received.body, { status: received.status, headers });
    };
    const store = createHttpStore({ url, fetch });
    const etag = await store.put(sampleWorkspace(), { etag: null });
    await store.put(sampleWorkspace(1, 'Again'), { etag });
  });

  it('names the reason when an etag is not readable', async () => {
    const store = createHttpStore({ url, fetch: answer(204) });
    expect(await codeOf(store.put(sampleWorkspace(), { etag: null }))).to.equal('answer-unreadable');
  });

  it('does not take a sign-in page or another workspace for an answer', async () => {
    const page: Send = async () => new Response('<html>Sign in</html>', { headers: { ETag: '"1"' } });
    expect(await codeOf(createHttpStore({ url, fetch: page }).list())).to.equal('answer-unreadable');
    const other: Send = async () => Response.json(sampleWorkspace(2), { headers: { ETag: '"1"' } });
    expect(await codeOf(createHttpStore({ url, fetch: other }).get(guid(1)))).to.equal('record-unreadable');
  });

  it('never asks for an address outside of its own', async () => {
    const calls: string[] = [];
    const fetch: Send = async ({ url: asked }) => {
      calls.push(asked);
      return new Response(null, { status: 404 });
    };
    expect(await createHttpStore({ url, fetch }).get('..')).to.equal(undefined);
    expect(await codeOf(createHttpStore({ url, fetch }).delete('../users', { etag: '"1"' }))).to.equal(
      'stale',
    );
    expect(calls).to.deep.equal([]);
  });

  it('is cancelled by its signal while it waits', async () => {
    const controller = new AbortController();
    const fetch: Send = (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
        controller.abort();
      });
    expect(await codeOf(createHttpStore({ url, fetch }).list({ signal: controller.signal }))).to.equal(
      'cancelled',
    );
  });
});

describe('the reference API', () => {
  it('refuses what is not announced with the answers that the document announces', async () => {
    const seen = new Set<string>();
    const server = serve(createMemoryStore(), seen);
    const put = (body: string, headers: Record<string, string>, id = guid(1)): Promise<Response> =>
      server(new Request(`${url}/workspaces/${id}`, { method: 'PUT', headers, body }));
    const create = { 'If-None-Match': '*' };
    const good = JSON.stringify(sampleWorkspace());
    const statuses = [
      await put(good, {}),
      await put('{', create),
      await put('{"schemaVersion":1}', create),
      await put(good, create, guid(2)),
      await put(good, create),
      await put(good, create),
      await put(good, { 'If-Match': '"stale"' }),
      await server(new Request(`${url}/workspaces/${guid(1)}`, { method: 'DELETE' })),
    ].map(({ status }) => status);
    expect(statuses).to.deep.equal([428, 400, 400, 400, 201, 412, 412, 428]);
    expect([...seen]).to.include.members(['putWorkspace 201', 'putWorkspace 412', 'deleteWorkspace 428']);
  });

  it('lets only pages of named origins in, and shows them the etag', async () => {
    const api = createWorkspaceApi({ store: createMemoryStore(), origins: ['https://portal.test'] });
    const ask = (origin: string): Response | Promise<Response> =>
      api.request('/workspaces', { headers: { Origin: origin } });
    const welcome = await ask('https://portal.test');
    expect(welcome.headers.get('Access-Control-Allow-Origin')).to.equal('https://portal.test');
    expect(welcome.headers.get('Access-Control-Expose-Headers')).to.contain('ETag');
    expect((await ask('https://evil.test')).headers.get('Access-Control-Allow-Origin')).to.equal(null);
  });
});

describe('workspace-api.openapi.json', () => {
  it('refers only to what it holds', () => {
    const references = JSON.stringify(openApi).match(/#\/[\w/]+/g) ?? [];
    for (const reference of new Set(references)) {
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], openApi);
      expect(found, reference).to.be.an('object');
    }
    expect(references.length).to.be.greaterThan(30);
  });

  it('names every operation once and describes workspaces as the schema reads them', () => {
    const ids = Object.values(openApi.paths).flatMap((item) =>
      Object.values(item).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(ids).to.deep.equal(['listWorkspaces', 'getWorkspace', 'putWorkspace', 'deleteWorkspace']);
    const { schemas } = openApi.components;
    const full = { ...sampleWorkspace(), deleting: true, groupId: guid(5) };
    expect(Object.keys(schemas['Workspace']?.properties ?? {})).to.have.members(Object.keys(full));
    const content = schemas['Content']?.properties ?? {};
    expect(Object.keys(content)).to.have.members(Object.keys(full.draft));
    expect(content['name']?.['maxLength']).to.equal(workspaceLimits.nameLength);
    expect(content['description']?.['maxLength']).to.equal(workspaceLimits.descriptionLength);
    expect(content['plans']?.['maxItems']).to.equal(workspaceLimits.plans);
    expect(content['services']?.['maxItems']).to.equal(workspaceLimits.services);
    expect(content['subscribers']?.['maxItems']).to.equal(workspaceLimits.subscribers);
  });
});
