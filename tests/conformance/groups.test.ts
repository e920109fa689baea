import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { expectError, readItems } from '../support/graph-answers.js';

const reference = (id: string): string => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`;
const security = {
  displayName: 'Workspace',
  mailEnabled: false,
  mailNickname: 'workspace',
  securityEnabled: true,
};

async function createGroup(test: TestEmulator, extra: object = {}): Promise<string> {
  const answer = await test.call('POST', '/groups', { body: { ...security, ...extra } });
  expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
  return (answer.body as { id: string }).id;
}

function listUserIds(test: TestEmulator, count: number): string[] {
  return test.emulator
    .state()
    .users.slice(1, count + 1)
    .map(({ id }) => id);
}

function listMembers(test: TestEmulator, groupId: string): readonly string[] {
  return test.emulator.state().groups.find(({ id }) => id === groupId)?.members ?? [];
}

async function findGroupId(test: TestEmulator, displayName: string): Promise<string> {
  const [group] = readItems<{ id: string }>(
    await test.call('GET', `/groups?$filter=displayName eq '${displayName}'&$select=id`),
  );
  return group?.id ?? '';
}

describe('creating groups', () => {
  it('answers the group; its creator owns it', async () => {
    const test = startEmulator({ users: 60 });
    const id = await createGroup(test, { description: 'Everything for sales' });
    const group = await test.call('GET', `/groups/${id}`);
    expect(group.body).to.include({
      id,
      displayName: 'Workspace',
      description: 'Everything for sales',
      securityEnabled: true,
    });
    const owners = await test.call('GET', `/groups/${id}/owners?$select=id`);
    expect(readItems(owners)[0]).to.include({ id: test.emulator.tenant.administrator.id });
  });

  it('takes 20 relationships and refuses 21', async () => {
    const test = startEmulator({ users: 60 });
    await createGroup(test, { 'members@odata.bind': listUserIds(test, 20).map(reference) });
    const body = { ...security, 'members@odata.bind': listUserIds(test, 21).map(reference) };
    expectError(
      await test.call('POST', '/groups', { body, invalid: true }),
      400,
      'Request_BadRequest',
      'A resource cannot contain more than 20 link changes',
    );
  });

  for (const missing of ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'] as const)
    it(`wants ${missing}`, async () => {
      const { [missing]: _left, ...body } = security;
      const answer = await startEmulator().call('POST', '/groups', { body, invalid: true });
      expectError(
        answer,
        400,
        'Request_BadRequest',
        `A value is required for property '${missing}' of resource 'Group'.`,
      );
    });

  it('refuses nicknames with forbidden characters and names that are too long', async () => {
    const test = startEmulator();
    for (const wrong of [
      { mailNickname: 'a b' },
      { mailNickname: 'x'.repeat(65) },
      { displayName: 'x'.repeat(257) },
    ]) {
      const answer = await test.call('POST', '/groups', { body: { ...security, ...wrong } });
      expect(answer.status, JSON.stringify(wrong)).to.equal(400);
    }
  });

  it('needs a role that may create groups, which License Administrator is not', async () => {
    const test = startEmulator();
    const answer = await test.call('POST', '/groups', { body: security, roles: ['License Administrator'] });
    expect(answer.status).to.equal(403);
  });
});

describe('PATCH /groups(uniqueName=…)', () => {
  const path = "/groups(uniqueName='workspace-1')";

  it('creates when asked to, then updates', async () => {
    const test = startEmulator();
    const headers = { Prefer: 'create-if-missing' };
    const created = await test.call('PATCH', path, { body: security, headers });
    const updated = await test.call('PATCH', path, { body: { description: 'Later' }, headers });
    expect([created.status, updated.status]).to.deep.equal([201, 204]);
    const read = await test.call(
      'GET',
      `/groups/${(created.body as { id: string }).id}?$select=uniqueName,description`,
    );
    expect(read.body).to.include({ uniqueName: 'workspace-1', description: 'Later' });
  });

  it('answers 404 without the preference', async () => {
    expect((await startEmulator().call('PATCH', path, { body: security })).status).to.equal(404);
  });

  it('never changes the unique name', async () => {
    const test = startEmulator();
    const id = await createGroup(test, { uniqueName: 'first' });
    const answer = await test.call('PATCH', `/groups/${id}`, { body: { uniqueName: 'second' } });
    expect(answer.status).to.equal(400);
  });

  it('refuses a second group of the same unique name', async () => {
    const test = startEmulator();
    await createGroup(test, { uniqueName: 'first' });
    expectError(
      await test.call('POST', '/groups', { body: { ...security, uniqueName: 'first' } }),
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      'Another object with the same value for property uniqueName already exists.',
    );
  });
});

describe('members of a group', () => {
  it('are added 20 at a time', async () => {
    const test = startEmulator({ users: 60 });
    const id = await createGroup(test);
    const body = { 'members@odata.bind': listUserIds(test, 20).map(reference) };
    expect((await test.call('PATCH', `/groups/${id}`, { body })).status).to.equal(204);
    expect(listMembers(test, id)).to.have.length(20);
  });

  it('are refused beyond 20 in one request', async () => {
    const test = startEmulator({ users: 60 });
    const id = await createGroup(test);
    const body = { 'members@odata.bind': listUserIds(test, 21).map(reference) };
    expectError(
      await test.call('PATCH', `/groups/${id}`, { body, invalid: true }),
      400,
      'Request_BadRequest',
      'A resource cannot contain more than 20 link changes',
    );
    expect(listMembers(test, id)).to.have.length(0);
  });

  it('are added all or none when one is there already', async () => {
    const test = startEmulator({ users: 60 });
    const [first = '', second = ''] = listUserIds(test, 2);
    const id = await createGroup(test, { 'members@odata.bind': [reference(first)] });
    const body = { 'members@odata.bind': [reference(second), reference(first)] };
    expectError(
      await test.call('PATCH', `/groups/${id}`, { body }),
      400,
      'Request_BadRequest',
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
    expect(listMembers(test, id)).to.deep.equal([first]);
  });

  it('are added all or none when one does not exist', async () => {
    const test = startEmulator({ users: 60 });
    const unknown = '00000000-0000-4000-a000-000000000000';
    const id = await createGroup(test);
    const body = { 'members@odata.bind': [...listUserIds(test, 1), unknown].map(reference) };
    expectError(
      await test.call('PATCH', `/groups/${id}`, { body }),
      404,
      'Request_ResourceNotFound',
      `Resource '${unknown}' does not exist or one of its queried reference-property objects are not present.`,
    );
    expect(listMembers(test, id)).to.have.length(0);
  });

  it('are added and removed by reference', async () => {
    const test = startEmulator({ users: 60 });
    const [user = ''] = listUserIds(test, 1);
    const id = await createGroup(test);
    const added = await test.call('POST', `/groups/${id}/members/$ref`, {
      body: { '@odata.id': reference(user) },
    });
    const removed = await test.call('DELETE', `/groups/${id}/members/${user}/$ref`);
    const again = await test.call('DELETE', `/groups/${id}/members/${user}/$ref`);
    expect([added.status, removed.status, again.status]).to.deep.equal([204, 204, 404]);
  });

  it('cannot be added while the new group is not visible yet', async () => {
    const test = startEmulator({ users: 60, lagMs: 5000 });
    const [user = ''] = listUserIds(test, 1);
    const id = await createGroup(test);
    const body = { 'members@odata.bind': [reference(user)] };
    expectError(
      await test.call('PATCH', `/groups/${id}`, { body }),
      400,
      'Request_BadRequest',
      "The source resource object or one of the objects being referenced don't exist.",
    );
    expect((await test.call('GET', `/groups/${id}`)).status).to.equal(404);
    await test.clock.advance(5001);
    expect((await test.call('PATCH', `/groups/${id}`, { body })).status).to.equal(204);
  });

  // https://learn.microsoft.com/graph/api/group-post-members: mail-enabled groups belong to Exchange.
  it('cannot be changed in a distribution list', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const id = await findGroupId(test, 'Newsletter Readers');
    const [user = ''] = listUserIds(test, 1);
    for (const answer of [
      await test.call('POST', `/groups/${id}/members/$ref`, { body: { '@odata.id': reference(user) } }),
      await test.call('DELETE', `/groups/${id}/members/${listMembers(test, id)[0] ?? ''}/$ref`),
      await test.call('PATCH', `/groups/${id}`, { body: { 'members@odata.bind': [reference(user)] } }),
    ])
      expectError(
        answer,
        400,
        'Request_BadRequest',
        'Cannot Update a mail-enabled security groups and or distribution list.',
      );
  });

  it('cannot be changed where a rule fills the group', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const id = await findGroupId(test, 'Everyone in Sales (dynamic)');
    const [user = ''] = listUserIds(test, 1);
    expectError(
      await test.call('POST', `/groups/${id}/members/$ref`, { body: { '@odata.id': reference(user) } }),
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  });

  // https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept
  for (const [role, status] of [
    ['Groups Administrator', 403],
    ['User Administrator', 403],
    ['Directory Writers', 403],
    ['Privileged Role Administrator', 204],
    ['Global Administrator', 204],
  ] as const)
    it(`are ${status === 204 ? 'changed' : 'refused'} in a group that may hold roles to a ${role}`, async () => {
      const test = startEmulator({ tenant: 'contoso', users: 100 });
      const id = await findGroupId(test, 'Cloud Admins');
      const [user = ''] = listUserIds(test, 1);
      const answer = await test.call('POST', `/groups/${id}/members/$ref`, {
        body: { '@odata.id': reference(user) },
        roles: [role],
      });
      expect(answer.status).to.equal(status);
    });

  it('can be changed by an owner without any role', async () => {
    const test = startEmulator({ users: 60 });
    const [owner = '', member = ''] = listUserIds(test, 2);
    const id = await createGroup(test, { 'owners@odata.bind': [reference(owner)] });
    const change = (user: string) =>
      test.call('POST', `/groups/${id}/members/$ref`, {
        body: { '@odata.id': reference(member) },
        scopes: ['GroupMember.ReadWrite.All'],
        roles: [],
        user,
      });
    expect((await change(member)).status).to.equal(403);
    expect((await change(owner)).status).to.equal(204);
  });

  it('come with their type, nested ones only transitively', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const id = await findGroupId(test, 'All Departments');
    const direct = readItems(await test.call('GET', `/groups/${id}/members?$select=id`));
    expect(new Set(direct.map((item) => item['@odata.type']))).to.deep.equal(
      new Set(['#microsoft.graph.group']),
    );
    const people = await test.call(
      'GET',
      `/groups/${id}/transitiveMembers/microsoft.graph.user?$select=id&$count=true&$top=999`,
      { headers: { ConsistencyLevel: 'eventual' } },
    );
    expect(readItems(people).length).to.be.greaterThan(50);
    expect(new Set(readItems(people).map((item) => item['@odata.type']))).to.deep.equal(
      new Set(['#microsoft.graph.user']),
    );
  });

  it('are counted only with ConsistencyLevel', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const id = await findGroupId(test, 'Sales Team');
    expectError(
      await test.call('GET', `/groups/${id}/members/$count`, { invalid: true }),
      400,
      'Request_BadRequest',
      '$count is not currently supported.',
    );
    const counted = await test.call('GET', `/groups/${id}/members/$count`, {
      headers: { ConsistencyLevel: 'eventual' },
    });
    expect(Number(counted.body)).to.equal(listMembers(test, id).length);
  });

  it('show only type and id to a caller who may not read people', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const id = await findGroupId(test, 'Sales Team');
    const members = await test.call('GET', `/groups/${id}/members?$top=1`, {
      scopes: ['GroupMember.Read.All'],
    });
    const [member = {}] = readItems(members);
    expect(member['@odata.type']).to.equal('#microsoft.graph.user');
    expect(member['id']).to.be.a('string');
    expect(member['displayName']).to.equal(null);
  });
});

describe('members of a group, filtered', () => {
  const eventual = { ConsistencyLevel: 'eventual' };

  // https://learn.microsoft.com/graph/api/group-list-members; Graph Toolkit asks so.
  it('need no cast, whatever kinds they are', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const [user = ''] = listUserIds(test, 1);
    const nested = await createGroup(test, { displayName: 'Aardvarks' });
    const id = await createGroup(test, { 'members@odata.bind': [reference(user), reference(nested)] });
    const { displayName } = (await test.call('GET', `/users/${user}`)).body as { displayName: string };
    const ask = (prefix: string) =>
      test.call(
        'GET',
        `/groups/${id}/members?$count=true&$filter=startsWith(displayName,'${prefix.replaceAll("'", "''")}')`,
        { headers: eventual },
      );
    expect(readItems(await ask('Aardv')).map((item) => item['id'])).to.deep.equal([nested]);
    const people = await ask(displayName);
    expect(readItems(people).map((item) => item['id'])).to.deep.equal([user]);
    expect((people.body as { '@odata.count': number })['@odata.count']).to.equal(1);
    const counted = await test.call(
      'GET',
      `/groups/${id}/members/$count?$filter=startsWith(displayName,'Aardv')`,
      { headers: eventual },
    );
    expect(counted.body).to.equal('1');
  });

  it('are an advanced query', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const id = await findGroupId(test, 'Sales Team');
    const answer = await test.call('GET', `/groups/${id}/members?$filter=startsWith(displayName,'A')`, {
      invalid: true,
    });
    expect(answer.status).to.equal(400);
  });

  it('come all with an empty filter', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const id = await findGroupId(test, 'Sales Team');
    const members = await test.call('GET', `/groups/${id}/members?$filter=&$select=id&$top=999`);
    expect(readItems(members)).to.have.length(listMembers(test, id).length);
  });
});

