import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Page } from '../../../src/graph/graph-client.js';
import { buildQuery } from '../../../src/graph/read/odata.js';
import { catchError, collect, createPipeline } from '../pipeline-fixture.js';

interface WithId {
  readonly id: string;
}

const firstPage = `/users${buildQuery({ select: ['id'], top: 5 })}`;
const countedPage = `/users${buildQuery({ select: ['id'], top: 5, count: true })}`;

function answerJson(body: unknown, init: ResponseInit = {}): Promise<Response> {
  return Promise.resolve(Response.json(body, init));
}

describe('pages', () => {
  it('reads a collection to its end, the count with the first page, the header with every page', async () => {
    const { graph, emulator, sent } = await createPipeline();
    const pages = await collect(graph.pages<WithId>(countedPage, { consistency: 'eventual' }));
    expect(pages.map(({ items }) => items.length)).to.deep.equal([5, 5, 5, 5]);
    expect(pages.map(({ count }) => count)).to.deep.equal([20, undefined, undefined, undefined]);
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).to.have.members(
      emulator.state().users.map(({ id }) => id),
    );
    expect(sent.map(({ headers }) => headers.get('ConsistencyLevel'))).to.deep.equal(
      Array(4).fill('eventual'),
    );
  });

  it('fetches one page ahead at most, and none after its reader stopped', async () => {
    const { graph, sent } = await createPipeline();
    let read = 0;
    for await (const page of graph.pages<WithId>(firstPage)) {
      read += page.items.length;
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      expect(sent.length).to.be.at.most(read / 5 + 1);
      if (read === 10) break;
    }
    await new Promise(setImmediate);
    expect(sent).to.have.length(3);
    expect(sent[2]?.signal.aborted).to.equal(true);
  });

  it('refuses a next link to another host, after the pages it has', async () => {
    const { graph, sent } = await createPipeline({
      through: () => () =>
        answerJson({
          value: [{ id: '1' }],
          '@odata.nextLink': 'https://evil.example/v1.0/users?$skiptoken=1',
        }),
    });
    const seen: Page<WithId>[] = [];
    const reading = (async () => {
      for await (const page of graph.pages<WithId>('/users')) seen.push(page);
    })();
    expect((await catchError(reading)).code).to.equal('host-refused');
    expect(seen).to.have.length(1);
    expect(sent).to.have.length(1);
  });

  it('follows a next link whose query holds an unescaped address', async () => {
    const asked: string[] = [];
    const { graph } = await createPipeline({
      through: () => (request) => {
        asked.push(new URL(request.url).href);
        return answerJson(
          asked.length === 1
            ? {
                value: [],
                '@odata.nextLink':
                  "https://graph.microsoft.com/v1.0/users?$filter=x eq 'https://a.example/b'&$skiptoken=2",
              }
            : { value: [{ id: '1' }] },
        );
      },
    });
    const pages = await collect(graph.pages<WithId>('/users'));
    expect(pages.map(({ items }) => items.length)).to.deep.equal([0, 1]);
    const { origin, pathname, searchParams } = new URL(asked[1] ?? '');
    expect([origin, pathname]).to.deep.equal(['https://graph.microsoft.com', '/v1.0/users']);
    expect(searchParams.get('$filter')).to.equal("x eq 'https://a.example/b'");
    expect(searchParams.get('$skiptoken')).to.equal('2');
  });

  it('stops reading when aborted', async () => {
    const { graph } = await createPipeline();
    const stopping = new AbortController();
    const reading = (async () => {
      for await (const page of graph.pages<WithId>(firstPage, { signal: stopping.signal }))
        if (page.items.length > 0) stopping.abort();
    })();
    expect((await catchError(reading)).code).to.equal('cancelled');
  });

  it('says when a page is none', async () => {
    const { graph } = await createPipeline({ through: () => () => answerJson({ id: 'x' }) });
    expect((await catchError(collect(graph.pages('/users')))).code).to.equal('answer-unreadable');
    const odd = await createPipeline({
      through: () => () => answerJson({ value: [], '@odata.nextLink': 7 }),
    });
    expect((await catchError(collect(odd.graph.pages('/users')))).code).to.equal('answer-unreadable');
  });

  it('keeps reading at 10 requests a minute where Microsoft allows no more', async () => {
    const { graph, clock, sent } = await createPipeline({
      tenant: 'contoso',
      users: 200,
      granted: ['User.Read.All', 'AuditLog.Read.All'],
      quota: 'documented',
    });
    const startedAt = clock.now();
    const waits = new Set<string | undefined>();
    graph.onWait((wait) => waits.add(wait?.reason));
    const path = `/users${buildQuery({ select: ['id', 'signInActivity'], top: 10 })}`;
    const pages = await collect(graph.pages<WithId>(path));
    expect(pages.flatMap(({ items }) => items)).to.have.length(200);
    expect(sent).to.have.length(20);
    expect((clock.now() - startedAt) / 1_000).to.be.within(60, 61);
    expect([...waits]).to.deep.equal(['paced', undefined]);
  });
});

