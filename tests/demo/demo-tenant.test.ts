import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createDemoTenant, knownSkus, VirtualClock, type DemoTenant } from '../../src/emulator.js';
import * as engine from '../../src/engine.js';

/** What a program has that works with it. */
function connect({ auth, transport, store: open }: DemoTenant, clock: VirtualClock) {
  if (auth.state.status !== 'signed-in') throw new Error('No one is signed in.');
  const { account } = auth.state;
  const graph = engine.createGraphClient({ auth, transport, clock, origin: auth.cloud.graph });
  const store = open({ tenantId: account.tenantId, by: account.objectId, graph });
  const catalog = engine.createCatalog([]);
  const publisher = engine.createPublisher({ account, settings: () => ({ graph, store, catalog }) });
  return { account, graph, store, publisher };
}

describe('createDemoTenant', () => {
  it('publishes through the engine, and shows what the tenant has afterwards', async () => {
    const clock = new VirtualClock({ auto: true });
    const tenant = createDemoTenant({ tenant: 'small', clock });
    const { account, store, graph, publisher } = connect(tenant, clock);
    const { skuId } = knownSkus.VISIOCLIENT;
    const find = (id: string) => tenant.emulator.state().users.find((user) => user.id === id);
    const { id } = tenant.emulator
      .state()
      .users.find(
        ({ assignedLicenses, usageLocation, accountEnabled }) =>
          assignedLicenses.length === 0 && usageLocation !== null && accountEnabled,
      )!;
    const made = engine.createWorkspace('design', 'Design', {
      at: new Date().toISOString(),
      by: account.objectId,
    });
    const draft = { ...made.draft, plans: [{ skuId, apps: {} }], subscribers: [id] };
    await store.workspaces.put({ ...made, draft }, { etag: null });
    const { counts } = await publisher.publish(await publisher.review('design')).done;
    expect(counts.applied).to.equal(1);
    expect(find(id)?.assignedLicenses.map((license) => license.skuId)).to.deep.equal([skuId]);
    graph.dispose();
  });

  it('signs its administrator in, or whom the test names, with the roles that it gives', () => {
    const { auth, emulator } = createDemoTenant({ tenant: 'small' });
    const { administrator } = emulator.tenant;
    expect(auth.state).to.have.nested.property('account.name', administrator.displayName);
    const colleague = createDemoTenant({ tenant: 'small', person: 0, roles: ['Reports Reader'] });
    const [first] = colleague.emulator.state().users.filter(({ id }) => id !== administrator.id);
    expect(colleague.auth.state).to.have.nested.property('account.objectId', first?.id);
    expect(colleague.auth.state).to.have.nested.property('account.roleIds').with.length(1);
    expect(() => createDemoTenant({ tenant: 'empty', person: 0 })).to.throw(RangeError);
  });

  it('grants what is asked for when somebody asks, unless an administrator has to', async () => {
    const refused = (tenant: DemoTenant): Promise<unknown> =>
      tenant.auth.getToken(['User.Read.All']).then(
        () => undefined,
        (error: { code: string }) => error.code,
      );
    const asking = createDemoTenant({ tenant: 'small', scopes: ['User.Read'] });
    expect(await refused(asking)).to.equal('consent-required');
    await asking.auth.signIn({ scopes: ['User.Read.All'] });
    expect(await refused(asking)).to.equal(undefined);
    const dependent = createDemoTenant({ tenant: 'small', scopes: ['User.Read'], consenting: false });
    const answer = await dependent.auth
      .signIn({ scopes: ['User.Read.All'] })
      .catch((error: unknown) => error);
    expect(answer).to.have.property('code', 'consent-required');
  });

  it('serves every tenant elsewhere, so that two on one page stay apart', () => {
    const [one, other] = [createDemoTenant({ tenant: 'small' }), createDemoTenant({ tenant: 'small' })];
    expect(one.auth.cloud.graph).not.to.equal(other.auth.cloud.graph);
    expect(one.auth.isDemo, 'a test shows what administrators see').to.equal(undefined);
  });
});
