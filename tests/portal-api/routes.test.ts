import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { ProvisioningError } from '../../src/model/errors.js';
import { actionsToMove, hostActions, type HostAction } from '../../src/model/host-action.js';
import { createWorkspace } from '../../src/model/workspace/workspace.js';
import { createPortalApi } from '../../src/portal-api/create-portal-api.js';
import { makeOrder } from '../../src/store/contract/samples.js';
import { PortalClient } from '../../src/store/portal/portal-client.js';
import { portalStore } from '../../src/store/portal/portal-store.js';
import type { Route } from '../../src/store/portal/route.js';
import { portalRoutes } from '../../src/store/portal/routes/portal-routes.js';
import type { Store } from '../../src/store/store.js';
import {
  authorizeByHeader,
  fetchFrom,
  hastyClock,
  letIn,
  openTestPortal,
  portalUrl,
  type TestPortal,
} from '../support/portal-team.js';

const ada = randomUUID();
const sample = {
  id: 'sales',
  publishId: 'p',
  userId: 'u',
  date: '2026-03-01',
  kind: 'workspaces',
  name: 'Mine',
  etag: 'e',
  before: '2026-03-01T00:00:00Z',
  entries: [],
  hold: { fence: 1, sessionId: 's' },
  sessionId: 's',
  workspace: { id: 'sales' },
  order: { id: 'sales' },
  snapshot: { date: '2026-03-01', plans: [] },
  keeps: [],
  targets: [],
  pairs: [],
  records: [],
  view: { name: 'Mine', view: '' },
};
/** Of the sample what a route takes. */
function inputOf({ input }: Route): object {
  const { entries } = input as unknown as { readonly entries: object };
  return Object.fromEntries(Object.entries(sample).filter(([name]) => name in entries));
}

const routes = Object.values(portalRoutes).flatMap((part) => Object.values<Route>(part));

describe('the routes of a portal’s API', () => {
  let portal: TestPortal;
  let api: ReturnType<typeof createPortalApi>;
  before(async () => {
    portal = await openTestPortal();
    api = createPortalApi({ database: portal.database, authorize: authorizeByHeader });
  });
  after(() => portal.close());

  /** Asks as somebody of one tenant about another, or the same. */
  async function ask(route: Route, of: string, about: string): Promise<ProvisioningError | undefined> {
    const client = new PortalClient({
      url: `${portalUrl}/tenants/${about}`,
      headers: async () => ({ Authorization: `${ada} ${of}` }),
      fetch: fetchFrom(api),
      clock: hastyClock,
      onChanged: () => undefined,
    });
    try {
      await client.call(route as Route<object, unknown>, inputOf(route));
      return undefined;
    } catch (thrown) {
      if (thrown instanceof ProvisioningError) return thrown;
      throw thrown;
    }
  }

  for (const route of routes) {
    it(`${route.name}: is answered`, async () => {
      const tenant = randomUUID();
      const refusal = await ask(route, tenant, tenant);
      expect(refusal?.code).not.to.equal('unexpected');
      expect(refusal?.message ?? '').not.to.include('no such address');
    });

    it(`${route.name}: reaches nothing of another tenant`, async () => {
      const [mine, theirs] = [randomUUID(), randomUUID()];
      const before = await dump(portal, theirs);
      expect((await ask(route, mine, theirs))?.code).to.equal('not-allowed');
      expect(await dump(portal, theirs)).to.deep.equal(before);
      expect((await ask(route, mine, `${mine}/../${theirs}`))?.code).to.be.oneOf([
        'not-allowed',
        'not-found',
      ]);
    });
  }
});

