import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createId } from '../../../src/model/create-id.js';
import { createWorkspace, type Workspace } from '../../../src/model/workspace/workspace.js';
import { ada, elsewhere } from '../../../src/store/contract/samples.js';
import { tenantStore } from '../../../src/store/tenant/tenant-store.js';
import { startGraphTenant } from '../../support/graph-fixture.js';
import { startTeam, type TestTeam } from './teams.js';
import { choiceOf } from './two-machines.js';

const at = '2026-03-01T09:00:00.000Z';

function makeWorkspace(
  id: string,
  draft: Partial<Workspace['draft']>,
  more: Partial<Workspace> = {},
): Workspace {
  const workspace = createWorkspace(id, id, { at, by: ada.by });
  return { ...workspace, draft: { ...workspace.draft, ...draft }, ...more };
}

function listGroups({ tenant }: TestTeam) {
  return tenant.emulator.state().groups.filter(({ displayName }) => displayName.startsWith('Workspace'));
}

describe('tenantStore', () => {
  it('keeps long lists of people as members of a group, which goes on being used for small changes', async () => {
    const team = await startTeam({ users: 700 });
    const store = team.connect(ada);
    const [extra = '', ...people] = team.people.slice(0, 600);
    const etag = await store.workspaces.put(makeWorkspace('ws', { subscribers: people }), { etag: null });
    const before = listGroups(team).length;
    const draft = { subscribers: [...people.slice(1), extra] };
    const published = makeWorkspace('ws', { subscribers: people }).draft;
    await store.workspaces.put(makeWorkspace('ws', draft, { published }), { etag });
    expect(listGroups(team).length).to.equal(before);
    const read = (await team.connect(elsewhere).workspaces.get('ws'))?.workspace;
    expect([...(read?.draft.subscribers ?? [])].sort()).to.deep.equal([...draft.subscribers].sort());
    expect([...(read?.published?.subscribers ?? [])].sort()).to.deep.equal([...people].sort());
  });

  it('refuses at once whoever asks for the lease in the same moment as somebody else', async () => {
    const { tenant, connect } = await startTeam();
    const stores = [connect(ada), connect(elsewhere)];
    // Each has seen that nobody has it.
    for (const { lease } of stores) await lease.read();
    const startedAt = tenant.clock.now();
    const ends = await Promise.allSettled(stores.map(({ lease }, index) => lease.take(`tab-${index}`)));
    expect(ends.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    expect(tenant.clock.now() - startedAt).to.be.below(5_000);
  });

  it('tells who can change everything in a group that the host names', async () => {
    const { tenant, rootGroupId, connect } = await startTeam();
    const stranger = tenant.emulator.state().users.at(-1);
    await tenant.call('POST', `/groups/${rootGroupId}/owners/$ref`, {
      body: { '@odata.id': `${tenant.emulator.graph}/v1.0/directoryObjects/${stranger?.id ?? ''}` },
    });
    const place = await connect(elsewhere).proof?.readPlace();
    expect(place).to.include({ id: rootGroupId, name: 'Office 365 workspaces' });
    // Of the other one, who made it, Graph does not tell which role it is.
    expect(place?.owners.filter(({ isAdministrator }) => isAdministrator === false)).to.have.length(1);
    expect(place?.owners).to.have.length(2);
  });

  it('keeps people whom the directory does not know any more', async () => {
    const team = await startTeam();
    const store = team.connect(ada);
    const people = [...team.people.slice(0, 100), createId(), createId()];
    await store.workspaces.put(makeWorkspace('ws', { subscribers: people }), { etag: null });
    const read = (await team.connect(elsewhere).workspaces.get('ws'))?.workspace;
    expect([...(read?.draft.subscribers ?? [])].sort()).to.deep.equal([...people].sort());
  });

  it('keeps what does not fit into one record in several, and takes them along', async () => {
    const team = await startTeam();
    const store = team.connect(ada);
    const plans = Array.from({ length: 30 }, () => ({
      skuId: createId(),
      apps: Object.fromEntries(Array.from({ length: 20 }, () => [createId(), 'off' as const])),
    }));
    const etag = await store.workspaces.put(makeWorkspace('ws', { plans }), { etag: null });
    const theirs = team.connect(elsewhere);
    expect((await theirs.workspaces.get('ws'))?.workspace.draft.plans).to.deep.equal(plans);
    expect(listGroups(team).length).to.be.above(3);
    const next = await theirs.workspaces.put(makeWorkspace('ws', { plans: plans.slice(1) }), { etag });
    expect((await store.workspaces.get('ws'))?.workspace.draft.plans).to.deep.equal(plans.slice(1));
    await theirs.workspaces.delete('ws', { etag: next });
    expect(listGroups(team)).to.deep.equal([]);
    expect(await store.workspaces.list()).to.deep.equal({ workspaces: [], damaged: [] });
  });

  it('leaves nothing behind of what was refused', async () => {
    const team = await startTeam();
    const [mine, theirs] = [team.connect(ada), team.connect(elsewhere)];
    const people = team.people.slice(0, 100);
    const etag = await mine.workspaces.put(makeWorkspace('ws', { subscribers: people }), { etag: null });
    await theirs.workspaces.list();
    await mine.workspaces.put(makeWorkspace('ws', { name: 'Renamed', subscribers: people }), { etag });
    const before = listGroups(team).length;
    const refused = await theirs.workspaces
      .put(makeWorkspace('ws', { subscribers: people.slice(50) }), { etag })
      .then(
        () => 'nothing',
        (thrown: unknown) => Reflect.get(thrown as object, 'code') as unknown,
      );
    expect(refused).to.equal('stale');
    expect(listGroups(team).length).to.equal(before);
  });

  it('lists nothing that the root group does not, whatever its name and what it says', async () => {
    const team = await startTeam();
    const store = team.connect(ada);
    await store.workspaces.put(makeWorkspace('ws', {}), { etag: null });
    const [ours] = listGroups(team);
    // Anybody may make groups, and copy what ours say.
    const uniqueName = 'o365-store-workspace-0000';
    const { body } = await team.tenant.call('PATCH', `/groups(uniqueName='${uniqueName}')`, {
      headers: { Prefer: 'create-if-missing' },
      body: {
        displayName: ours?.displayName,
        mailEnabled: false,
        mailNickname: uniqueName,
        securityEnabled: true,
        groupTypes: [],
      },
    });
    const { body: extensions } = await team.tenant.call('GET', `/groups/${ours?.id}/extensions`);
    const [extension] = (extensions as { value: Record<string, string>[] }).value;
    const { extensionName, nonce, data } = extension ?? {};
    await team.tenant.call('POST', `/groups/${(body as { id: string }).id}/extensions`, {
      body: {
        '@odata.type': '#microsoft.graph.openTypeExtension',
        extensionName,
        nonce,
        data,
        about: 'forged',
      },
    });
    const { workspaces, damaged } = await team.connect(elsewhere).workspaces.list();
    expect(workspaces.map(({ workspace }) => workspace.id)).to.deep.equal(['ws']);
    expect(damaged).to.deep.equal([]);
  });

  it('asks which group it is until a person says so, and remembers that', async () => {
    const tenant = startGraphTenant({ lagMs: 0 });
    const { clock, graph } = tenant;
    const [mine, other] = [tenantStore({ inMemory: true, clock }), tenantStore({ inMemory: true, clock })];
    const context = { tenantId: 'contoso', by: ada.by, graph };
    const store = mine(context);
    const code = await store.workspaces.list().then(
      () => 'nothing',
      (thrown: unknown) => Reflect.get(thrown as object, 'code') as unknown,
    );
    expect(code).to.equal('store-not-chosen');
    expect(await choiceOf(store).list()).to.deep.equal([]);
    const made = await choiceOf(store).create();
    await store.workspaces.put(makeWorkspace('ws', {}), { etag: null });
    const theirs = other(context);
    const [found] = await choiceOf(theirs).list();
    expect(found).to.deep.equal(made);
    expect(made.owners).to.have.length(1);
    await choiceOf(theirs).accept(made.id);
    expect((await theirs.workspaces.list()).workspaces).to.have.length(1);
    expect((await other(context).workspaces.list()).workspaces).to.have.length(1);
    expect((await theirs.proof?.readPlace())?.id).to.equal(made.id);
  });
});
