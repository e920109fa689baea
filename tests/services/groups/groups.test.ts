import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { clouds } from '../../../src/microsoft/clouds.js';
import type { ProvisioningError } from '../../../src/model/errors.js';
import {
  addGroupExtension,
  listGroupExtensions,
  removeGroupExtension,
} from '../../../src/services/groups/group-extensions.js';
import {
  assignGroupLicenseWrite,
  getGroupLicensing,
  listMembersWithLicenseErrors,
} from '../../../src/services/groups/group-licensing.js';
import {
  addMembersWrites,
  removeMemberWrite,
  writeGroupMembersScopes,
} from '../../../src/services/groups/group-members.js';
import * as groups from '../../../src/services/groups/groups.js';
import { listPlans, writeLicensesScopes } from '../../../src/services/licenses/licenses.js';
import { listUserIds, startGraphTenant, type GraphTenant } from '../../support/graph-fixture.js';
import { codeOf, guid } from '../../support/sample-workspace.js';

const workspace = { uniqueName: groups.nameWorkspaceGroup(), name: "O'Brien & <Sons>" };

async function collect(pages: AsyncIterable<{ items: readonly string[] }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...page.items);
  return ids.sort();
}

async function createGroup({ graph, shown }: GraphTenant): Promise<string> {
  const { id } = await groups.createWorkspaceGroup(graph, workspace);
  await shown();
  return id;
}

describe('groups', () => {
  it('are created once under a name, however often one asks', async () => {
    const { graph, shown } = startGraphTenant();
    const first = await groups.createWorkspaceGroup(graph, workspace);
    await shown();
    const second = await groups.createWorkspaceGroup(graph, { ...workspace, name: 'Renamed' });
    await shown();
    expect([first.created, second.created]).to.deep.equal([true, false]);
    expect(second.id).to.equal(first.id);
    const found = await groups.listGroupsByPrefix(graph, 'Workspace plans: ');
    expect(found.map(({ displayName }) => displayName)).to.deep.equal(['Workspace plans: Renamed']);
  });

  it('are other groups under other names, for one workspace too', async () => {
    const { graph, shown } = startGraphTenant();
    const first = await groups.createWorkspaceGroup(graph, workspace);
    const uniqueName = groups.nameWorkspaceGroup();
    const second = await groups.createWorkspaceGroup(graph, { ...workspace, uniqueName });
    await shown();
    expect(second.created).to.equal(true);
    expect(second.id).not.to.equal(first.id);
    expect(await groups.getGroupByUniqueName(graph, uniqueName)).to.include({ id: second.id, uniqueName });
  });

  it('are created and deleted once, though each answer gets lost once', async () => {
    const lost = { kind: 'drop-after', count: 1 } as const;
    const tenant = startGraphTenant({
      faults: [
        { ...lost, method: 'PATCH' },
        { ...lost, method: 'DELETE' },
      ],
    });
    const sent: string[] = [];
    const graph = tenant.connect((request) => {
      sent.push(request.method);
      return tenant.fetch(request);
    });
    const { id } = await groups.createWorkspaceGroup(graph, workspace);
    expect(await groups.listGroupsByPrefix(graph, 'Workspace plans: ')).to.have.length(1);
    await groups.deleteGroup(graph, id);
    expect(await groups.listGroupsByPrefix(graph, 'Workspace plans: ')).to.deep.equal([]);
    expect(sent.filter((method) => method !== 'GET')).to.deep.equal(['PATCH', 'PATCH', 'DELETE', 'DELETE']);
  });

  it('are found by the start of a name with characters that OData and URLs know', async () => {
    const tenant = startGraphTenant();
    const id = await createGroup(tenant);
    const found = await groups.listGroupsByPrefix(tenant.graph, "Workspace plans: O'Brien & <");
    expect(found.map((group) => group.id)).to.deep.equal([id]);
    expect(
      await groups.listGroupsByPrefix(tenant.graph, "Workspace plans: O'Brien' or true eq true"),
    ).to.deep.equal([]);
  });

  it('are found by words of the name', async () => {
    const tenant = startGraphTenant();
    const id = await createGroup(tenant);
    expect(
      (await groups.searchGroups(tenant.graph, 'Workspace plans', 5)).map((group) => group.id),
    ).to.include(id);
  });

  it('are unknown by a unique name that nobody took', async () => {
    const { graph } = startGraphTenant();
    expect(await groups.getGroupByUniqueName(graph, "it's/not?there")).to.equal(undefined);
  });

  it('take hundreds of members in twenties and lose one at a time', async () => {
    const tenant = startGraphTenant({ users: 300 });
    const { graph } = tenant;
    const groupId = await createGroup(tenant);
    const users = await listUserIds(tenant, 250);
    const writes = addMembersWrites(graph, groupId, users);
    expect(writes).to.have.length(13);
    for await (const outcome of graph.writeAll(writes, { scopes: writeGroupMembersScopes }))
      expect(outcome.ok, JSON.stringify(outcome)).to.equal(true);
    await tenant.shown();
    expect(await collect(groups.listGroupMembers(graph, groupId))).to.deep.equal(users);
    await graph.write(removeMemberWrite(groupId, users[0] ?? ''), { scopes: writeGroupMembersScopes });
    await tenant.shown();
    expect(await collect(groups.listTransitiveMembers(graph, groupId))).to.deep.equal(users.slice(1));
    expect(await listUserIds(tenant, 250)).to.deep.equal(users);
  });

  it('tell direct members from those of groups within', async () => {
    const tenant = startGraphTenant({ users: 60 });
    const { graph } = tenant;
    const [outer, inner] = [
      await createGroup(tenant),
      (await groups.createWorkspaceGroup(graph, { uniqueName: groups.nameWorkspaceGroup(), name: 'Inner' }))
        .id,
    ];
    await tenant.shown();
    const users = await listUserIds(tenant, 3);
    for (const write of [
      ...addMembersWrites(graph, outer, [inner]),
      ...addMembersWrites(graph, inner, users),
    ])
      await graph.write(write, { scopes: groups.writeGroupsScopes });
    await tenant.shown();
    expect(await collect(groups.listGroupMembers(graph, outer))).to.deep.equal([]);
    expect(await collect(groups.listTransitiveMembers(graph, outer))).to.deep.equal(users);
  });

  it('hand plans to their members, and can go only without them', async () => {
    const tenant = startGraphTenant({ users: 60 });
    const { graph } = tenant;
    const groupId = await createGroup(tenant);
    const plan = (await listPlans(graph)).find((each) => each.skuPartNumber === 'FLOW_FREE');
    const skuId = plan?.skuId ?? '';
    const users = await listUserIds(tenant, 3);
    for (const write of addMembersWrites(graph, groupId, users))
      await graph.write(write, { scopes: writeGroupMembersScopes });
    await graph.write(assignGroupLicenseWrite(groupId, [{ skuId, disabledPlans: [] }], []), {
      scopes: writeLicensesScopes,
    });
    await tenant.clock.sleep(60_000);
    expect(await getGroupLicensing(graph, groupId)).to.deep.equal({
      licenses: [{ skuId, disabledPlans: [] }],
      state: 'complete',
    });
    expect(await listMembersWithLicenseErrors(graph, groupId)).to.deep.equal([]);
    expect(await codeOf(groups.deleteGroup(graph, groupId))).to.equal('request-refused');
    await graph.write(assignGroupLicenseWrite(groupId, [], [skuId]), { scopes: writeLicensesScopes });
    await tenant.clock.sleep(60_000);
    await groups.deleteGroup(graph, groupId);
    await groups.deleteGroup(graph, groupId);
    await tenant.shown();
    expect(await codeOf(getGroupLicensing(graph, groupId))).to.equal('not-found');
  });

  it('keep small records of which only one has a name', async () => {
    const tenant = startGraphTenant();
    const { graph } = tenant;
    const groupId = await createGroup(tenant);
    const record = { name: 'com.example.record', values: { data: 'it\'s "quoted" & <escaped>' } };
    await addGroupExtension(graph, groupId, record);
    expect(
      await codeOf(addGroupExtension(graph, groupId, { ...record, values: { data: 'second' } })),
    ).to.equal('conflict');
    await tenant.shown();
    expect(await listGroupExtensions(graph, groupId)).to.deep.equal([record]);
    await removeGroupExtension(graph, groupId, record.name);
    await removeGroupExtension(graph, groupId, record.name);
    await tenant.shown();
    expect(await listGroupExtensions(graph, groupId)).to.deep.equal([]);
  });

  it('tell which permission is missing', async () => {
    const tenant = startGraphTenant();
    const graph = tenant.connect(tenant.fetch, { scopes: ['GroupMember.Read.All'] });
    expect(await groups.listGroupsByPrefix(graph, 'x')).to.deep.equal([]);
    const error: unknown = await groups
      .createWorkspaceGroup(graph, workspace)
      .catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'consent-required' });
    expect((error as ProvisioningError).scopes).to.deep.equal(['Group.ReadWrite.All']);
  });
});