describe('what a portal lets somebody do', () => {
  let portal: TestPortal;
  before(async () => {
    portal = await openTestPortal();
  });
  after(() => portal.close());

  function open(tenantId: string, ...can: readonly HostAction[]): Store {
    const api = createPortalApi({
      database: portal.database,
      authorize: () => ({ ...letIn(ada, tenantId), can, server: false }),
    });
    return portalStore({ url: portalUrl, fetch: fetchFrom(api), clock: hastyClock })({ tenantId, by: ada });
  }

  async function codeOf(call: Promise<unknown>): Promise<string> {
    return call.then(
      () => 'done',
      (error: unknown) => (error instanceof ProvisioningError ? error.code : String(error)),
    );
  }

  const stamp = { at: '2026-03-01T09:00:00Z', by: ada };
  const sales = createWorkspace('sales', 'Sales', stamp);
  const withPeople = { ...sales, draft: { ...sales.draft, subscribers: [randomUUID()] } };

  it('is what it says of her rights', async () => {
    const store = open(randomUUID(), 'edit');
    expect(await store.rights?.()).to.deep.equal({ subject: ada, can: ['edit'], server: false });
  });

  it('is refused where it is not among her rights, whatever the page offers', async () => {
    const tenantId = randomUUID();
    const reader = open(tenantId);
    const editor = open(tenantId, 'edit');
    expect(await codeOf(reader.workspaces.put(sales, { etag: null }))).to.equal('not-allowed');
    expect(await codeOf(editor.workspaces.put(withPeople, { etag: null }))).to.equal('not-allowed');
    const etag = await editor.workspaces.put(sales, { etag: null });
    expect(await codeOf(editor.workspaces.put(withPeople, { etag }))).to.equal('not-allowed');
    const published = { ...sales, published: sales.draft };
    expect(await codeOf(editor.workspaces.put(published, { etag }))).to.equal('not-allowed');
    expect(await codeOf(editor.workspaces.delete('sales', { etag }))).to.equal('not-allowed');
    expect(await codeOf(editor.lease.take('tab'))).to.equal('not-allowed');
    expect(await codeOf(editor.journal.erase(ada))).to.equal('not-allowed');
    expect(await codeOf(editor.journal.prune('2026-03-01T00:00:00Z'))).to.equal('not-allowed');
    expect((await reader.workspaces.list()).workspaces).to.have.length(1);
    expect(await codeOf(open(tenantId, 'delete').workspaces.delete('sales', { etag }))).to.equal('done');
  });

  it('starts only what she may start', async () => {
    const tenantId = randomUUID();
    const store = open(tenantId, 'publish');
    const hold = await store.lease.take('tab');
    const head = {
      schemaVersion: 1,
      publishId: 'p',
      workspaceName: 'Sales',
      reverts: false,
      route: 'direct',
      startedAt: stamp.at,
      peopleCount: 1,
      blockedCount: 0,
      by: ada,
    } as const;
    const start = (kind: 'publish' | 'undo' | 'reclaim') =>
      store.journal.append('p', [{ kind: 'started', head: { ...head, kind } }], hold);
    expect(await codeOf(start('reclaim'))).to.equal('not-allowed');
    expect(await codeOf(start('undo'))).to.equal('not-allowed');
    expect(await codeOf(start('publish'))).to.equal('done');
  });

  it('lets nobody publish who may only ask Microsoft to try again', async () => {
    const store = open(randomUUID(), 'reprocess');
    expect(await codeOf(store.lease.take('tab'))).to.equal('not-allowed');
    expect(await codeOf(store.journal.append('p', [], { fence: 1, sessionId: 'tab' }))).to.equal(
      'not-allowed',
    );
  });

  it('keeps orders to the portal from whoever may give none, also among what is brought in', async () => {
    const store = open(randomUUID(), ...actionsToMove);
    const hold = await store.lease.take('tab');
    const order = { kind: 'orders', key: ['o'], value: { etag: 'e', order: makeOrder() } } as const;
    expect(await codeOf(store.content.put([order], hold))).to.equal('not-allowed');
    expect(await store.content.list('orders')).to.deep.equal([]);
  });

  it('is signed by the portal, whatever the page says', async () => {
    const tenantId = randomUUID();
    const store = open(tenantId, ...hostActions);
    const forged = { ...sales, edited: { ...stamp, by: randomUUID() } };
    await store.workspaces.put(forged, { etag: null });
    expect((await store.workspaces.get('sales'))?.workspace.edited.by).to.equal(ada);
  });
});

/** All that is stored of a tenant. */
async function dump({ pglite }: TestPortal, tenantId: string): Promise<unknown> {
  const tables = await pglite.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'o365' and column_name = 'tenant_id' order by 1`,
  );
  const all: unknown[] = [];
  for (const { name } of tables.rows)
    all.push([
      name,
      (await pglite.query(`select * from o365.${name} where tenant_id = $1`, [tenantId])).rows,
    ]);
  return all;
}
