import { describe, it } from 'node:test';
import { expect } from 'chai';
import { readGroupOwners } from '../../../src/services/groups/group-owners.js';
import { readGroupSummary } from '../../../src/services/groups/group-summary.js';
import * as groups from '../../../src/services/groups/groups.js';
import { findUnlicensed, readItems } from '../../support/graph-answers.js';
import { startGraphTenant, type GraphTenant } from '../../support/graph-fixture.js';
import { codeOf, guid } from '../../support/sample-workspace.js';

const reading = ['User.Read.All', 'GroupMember.Read.All'];

async function createGroup({ graph, shown }: GraphTenant): Promise<string> {
  const uniqueName = groups.nameWorkspaceGroup();
  const { id } = await groups.createWorkspaceGroup(graph, { uniqueName, name: 'Sales' });
  await shown();
  return id;
}

/** A group that the administrator made, and that these own too. */
async function startOwnedGroup(owners: number) {
  const tenant = startGraphTenant();
  const groupId = await createGroup(tenant);
  const people = Array.from({ length: owners }, (_, index) => findUnlicensed(tenant.emulator, index));
  for (const { id } of people)
    await tenant.call('POST', `/groups/${groupId}/owners/$ref`, {
      body: { '@odata.id': `${tenant.emulator.graph}/v1.0/directoryObjects/${id}` },
    });
  return { tenant, groupId, people };
}

describe('readGroupOwners', () => {
  it('tells administrators from others', async () => {
    const { tenant, groupId, people } = await startOwnedGroup(3);
    const [plain, reporter, licenser] = people;
    if (!plain || !reporter || !licenser) throw new Error('nobody');
    tenant.emulator.giveRole(reporter.id, 'Reports Reader');
    tenant.emulator.giveRole(licenser.id, 'License Administrator');
    await tenant.shown();
    const graph = tenant.connect(undefined, { scopes: [...reading, 'RoleManagement.Read.Directory'] });
    const { administrator } = tenant.emulator.tenant;
    const owners = await readGroupOwners(graph, groupId);
    expect(owners.map(({ userId, isAdministrator }) => [userId, isAdministrator])).to.have.deep.members([
      [administrator.id, true],
      [plain.id, false],
      [reporter.id, false],
      [licenser.id, true],
    ]);
    const { body } = await tenant.call('GET', `/users/${plain.id}?$select=displayName`);
    expect(body).to.include({ displayName: owners.find(({ userId }) => userId === plain.id)?.displayName });
  });

  it('asks for no further permission: of who holds a role, it is then unknown which', async () => {
    const { tenant, groupId, people } = await startOwnedGroup(2);
    const [plain, reporter] = people;
    tenant.emulator.giveRole(reporter?.id ?? '', 'Reports Reader');
    await tenant.shown();
    const owners = await readGroupOwners(tenant.connect(undefined, { scopes: reading }), groupId);
    expect(owners.map(({ userId, isAdministrator }) => [userId, isAdministrator])).to.have.deep.members([
      [tenant.emulator.tenant.administrator.id, undefined],
      [plain?.id, false],
      [reporter?.id, undefined],
    ]);
  });

  it('names an app that owns the group, whose roles are unknown', async () => {
    const tenant = startGraphTenant({ tenant: 'contoso', users: 60 });
    const groupId = await createGroup(tenant);
    const [app] = readItems<{ id: string; displayName: string }>(
      await tenant.call('GET', '/servicePrincipals?$select=id,displayName&$top=1'),
    );
    if (!app) throw new Error('no app');
    await tenant.call('POST', `/groups/${groupId}/owners/$ref`, {
      body: { '@odata.id': `${tenant.emulator.graph}/v1.0/directoryObjects/${app.id}` },
    });
    const owners = await readGroupOwners(tenant.graph, groupId);
    expect(owners).to.have.length(2);
    expect(owners).to.deep.include({
      userId: app.id,
      displayName: app.displayName,
      isAdministrator: undefined,
    });
  });

  it('leaves open what somebody is whose roles Graph refuses to tell', async () => {
    const { tenant, groupId } = await startOwnedGroup(1);
    tenant.emulator.faults.add({
      kind: 'status',
      path: '/users/*/transitiveMemberOf/microsoft.graph.directoryRole',
      status: 403,
    });
    const owners = await readGroupOwners(tenant.graph, groupId);
    expect(owners.map(({ isAdministrator }) => isAdministrator)).to.deep.equal([undefined, undefined]);
  });

  it('is a failure where the owners themselves cannot be read', async () => {
    const { tenant, groupId } = await startOwnedGroup(0);
    expect(await codeOf(readGroupOwners(tenant.graph, guid(1)))).to.equal('not-found');
    const graph = tenant.connect(undefined, { scopes: ['User.Read.All'] });
    expect(await codeOf(readGroupOwners(graph, groupId))).to.equal('consent-required');
  });
});

describe('readGroupSummary', () => {
  it('tells the name and counts the members', async () => {
    const tenant = startGraphTenant();
    const groupId = await createGroup(tenant);
    for (const index of [0, 1, 2])
      await tenant.call('POST', `/groups/${groupId}/members/$ref`, {
        body: {
          '@odata.id': `${tenant.emulator.graph}/v1.0/directoryObjects/${findUnlicensed(tenant.emulator, index).id}`,
        },
      });
    expect(await readGroupSummary(tenant.graph, groupId)).to.deep.equal({
      id: groupId,
      displayName: 'Workspace plans: Sales',
      memberCount: 3,
    });
  });

  it('counts none in an empty group, and knows no group that is gone', async () => {
    const tenant = startGraphTenant();
    expect(await readGroupSummary(tenant.graph, await createGroup(tenant))).to.include({ memberCount: 0 });
    expect(await codeOf(readGroupSummary(tenant.graph, guid(1)))).to.equal('not-found');
  });
});
