import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { entitlementToKey } from '../../../src/model/holding/entitlement.js';
import { holderToKey } from '../../../src/model/holding/holder.js';
import { createPortalApi } from '../../../src/portal-api/create-portal-api.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import { portalStore } from '../../../src/store/portal/portal-store.js';
import type { Store } from '../../../src/store/store.js';
import {
  authorizeByHeader,
  hastyClock,
  letIn,
  openTestPortal,
  type TestPortal,
} from '../../support/portal-team.js';
import { makeHead } from '../../support/publish-head.js';
import { mounts, type Api, type Mounted } from './mounts.js';

const grantCount = 20_000;
const salesPlan = { kind: 'plan', skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' } as const;

describe('the API of a portal, mounted', () => {
  let portal: TestPortal;
  const full = randomUUID();
  before(async () => {
    portal = await openTestPortal();
    await addGrants(portal.database, full);
  });
  after(() => portal.close());

  for (const [name, mount] of Object.entries(mounts))
    describe(`as ${name}`, () => {
      let mounted: Mounted;
      before(async () => {
        mounted = await mount(createPortalApi({ database: portal.database, authorize: authorizeByHeader }));
      });
      after(() => mounted.close());

      it('keeps what a page writes, also what is long', async () => {
        const store = openStore(mounted, randomUUID());
        const hold = await store.lease.take('tab');
        await store.journal.append('p', [{ kind: 'started', head: makeHead('p', 5_000) }], hold);
        const claims = Array.from({ length: 5_000 }, (_, n) => ({
          holder: holder(n),
          step: 'write-licenses' as const,
          gives: [salesPlan],
          takes: [],
        }));
        await store.journal.append('p', [{ kind: 'claimed', at, claims }], hold);
        expect(await store.grants.list()).to.have.length(5_000);
      });

      it('hands on an answer of several megabytes whole', async () => {
        const response = await mounted.fetch(
          `${mounted.origin}/api/o365/tenants/${full}/grants`,
          asAda(full),
        );
        const text = await response.text();
        expect(text.length).to.be.above(4_000_000);
        expect((JSON.parse(text) as { grants: unknown[] }).grants).to.have.length(grantCount);
      });

      it('answers HEAD without a body, and lets no other site ask', async () => {
        const address = `${mounted.origin}/api/o365/tenants/${full}/views`;
        const head = await mounted.fetch(address, { ...asAda(full), method: 'HEAD' });
        expect([head.status, await head.text()]).to.deep.equal([200, '']);
        const preflight = await mounted.fetch(address, {
          method: 'OPTIONS',
          headers: { Origin: 'https://other.example', 'Access-Control-Request-Method': 'PUT' },
        });
        expect(preflight.ok).to.equal(false);
        expect(preflight.headers.get('Access-Control-Allow-Origin')).to.equal(null);
      });

      it('says itself that an address is none, and nobody signed in', async () => {
        const none = await mounted.fetch(`${mounted.origin}/api/o365/none`);
        expect([none.status, none.headers.get('Content-Type')]).to.deep.equal([
          404,
          'application/problem+json',
        ]);
        const signedOut = await mounted.fetch(`${mounted.origin}/api/o365/tenants/${full}/views`);
        expect(signedOut.status).to.equal(401);
      });

      it('hands on a stream piece by piece, and ends it when the browser leaves', async () => {
        const { api, ended } = createStreamingApi();
        const other = await mount(api);
        const { body } = await other.fetch(`${other.origin}/api/o365/stream`);
        const reader = body?.getReader();
        expect(new TextDecoder().decode((await reader?.read())?.value)).to.equal('first');
        await reader?.cancel();
        await ended;
        await other.close();
      });

      it('goes no further for a browser that has left', async () => {
        const { api, asked, answered } = createSlowApi(portal.database, full);
        const other = await mount(api);
        const leave = new AbortController();
        const answer = other.fetch(`${other.origin}/api/o365/tenants/${full}/grants`, {
          signal: leave.signal,
        });
        await asked;
        leave.abort();
        await Promise.allSettled([answer]);
        const refusal = await answered;
        await other.close();
        expect(refusal).to.include({ code: 'cancelled' });
      });
    });

  it('answers a request that is none without ending the process', async () => {
    for (const name of ['node:http', 'node:http without a library']) {
      const mounted = await mounts[name]?.(() => Promise.reject(new Error('Nobody asks this.')));
      const { port } = new URL(mounted?.origin ?? '');
      const socket = connect(Number(port), 'localhost');
      socket.end('GET /api/o365 HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
      expect((await socket.setEncoding('latin1').toArray()).join(''), name).to.match(/^HTTP\/1.1 400 /);
      await mounted?.close();
    }
  });

  it('leaves the rest of the portal alone', async () => {
    for (const name of ['Hono by app.all', 'Hono by app.mount', 'Express']) {
      const mounted = await mounts[name]?.(
        createPortalApi({ database: portal.database, authorize: authorizeByHeader }),
      );
      const response = await mounted?.fetch(`${mounted.origin}/`);
      expect(await response?.text(), name).to.equal('The portal.');
      await mounted?.close();
    }
  });
});

const at = '2026-11-23T09:00:00.000Z';

const holder = (n: number) =>
  ({ kind: 'user', userId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` }) as const;

function asAda(tenantId: string) {
  return { headers: { Authorization: `ada ${tenantId}` } };
}

function openStore({ origin, fetch }: Mounted, tenantId: string): Store {
  const { headers } = asAda(tenantId);
  return portalStore({ url: `${origin}/api/o365`, headers: () => headers, fetch, clock: hastyClock })({
    tenantId,
    by: 'ada',
  });
}

function addGrants(database: PortalDatabase, tenantId: string): Promise<void> {
  const rows = Array.from({ length: grantCount }, (_, n) => ({
    workspaceId: 'sales',
    holder: holder(n),
    entitlement: salesPlan,
    state: 'given' as const,
    publishId: 'p',
  })).map((grant) => ({
    key: [holderToKey(grant.holder), entitlementToKey(grant.entitlement), grant.workspaceId],
    value: grant,
  }));
  return database.forTenant(toTenantId(tenantId)).write((tables) => tables.put('grants', rows));
}

/** An API whose answer says one word and stays open. */
function createStreamingApi() {
  let onEnded = (): void => undefined;
  const ended = new Promise<void>((resolve) => (onEnded = resolve));
  const api: Api = () =>
    Promise.resolve(
      new Response(
        new ReadableStream({
          start: (stream) => stream.enqueue(new TextEncoder().encode('first')),
          cancel: () => onEnded(),
        }),
        { headers: { 'Content-Type': 'text/event-stream' } },
      ),
    );
  return { api, ended };
}

/** An API that lets somebody in when she has left. */
function createSlowApi(database: PortalDatabase, tenantId: string) {
  let onAsked = (): void => undefined;
  let onAnswered = (_answer: unknown): void => undefined;
  const asked = new Promise<void>((resolve) => (onAsked = resolve));
  const answered = new Promise<unknown>((resolve) => (onAnswered = resolve));
  const inner = createPortalApi({
    database,
    authorize: ({ request }) =>
      new Promise((resolve) => {
        request.signal.addEventListener('abort', () => resolve(letIn('ada', tenantId)));
        onAsked();
      }),
  });
  const api: Api = async (request) => {
    const response = await inner(request);
    onAnswered(await response.clone().json());
    return response;
  };
  return { api, asked, answered };
}
