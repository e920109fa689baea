import { describe, it } from 'node:test';
import { expect } from 'chai';
import { everyScope, startEmulator, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, readItems } from '../support/graph-answers.js';

interface Group {
  readonly id: string;
  readonly [property: string]: unknown;
}

const start = (): TestEmulator => startEmulator({ tenant: 'contoso', users: 100 });

async function find(test: TestEmulator, displayName: string): Promise<Group> {
  const [group] = readItems<Group>(await test.call('GET', `/groups?$filter=displayName eq '${displayName}'`));
  if (!group) throw new Error(`No ${displayName}`);
  return group;
}

function listMembers(test: TestEmulator, groupId: string): readonly string[] {
  return test.emulator.state().groups.find(({ id }) => id === groupId)?.members ?? [];
}

// https://learn.microsoft.com/graph/api/resources/groups-overview#group-types-in-microsoft-entra-id-and-microsoft-graph
describe('a mail-enabled security group', () => {
  it('is there, and its members are changed in Exchange only', async () => {
    const test = start();
    const group = await find(test, 'Project Leads');
    expect(group).to.deep.include({ mailEnabled: true, securityEnabled: true, groupTypes: [] });
    expect(listMembers(test, group.id)).not.to.deep.equal([]);
    expectError(
      await test.call('POST', `/groups/${group.id}/members/$ref`, {
        body: {
          '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${findUnlicensed(test.emulator).id}`,
        },
      }),
      400,
      'Request_BadRequest',
      'Cannot Update a mail-enabled security groups and or distribution list.',
    );
  });
});

// https://learn.microsoft.com/graph/api/group-list-members: "To list the members of a hidden membership group, the
// Member.Read.Hidden permission is required."; who may then see them: api/resources/group#group-visibility-options
describe('a group with hidden membership', () => {
  const eventual = { ConsistencyLevel: 'eventual' };
  const all = [...everyScope, 'Member.Read.Hidden'];

  it('shows nobody who is in it', async () => {
    const test = start();
    const { id, visibility } = await find(test, 'Works Council');
    expect(visibility).to.equal('HiddenMembership');
    expect(listMembers(test, id)).not.to.deep.equal([]);
    for (const path of ['members', 'transitiveMembers', 'members/microsoft.graph.user'])
      expect(readItems(await test.call('GET', `/groups/${id}/${path}`))).to.deep.equal([]);
    expect((await test.call('GET', `/groups/${id}/members/$count`, { headers: eventual })).body).to.equal(
      '0',
    );
    const expanded = await test.call('GET', `/groups/${id}?$expand=members`);
    expect((expanded.body as { members: unknown }).members).to.deep.equal([]);
    const [member = ''] = listMembers(test, id);
    for (const path of ['memberOf', 'transitiveMemberOf'])
      expect(
        readItems(await test.call('GET', `/users/${member}/${path}`)).map((item) => item['id']),
      ).not.to.include(id);
    const changes = await test.call('GET', '/groups/delta?$select=displayName,members');
    expect(readItems<Group>(changes).find((item) => item.id === id)).not.to.have.property('members@delta');
  });

  it('shows its members to administrators and to each other, with a permission of its own', async () => {
    const test = start();
    const { id } = await find(test, 'Works Council');
    const members = listMembers(test, id);
    const ask = async (user?: string) =>
      readItems<Group>(
        await test.call('GET', `/groups/${id}/members?$select=id`, {
          scopes: all,
          ...(user ? { user, roles: [] } : {}),
        }),
      ).map((item) => item.id);
    expect(await ask()).to.have.members(members);
    expect(await ask(members[0])).to.have.members(members);
    expect(await ask(findUnlicensed(test.emulator).id)).to.deep.equal([]);
  });

  it('is a Microsoft 365 group from the start', async () => {
    const test = start();
    const create = (extra: object) =>
      test.call('POST', '/groups', {
        body: {
          displayName: 'Council',
          mailEnabled: true,
          mailNickname: 'council',
          securityEnabled: false,
          visibility: 'HiddenMembership',
          ...extra,
        },
      });
    expect((await create({ mailEnabled: false, securityEnabled: true })).status).to.equal(400);
    const created = await create({ groupTypes: ['Unified'] });
    expect(created.status).to.equal(201);
    const { id } = created.body as Group;
    const opened = await test.call('PATCH', `/groups/${id}`, { body: { visibility: 'Private' } });
    expect(opened.status).to.equal(400);
  });
});

// https://learn.microsoft.com/graph/api/group-delete: security groups too are kept for 30 days.
describe('a security group in the recycle bin', () => {
  it('is there from the start', async () => {
    const test = start();
    const deleted = readItems(await test.call('GET', '/directory/deletedItems/microsoft.graph.group'));
    expect(deleted.map(({ displayName }) => displayName)).to.deep.equal(['Relocation 2025']);
  });
});
