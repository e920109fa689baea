import { describe, it } from 'node:test';
import { expect } from 'chai';
import { readTokenSubject } from '../../src/auth/scopes/token-scopes.js';
import type { GraphWrite } from '../../src/graph/graph-client.js';
import { catchError, collect, createPipeline, type Pipeline } from './pipeline-fixture.js';

function toWrites({ emulator }: Pipeline): GraphWrite[] {
  return emulator.state().users.map(({ id }) => ({
    method: 'PATCH',
    path: `/users/${id}`,
    body: { usageLocation: 'IS' },
    key: id,
  }));
}

/** Somebody else of the tenant. */
function pickOther({ emulator, auth }: Pipeline): string {
  const other = emulator.state().users.find(({ id }) => id !== auth.subject.objectId);
  if (!other) throw new Error('The tenant has one user only.');
  return other.id;
}

/** In whose names requests left. */
function listSenders(sent: readonly Request[]): Set<string | undefined> {
  return new Set(
    sent.map(({ headers }) => readTokenSubject(headers.get('Authorization')?.slice(7) ?? '')?.objectId),
  );
}

describe('the subject of a call', () => {
  it('keeps writes from leaving in another name, when the account changes in the middle', async () => {
    const pipeline = await createPipeline({ tenant: 'contoso', users: 1_000 });
    const { graph, auth, sent } = pipeline;
    const { subject } = auth;
    const ends: string[] = [];
    for await (const outcome of graph.writeAll(toWrites(pipeline), { subject })) {
      ends.push(outcome.ok ? 'confirmed' : `${outcome.error.code} ${String(outcome.error.open)}`);
      if (ends.length === 40) auth.switchTo(pickOther(pipeline));
    }
    expect(ends).to.have.length(1_000);
    expect(new Set(ends)).to.deep.equal(new Set(['confirmed', 'account-changed false']));
    expect(ends.filter((end) => end === 'confirmed')).to.have.length.below(800);
    expect(listSenders(sent)).to.deep.equal(new Set([subject.objectId]));
  });

  it('is looked at for each attempt: after throttling, and after a claims challenge', async () => {
    for (const status of [429, 401]) {
      const pipeline = await createPipeline({
        through: () => () => {
          pipeline.auth.switchTo(pickOther(pipeline));
          const claims = btoa('{"access_token":{}}');
          const headers = { 'Retry-After': '1', 'WWW-Authenticate': `Bearer claims="${claims}"` };
          return Promise.resolve(Response.json({}, { status, headers }));
        },
      });
      const { graph, auth, sent } = pipeline;
      const { subject } = auth;
      const outcomes = await collect(graph.writeAll(toWrites(pipeline), { subject }));
      expect(outcomes.map((outcome) => outcome.ok || outcome.error.code)).to.deep.equal(
        outcomes.map(() => 'account-changed'),
      );
      expect(sent).to.have.length(1);
      expect(listSenders(sent)).to.deep.equal(new Set([subject.objectId]));
    }
  });

  it('keeps a read and pages from leaving in another name', async () => {
    const pipeline = await createPipeline();
    const { graph, auth, sent } = pipeline;
    const { subject } = auth;
    expect(await graph.get('/me', { subject })).to.have.property('id', subject.objectId);
    auth.switchTo(pickOther(pipeline));
    const [alone, ...together] = await Promise.all([
      catchError(collect(graph.pages('/users', { subject }))),
      catchError(graph.get('/me', { subject })),
      catchError(graph.get('/organization', { subject })),
    ]);
    expect(
      [alone, ...together].map(({ code, open, retryable }) => ({ code, open, retryable })),
    ).to.deep.equal(
      Array.from({ length: 3 }, () => ({ code: 'account-changed', open: false, retryable: false })),
    );
    expect(sent).to.have.length(1);
  });

  it('does not let the calls of one travel with those of another', async () => {
    const pipeline = await createPipeline();
    const { graph, auth, sent } = pipeline;
    const { subject } = auth;
    const other = { ...subject, objectId: pickOther(pipeline) };
    const [mine, theirs, anybody] = await Promise.allSettled([
      graph.get('/me', { subject }),
      graph.get('/me', { subject: other }),
      graph.get('/me'),
    ]);
    expect([mine, theirs, anybody].map(({ status }) => status)).to.deep.equal([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    const [first, second] = toWrites(pipeline);
    if (!first || !second) throw new Error('The tenant has no two users.');
    const writes = await Promise.allSettled([
      graph.write(first, { subject }),
      graph.write(second, { subject: other }),
    ]);
    expect(writes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected']);
    expect(listSenders(sent)).to.deep.equal(new Set([subject.objectId]));
  });

  it('is not taken for granted where a token does not say whose it is', async () => {
    const pipeline = await createPipeline();
    const { graph, auth, sent } = pipeline;
    auth.getToken = () => Promise.resolve({ token: 'opaque', scopes: [] });
    const [write] = toWrites(pipeline);
    if (!write) throw new Error('The tenant has no users.');
    const { subject } = auth;
    expect((await catchError(graph.write(write, { subject }))).code).to.equal('account-changed');
    expect(sent).to.deep.equal([]);
  });

  it('is the same in any case of its letters', async () => {
    const { graph, auth } = await createPipeline();
    const { tenantId, objectId } = auth.subject;
    const subject = { tenantId: tenantId.toUpperCase(), objectId: objectId.toUpperCase() };
    expect(await graph.get('/me', { subject })).to.have.property('id', objectId);
  });
});