describe('owners of a group', () => {
  const listOwners = async (test: TestEmulator, id: string): Promise<unknown[]> =>
    readItems(await test.call('GET', `/groups/${id}/owners?$select=id`)).map((item) => item['id']);

  // https://learn.microsoft.com/graph/api/group-post-owners, group-delete-owners
  it('are added and removed by reference, but for the last', async () => {
    const test = startEmulator({ users: 60 });
    const [user = ''] = listUserIds(test, 1);
    const id = await createGroup(test);
    const add = () =>
      test.call('POST', `/groups/${id}/owners/$ref`, { body: { '@odata.id': reference(user) } });
    const remove = (owner: string) => test.call('DELETE', `/groups/${id}/owners/${owner}/$ref`);
    const { id: creator } = test.emulator.tenant.administrator;
    expect((await add()).status).to.equal(204);
    expect(await listOwners(test, id)).to.have.members([creator, user]);
    expectError(
      await add(),
      400,
      'Request_BadRequest',
      "One or more added object references already exist for the following modified properties: 'owners'.",
    );
    expect((await remove(creator)).status).to.equal(204);
    expect((await remove(creator)).status).to.equal(404);
    expectError(
      await remove(user),
      400,
      'Request_BadRequest',
      'The group must have at least one owner, hence this owner cannot be removed.',
    );
    expect(await listOwners(test, id)).to.deep.equal([user]);
  });

  // https://learn.microsoft.com/graph/api/group-list-owners: "Currently, service principals are not listed as group owners
  // due to the staged rollout of service principals to the Microsoft Graph v1.0 endpoint." Beta lists them, and what is
  // expanded holds them: microsoftgraph/microsoft-graph-docs#19619.
  it('are apps too, which version 1.0 expands and does not list', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const [app] = readItems<{ id: string; displayName: string }>(
      await test.call('GET', '/servicePrincipals?$select=id,displayName&$top=1'),
    );
    if (!app) throw new Error('no app');
    const id = await createGroup(test);
    const added = await test.call('POST', `/groups/${id}/owners/$ref`, {
      body: { '@odata.id': reference(app.id) },
    });
    expect(added.status).to.equal(204);
    const { id: creator } = test.emulator.tenant.administrator;
    expect(await listOwners(test, id)).to.deep.equal([creator]);
    const path = `/groups/${id}?$select=id&$expand=owners($select=id,displayName)`;
    const { owners } = (await test.call('GET', path)).body as { owners: { id: string }[] };
    expect(owners.map((owner) => owner.id)).to.have.members([creator, app.id]);
    expect(owners).to.deep.include({ '@odata.type': '#microsoft.graph.servicePrincipal', ...app });
    const listed = readItems(await test.call('GET', `/beta/groups/${id}/owners?$select=id`));
    expect(listed.map((item) => item['id'])).to.have.members([creator, app.id]);
  });

  it('are people, not groups', async () => {
    const test = startEmulator({ users: 60 });
    const [id, other] = [await createGroup(test), await createGroup(test)];
    const answer = await test.call('POST', `/groups/${id}/owners/$ref`, {
      body: { '@odata.id': reference(other) },
    });
    expect(answer.status).to.equal(400);
  });
});