describe('nameWorkspaceGroup', () => {
  it('makes a name that Graph takes and that nobody can guess', () => {
    const names = Array.from({ length: 1_000 }, groups.nameWorkspaceGroup);
    expect(new Set(names).size).to.equal(names.length);
    // 64 characters are the most of a mail nickname. Of these, 122 bits are random.
    for (const name of names) expect(name).to.match(/^[a-z0-9][a-z0-9.-]{36,63}$/);
  });
});

describe('addMembersWrites', () => {
  it('adds everybody once, at most 20 in a write, one write after the other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 120 }), (ids) => {
        const writes = addMembersWrites({ origin: clouds.global.graph }, guid(1), ids);
        const references = writes.map(
          ({ body }) => (body as Record<string, string[]>)['members@odata.bind'] ?? [],
        );
        expect(references.flat().map((url) => url.slice(-36))).to.deep.equal(ids);
        expect(references.every((list) => list.length >= 1 && list.length <= 20)).to.equal(true);
        expect(writes).to.have.length(Math.ceil(ids.length / 20));
        expect(writes.every(({ key }) => key === guid(1))).to.equal(true);
      }),
    );
  });

  for (const cloud of Object.values(clouds))
    it(`refers to the Graph of the cloud ${cloud.name}, which takes it`, async () => {
      const tenant = startGraphTenant({ users: 60, cloud: cloud.name });
      const groupId = await createGroup(tenant);
      const [user = ''] = await listUserIds(tenant, 1);
      const [write] = addMembersWrites(tenant.graph, groupId, [user]);
      expect(write?.body).to.deep.equal({
        'members@odata.bind': [`${cloud.graph}/v1.0/directoryObjects/${user}`],
      });
      if (write) await tenant.graph.write(write, { scopes: writeGroupMembersScopes });
      await tenant.shown();
      expect(await collect(groups.listGroupMembers(tenant.graph, groupId))).to.deep.equal([user]);
    });

  it('never addresses the user when it takes a member out', () => {
    expect(removeMemberWrite(guid(1), guid(2)).path).to.match(/\/\$ref$/);
    expect(() => removeMemberWrite(guid(1), ''))
      .to.throw()
      .with.property('code', 'request-refused');
  });
});
