import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { WriteOutcome } from '../../src/graph/graph-client.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { catchError, collect, createPipeline, type Pipeline } from './pipeline-fixture.js';

function toWrites({ emulator }: Pipeline) {
  return emulator.state().users.map(({ id }) => ({
    method: 'PATCH' as const,
    path: `/users/${id}`,
    body: { usageLocation: 'IS' },
    key: id,
  }));
}

describe('access to Graph', () => {
  it('asks for the permissions of the call and sends the token to Graph', async () => {
    const { graph, auth, sent } = await createPipeline();
    await graph.get('/users?$top=1', { scopes: ['User.Read.All'] });
    expect(auth.asked).to.deep.equal([{ scopes: ['User.Read.All'], claims: undefined }]);
    expect(sent[0]?.headers.get('Authorization')).to.match(/^Bearer ey/);
  });

  it('answers a claims challenge once, silently', async () => {
    const { graph, auth, emulator, clock, sent } = await createPipeline();
    await clock.advance(60_000);
    emulator.challengeTokens();
    await graph.get('/me');
    expect(auth.asked).to.have.length(2);
    expect(JSON.parse(auth.asked[1]?.claims ?? '')).to.have.property('access_token');
    expect(sent.map(({ headers }) => headers.get('Authorization'))).to.have.length(2);
    expect(sent[0]?.headers.get('Authorization')).to.not.equal(sent[1]?.headers.get('Authorization'));
  });

  it('answers a challenge to a batch', async () => {
    const { graph, auth, emulator, clock } = await createPipeline();
    await clock.advance(60_000);
    emulator.challengeTokens();
    await Promise.all([graph.get('/me'), graph.get('/organization')]);
    expect(auth.asked.filter(({ claims }) => claims !== undefined)).to.have.length(1);
  });

  it('answers a challenge inside a batch', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const challenge = `Bearer error="insufficient_claims", claims="${btoa(claims)}"`;
    const stale = new Set<string>();
    const pipeline = await createPipeline({
      through: (inner) => async (request) => {
        const isOld = stale.has(request.headers.get('Authorization') ?? '') || stale.size === 0;
        stale.add(request.headers.get('Authorization') ?? '');
        if (!isOld) return inner(request);
        if (!request.url.endsWith('$batch'))
          return new Response('{}', { status: 401, headers: { 'WWW-Authenticate': challenge } });
        const { requests } = (await request.json()) as { requests: { id: string }[] };
        const headers = { 'WWW-Authenticate': challenge };
        return Response.json({
          responses: requests.map(({ id }) => ({ id, status: 401, headers, body: {} })),
        });
      },
    });
    const { graph, auth, clock } = pipeline;
    await clock.advance(60_000);
    const outcomes = await collect(graph.writeAll(toWrites(pipeline)));
    expect(outcomes.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(auth.asked.some((asked) => asked.claims === claims)).to.equal(true);
  });

  it('passes a challenge on that cannot be answered silently', async () => {
    const { graph, sent } = await createPipeline({
      through: () => async () =>
        new Response('{}', {
          status: 401,
          headers: { 'WWW-Authenticate': `Bearer claims="${btoa('{"access_token":{}}')}"` },
        }),
    });
    const error = await catchError(graph.get('/me'));
    expect(error).to.include({ code: 'sign-in-again', claims: '{"access_token":{}}' });
    expect(sent).to.have.length(2);
  });

  it('gets a fresh token for what waited longer than its token lives', async () => {
    let first = true;
    const { graph, sent } = await createPipeline({
      through: (inner) => (request) => {
        if (!first) return inner(request);
        first = false;
        return Promise.resolve(Response.json({}, { status: 503, headers: { 'Retry-After': '170' } }));
      },
    });
    await graph.get('/me');
    const waited = await createPipeline({ quotas: { writes: { burst: 20, perSecond: 1 / 300 } } });
    const outcomes = await collect(waited.graph.writeAll([...toWrites(waited), ...toWrites(waited)]));
    expect(outcomes.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(sent).to.have.length(2);
    expect(new Set(waited.sent.map(({ headers }) => headers.get('Authorization'))).size).to.be.greaterThan(1);
  });

  it('tells a missing permission from a missing role', async () => {
    const scopes = ['User.ReadWrite.All'];
    const unpermitted = await createPipeline({ granted: ['User.Read.All'] });
    const [write] = toWrites(unpermitted);
    if (!write) throw new Error('The tenant has no users.');
    const consent = await catchError(unpermitted.graph.write(write, { scopes }));
    expect(consent).to.include({ code: 'consent-required', graphCode: 'Authorization_RequestDenied' });
    expect(consent.scopes).to.deep.equal(scopes);
    const powerless = await createPipeline({ granted: scopes, roles: ['Global Reader'] });
    expect(await catchError(powerless.graph.write(write, { scopes }))).to.include({ code: 'role-required' });
  });

  it('lets the reads of a batch go on without the one that nobody consented to', async () => {
    const pipeline = await createPipeline({ granted: ['User.Read'] });
    const { graph, auth } = pipeline;
    const getToken = auth.getToken.bind(auth);
    auth.getToken = async (scopes, options) => {
      if (scopes.includes('AuditLog.Read.All'))
        throw new ProvisioningError('consent-required', 'Not granted.', { scopes: ['AuditLog.Read.All'] });
      return getToken(scopes, options);
    };
    const [me, organization] = await Promise.allSettled([
      graph.get('/me', { scopes: ['User.Read'] }),
      graph.get('/organization', { scopes: ['AuditLog.Read.All'] }),
    ]);
    expect(me.status).to.equal('fulfilled');
    expect(organization.status === 'rejected' && (organization.reason as Error)).to.include({
      code: 'consent-required',
    });
  });

  for (const code of ['sign-in-again', 'not-signed-in', 'consent-required'] as const)
    it(`${code}: refuses every write that has not left, with that error, and waits for nobody`, async () => {
      const pipeline = await createPipeline({ tenant: 'contoso', users: 1_000 });
      const { graph, auth, emulator, sent } = pipeline;
      const refusal = new ProvisioningError(code, 'Not without a person.', { claims: '{"a":1}' });
      const written: string[] = [];
      const outcomes: WriteOutcome[] = [];
      for await (const outcome of graph.writeAll(toWrites(pipeline))) {
        outcomes.push(outcome);
        if (outcome.ok) written.push(outcome.write.key);
        if (outcomes.length === 40) auth.refusal = refusal;
      }
      expect(outcomes).to.have.length(1_000);
      const refused = outcomes.filter((outcome) => !outcome.ok);
      expect(refused).to.have.length.greaterThan(200);
      expect(refused.every(({ error }) => error === refusal && !error.open)).to.equal(true);
      expect(graph.wait).to.equal(undefined);
      // One batch asks for itself and finds out for all; those that asked at the same time do too.
      expect(auth.asked.length - sent.length).to.be.within(1, 8);
      expect(
        emulator
          .state()
          .users.filter(({ writes }) => writes === 1)
          .map(({ id }) => id),
      ).to.have.members(written);
    });

  it('tries again to get a token where the sign-in service was only out of reach: nothing left', async () => {
    const pipeline = await createPipeline();
    const { graph, auth, emulator } = pipeline;
    const getToken = auth.getToken.bind(auth);
    let outages = 2;
    auth.getToken = async (scopes, options) => {
      outages -= 1;
      if (outages >= 0) throw new ProvisioningError('offline', 'No network.', { retryable: true });
      return getToken(scopes, options);
    };
    const outcomes = await collect(graph.writeAll(toWrites(pipeline)));
    expect(outcomes.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(emulator.state().users.every(({ writes }) => writes === 1)).to.equal(true);
  });

  it('does not keep a single write waiting for somebody to sign in', async () => {
    const pipeline = await createPipeline();
    pipeline.auth.refusal = new ProvisioningError('sign-in-again', 'Session over.');
    const [write] = toWrites(pipeline);
    if (!write) throw new Error('The tenant has no users.');
    const error = await catchError(pipeline.graph.write(write));
    expect(error).to.include({ code: 'sign-in-again', open: false });
  });
});