describe('pages of a delta query', () => {
  it('ends with a link that reads what changed since', async () => {
    const { graph, emulator } = await createPipeline();
    const path = `/users/delta${buildQuery({ select: ['id', 'usageLocation'] })}`;
    const before = await collect(graph.pages<WithId>(path));
    const link = before.at(-1)?.deltaLink ?? '';
    const [user] = emulator.state().users;
    await graph.write({
      method: 'PATCH',
      path: `/users/${user?.id ?? ''}`,
      body: { usageLocation: 'IS' },
      key: user?.id ?? '',
    });
    const after = await collect(graph.pages<WithId>(link));
    expect(before.flatMap(({ items }) => items)).to.have.length(20);
    expect(after.flatMap(({ items }) => items)).to.deep.include.members([
      { id: user?.id, usageLocation: 'IS' },
    ]);
    expect(after.flatMap(({ items }) => items)).to.have.length(1);
    expect(after.some(({ restarted }) => restarted)).to.equal(false);
  });

  it('starts over when the link has expired, and says so on the first page', async () => {
    // Not recorded: Graph's own description does not know the empty token in the address that Graph gives.
    const { graph, clock } = await createPipeline({ onExchange: () => undefined });
    const path = `/users/delta${buildQuery({ select: ['id'] })}`;
    const link = (await collect(graph.pages<WithId>(path))).at(-1)?.deltaLink ?? '';
    await clock.advance(8 * 24 * 3_600_000);
    const anew = await collect(graph.pages<WithId>(link));
    expect(anew[0]?.restarted).to.equal(true);
    expect(anew.slice(1).some(({ restarted }) => restarted)).to.equal(false);
    expect(anew.flatMap(({ items }) => items)).to.have.length(20);
    expect(anew.at(-1)?.deltaLink).to.be.a('string');
  });

  it('starts over at the address that Graph gives, but not on another host', async () => {
    for (const [location, code] of [
      ['https://graph.microsoft.com/v1.0/users/delta?$deltatoken=', undefined],
      ['https://evil.example/v1.0/users/delta?$deltatoken=', 'host-refused'],
    ] as const) {
      const { graph, sent } = await createPipeline({
        through: () => (request) =>
          request.url.includes('old')
            ? answerJson(
                { error: { code: '', message: 'Gone' } },
                { status: 410, headers: { Location: location } },
              )
            : answerJson({ value: [{ id: '1' }], '@odata.deltaLink': 'x' }),
      });
      const reading = collect(graph.pages<WithId>('/users/delta?$deltatoken=old'));
      if (code) expect((await catchError(reading)).code).to.equal(code);
      else expect(await reading).to.deep.equal([{ items: [{ id: '1' }], deltaLink: 'x', restarted: true }]);
      expect(sent).to.have.length(code ? 1 : 2);
    }
  });

  it('does not start over for ever', async () => {
    const { graph, sent } = await createPipeline({
      through: () => () =>
        answerJson({ error: { code: 'syncStateNotFound', message: 'Gone' } }, { status: 404 }),
    });
    const error = await catchError(collect(graph.pages('/users/delta?$deltatoken=old')));
    expect(error).to.include({ code: 'expired', graphCode: 'syncStateNotFound' });
    expect(sent).to.have.length(2);
  });
});
