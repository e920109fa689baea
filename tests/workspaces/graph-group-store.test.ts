import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Workspace } from '../../src/model/workspace.js';
import { isSameWorkspace } from '../../src/workspaces/canonical-json.js';
import { createGraphGroupStore } from '../../src/workspaces/graph-group-store.js';
import { createMemoryStore } from '../../src/workspaces/memory-store.js';
import { moveWorkspaces } from '../../src/workspaces/move-workspaces.js';
import type { WorkspaceStore } from '../../src/workspaces/workspace-store.js';
import { listUserIds, startGraphTenant, type GraphTenant } from './graph-fixture.js';
import { codeOf, describeStore, guid, sampleWorkspace } from './store-behavior.js';

function openStore(tenant: GraphTenant, graph = tenant.graph): WorkspaceStore {
  return createGraphGroupStore(graph, { now: () => tenant.clock.now() });
}

function withSubscribers(subscribers: string[], published?: string[]): Workspace {
  const workspace = sampleWorkspace();
  const draft = { ...workspace.draft, subscribers };
  return { ...workspace, draft, published: { ...draft, subscribers: published ?? subscribers } };
}

interface GroupBody {
  id: string;
  displayName: string;
  uniqueName: string | null;
  securityEnabled: boolean;
}

async function listGroups(tenant: GraphTenant): Promise<GroupBody[]> {
  const path =
    "/groups?$select=id,displayName,uniqueName,securityEnabled&$filter=startsWith(displayName,'Workspace')";
  return ((await tenant.call('GET', path)).body as { value: GroupBody[] }).value;
}

describeStore(
  { describe, it },
  'createGraphGroupStore',
  () => {
    const tenant = startGraphTenant();
    return { connect: () => openStore(tenant, tenant.connect()) };
  },
  { numRuns: 8 },
);

describeStore(
  { describe, it },
  'createGraphGroupStore where reads lag 5 seconds behind and everybody waits for that',
  () => {
    const tenant = startGraphTenant({ lagMs: 5000 });
    const visible = async <T>(work: Promise<T>): Promise<T> => {
      await work.catch(() => undefined);
      await tenant.clock.sleep(5001);
      return work;
    };
    const patient = (store: WorkspaceStore): WorkspaceStore => ({
      list: (options) => store.list(options),
      get: (id, options) => store.get(id, options),
      put: (workspace, options) => visible(store.put(workspace, options)),
      delete: (id, options) => visible(store.delete(id, options)),
      subscribe: (listener) => store.subscribe(listener),
    });
    return { connect: () => patient(openStore(tenant, tenant.connect())) };
  },
  { numRuns: 4 },
);