describe('groups that give a license', () => {
  // https://learn.microsoft.com/graph/api/resources/group: assignedLicenses supports $filter (eq).
  it('are found by its SKU', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 100 });
    const { groups } = test.emulator.state();
    const skuId = groups.flatMap(({ assignedLicenses }) => assignedLicenses)[0]?.skuId ?? '';
    const carrying = groups.filter(({ assignedLicenses }) =>
      assignedLicenses.some((each) => each.skuId === skuId),
    );
    const found = readItems(
      await test.call('GET', `/groups?$filter=assignedLicenses/any(a:a/skuId eq ${skuId})&$select=id`),
    );
    expect(found.map((item) => item['id'])).to.have.members(carrying.map(({ id }) => id));
  });
});

describe('open extensions of a group', () => {
  const name = 'com.example.workspace';

  it('are created, merged, read with the group and deleted', async () => {
    const test = startEmulator();
    const id = await createGroup(test);
    const created = await test.call('POST', `/groups/${id}/extensions`, {
      body: {
        '@odata.type': 'microsoft.graph.openTypeExtension',
        extensionName: name,
        schema: 1,
        notes: 'a',
      },
    });
    expect(created.status).to.equal(201);
    const changed = await test.call('PATCH', `/groups/${id}/extensions/${name}`, {
      body: { '@odata.type': 'microsoft.graph.openTypeExtension', notes: 'b' },
    });
    expect(changed.status).to.equal(204);
    const group = await test.call('GET', `/groups/${id}?$expand=extensions`);
    expect((group.body as { extensions: object[] }).extensions[0]).to.include({
      extensionName: name,
      schema: 1,
      notes: 'b',
    });
    expect((await test.call('DELETE', `/groups/${id}/extensions/${name}`)).status).to.equal(204);
    expect((await test.call('GET', `/groups/${id}/extensions/${name}`)).status).to.equal(404);
  });

  it('hold 2 KB each, two per app', async () => {
    const test = startEmulator();
    const id = await createGroup(test);
    const add = (extensionName: string, notes = '') =>
      test.call('POST', `/groups/${id}/extensions`, {
        body: { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName, notes },
      });
    expect((await add('big', 'x'.repeat(2100))).status).to.equal(400);
    const statuses = [await add('one'), await add('one'), await add('two'), await add('three')].map(
      ({ status }) => status,
    );
    expect(statuses).to.deep.equal([201, 409, 201, 400]);
  });
});