describe('createGraphGroupStore', () => {
  it('keeps a workspace in one security group that any administrator finds', async () => {
    const tenant = startGraphTenant();
    await openStore(tenant).put(sampleWorkspace(), { etag: null });
    const groups = await listGroups(tenant);
    expect(groups.map(({ displayName, securityEnabled }) => [displayName, securityEnabled])).to.deep.equal([
      ['Workspace: Sales 1', true],
    ]);
    const another = openStore(tenant, tenant.connect());
    expect((await another.list()).map((each) => each.workspace)).to.deep.equal([sampleWorkspace()]);
  });

  it('renames the group with the workspace and leaves foreign groups of a similar name alone', async () => {
    const tenant = startGraphTenant();
    const foreign = {
      displayName: 'Workspace: not ours',
      mailEnabled: false,
      mailNickname: 'x',
      securityEnabled: true,
    };
    await tenant.call('POST', '/groups', { body: foreign });
    const store = openStore(tenant);
    const etag = await store.put(sampleWorkspace(), { etag: null });
    await store.put(sampleWorkspace(1, 'Support'), { etag });
    const names = (await listGroups(tenant)).map(({ displayName }) => displayName);
    expect(names).to.have.members(['Workspace: not ours', 'Workspace: Support']);
    expect(await store.list()).to.have.length(1);
  });

  it('keeps hundreds of subscribers as members of a group, and small changes without another', async () => {
    const tenant = startGraphTenant({ users: 400 });
    const users = await listUserIds(tenant, 350);
    const [extra = ''] = (await listUserIds(tenant, 400)).filter((id) => !users.includes(id));
    const store = openStore(tenant);
    const first = withSubscribers(users);
    const etag = await store.put(first, { etag: null });
    const groups = await listGroups(tenant);
    expect(groups.map(({ displayName }) => displayName)).to.have.members([
      'Workspace: Sales 1',
      'Workspace: Sales 1 (subscribers)',
    ]);
    const [theirs] = await openStore(tenant, tenant.connect()).list();
    expect(theirs && isSameWorkspace(theirs.workspace, first)).to.equal(true);

    const changed = withSubscribers([...users.slice(1), extra], users);
    await store.put(changed, { etag });
    expect(await listGroups(tenant)).to.deep.equal(groups);
    const read = await openStore(tenant, tenant.connect()).get(guid(1));
    expect(read && isSameWorkspace(read.workspace, changed)).to.equal(true);
  });

  it('replaces a roster whole, drops the old one at the next write, and takes all along when deleted', async () => {
    const tenant = startGraphTenant({ users: 400 });
    const users = await listUserIds(tenant, 400);
    const store = openStore(tenant);
    let etag = await store.put(withSubscribers(users.slice(0, 200)), { etag: null });
    etag = await store.put(withSubscribers(users.slice(200)), { etag });
    etag = await store.put(withSubscribers(users.slice(200), users.slice(201)), { etag });
    expect(await listGroups(tenant)).to.have.length(2);
    await store.delete(guid(1), { etag });
    expect(await listGroups(tenant)).to.deep.equal([]);
  });

  it('keeps subscribers whom the directory has deleted', async () => {
    const tenant = startGraphTenant({ users: 100 });
    const users = [...(await listUserIds(tenant, 90)), guid(666), guid(667)];
    await openStore(tenant).put(withSubscribers(users), { etag: null });
    const read = await openStore(tenant, tenant.connect()).get(guid(1));
    expect(read?.workspace.draft.subscribers).to.have.members(users);
  });

  it('assigns nobody a license', async () => {
    const tenant = startGraphTenant({ users: 100 });
    await openStore(tenant).put(withSubscribers(await listUserIds(tenant, 90)), { etag: null });
    for (const { id } of await listGroups(tenant)) {
      const { body } = await tenant.call('GET', `/groups/${id}?$select=id,assignedLicenses`);
      expect((body as { assignedLicenses: unknown[] }).assignedLicenses).to.deep.equal([]);
    }
  });

  it('refuses what does not fit, and leaves what was stored', async () => {
    const tenant = startGraphTenant();
    const store = openStore(tenant);
    const etag = await store.put(sampleWorkspace(), { etag: null });
    const plans = Array.from({ length: 150 }, () => ({ skuId: crypto.randomUUID(), apps: {} }));
    const workspace = sampleWorkspace();
    const large = { ...workspace, draft: { ...workspace.draft, plans } };
    expect(await codeOf(store.put(large, { etag }))).to.equal('storage-full');
    expect(await store.get(guid(1))).to.deep.equal({ workspace, etag });
  });

  it('makes room in the record by moving subscribers into a group', async () => {
    const tenant = startGraphTenant({ users: 100 });
    const users = await listUserIds(tenant, 38);
    const workspace = withSubscribers(users);
    const plans = Array.from({ length: 20 }, () => ({ skuId: crypto.randomUUID(), apps: {} }));
    const crowded = { ...workspace, draft: { ...workspace.draft, plans } };
    await openStore(tenant).put(crowded, { etag: null });
    const read = await openStore(tenant, tenant.connect()).get(guid(1));
    expect(read && isSameWorkspace(read.workspace, crowded)).to.equal(true);
  });

  it('goes on with its own writes while reads lag behind', async () => {
    const tenant = startGraphTenant({ lagMs: 20_000 });
    const store = openStore(tenant);
    let etag = await store.put(sampleWorkspace(), { etag: null });
    for (const name of ['Second', 'Third', 'Fourth']) {
      etag = await store.put(sampleWorkspace(1, name), { etag });
      expect(await store.get(guid(1))).to.deep.equal({ workspace: sampleWorkspace(1, name), etag });
      expect(await store.list()).to.have.length(1);
    }
  });

  it('goes on with its own writes while Graph still shows the definition before them', async () => {
    const tenant = startGraphTenant();
    let before: Response | undefined;
    const graph = tenant.connect(async (request) => {
      if (request.method !== 'GET' || !request.url.includes('/extensions')) return tenant.fetch(request);
      if (!frozen) before = await tenant.fetch(request);
      if (!before) throw new Error('Nothing has been read yet.');
      return before.clone();
    });
    let frozen = false;
    const store = openStore(tenant, graph);
    let etag = await store.put(sampleWorkspace(), { etag: null });
    await store.get(guid(1));
    frozen = true;
    for (const name of ['Second', 'Third']) {
      etag = await store.put(sampleWorkspace(1, name), { etag });
      expect(await store.get(guid(1))).to.deep.equal({ workspace: sampleWorkspace(1, name), etag });
    }
    const read = await openStore(tenant, tenant.connect()).get(guid(1));
    expect(read).to.deep.equal({ workspace: sampleWorkspace(1, 'Third'), etag });
  });

  it('succeeds once when the answer to its write gets lost', async () => {
    const tenant = startGraphTenant();
    let lost = 0;
    const graph = tenant.connect(async (request) => {
      const body = request.method === 'POST' ? await request.clone().text() : '';
      const answer = await tenant.fetch(request);
      if (!body.includes('openTypeExtension') || lost > 0) return answer;
      lost += 1;
      throw new TypeError('Failed to fetch');
    });
    const store = openStore(tenant, graph);
    const etag = await store.put(sampleWorkspace(), { etag: null });
    expect(lost).to.equal(1);
    expect(await store.get(guid(1))).to.deep.equal({ workspace: sampleWorkspace(), etag });
  });

  it('takes over the workspaces of another store, and gives them back', async () => {
    const tenant = startGraphTenant({ users: 100 });
    const before = createMemoryStore();
    const workspaces = [withSubscribers(await listUserIds(tenant, 90)), sampleWorkspace(2)];
    for (const workspace of workspaces) await before.put(workspace, { etag: null });
    const store = openStore(tenant);
    for await (const result of moveWorkspaces(before, store)) expect(result.status).to.equal('moved');
    expect(await before.list()).to.deep.equal([]);
    const after = createMemoryStore();
    for await (const result of moveWorkspaces(store, after)) expect(result.status).to.equal('moved');
    expect(await listGroups(tenant)).to.deep.equal([]);
    for (const workspace of workspaces) {
      const back = await after.get(workspace.id);
      expect(back && isSameWorkspace(back.workspace, workspace)).to.equal(true);
    }
  });
});
