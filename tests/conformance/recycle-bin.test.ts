import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, unrecorded, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, getUserState, readItems } from '../support/graph-answers.js';

// https://learn.microsoft.com/graph/api/directory-deleteditems-restore, https://learn.microsoft.com/graph/api/group-delete

const dayMs = 24 * 60 * 60 * 1000;
const group = { displayName: 'W', mailEnabled: false, mailNickname: 'w', securityEnabled: true };

async function createGroup(test: TestEmulator, member: string, extra: object = {}): Promise<string> {
  const body = {
    ...group,
    ...extra,
    'members@odata.bind': [`https://graph.microsoft.com/v1.0/directoryObjects/${member}`],
  };
  return ((await test.call('POST', '/groups', { body })).body as { id: string }).id;
}

async function listDeleted(test: TestEmulator, type: 'user' | 'group'): Promise<unknown[]> {
  const answer = await test.call('GET', `/directory/deletedItems/microsoft.graph.${type}?$select=id`);
  return readItems(answer).map(({ id }) => id);
}

const restore = (test: TestEmulator, id: string, roles?: readonly string[]) =>
  test.call('POST', `/directory/deletedItems/${id}/restore`, roles ? { roles } : {});

function getGroup(test: TestEmulator, id: string) {
  return test.emulator.state().groups.find((each) => each.id === id);
}

describe('a deleted security group', () => {
  it('is kept for 30 days and comes back with its members and owners', async () => {
    const test = startEmulator({ ...unrecorded, users: 40 });
    const { id: member } = findUnlicensed(test.emulator);
    const id = await createGroup(test, member, { uniqueName: 'w1' });
    await test.call('DELETE', `/groups/${id}`);
    expect(await listDeleted(test, 'group')).to.include(id);
    const kept = await test.call(
      'GET',
      `/directory/deletedItems/${id}?$select=id,displayName,deletedDateTime`,
    );
    expect(kept.body).to.include({ '@odata.type': '#microsoft.graph.group', displayName: 'W' });
    expect((kept.body as { deletedDateTime: unknown }).deletedDateTime).to.be.a('string');
    const restored = await restore(test, id);
    expect(restored.status).to.equal(200);
    expect(restored.body).to.include({ '@odata.type': '#microsoft.graph.group', id, displayName: 'W' });
    expect(getGroup(test, id)?.members).to.deep.equal([member]);
    expect(readItems(await test.call('GET', `/groups/${id}/owners`))).to.have.length(1);
    expect(await listDeleted(test, 'group')).not.to.include(id);
    expect((await restore(test, id)).status).to.equal(404);
  });

  it('is gone for good after 30 days', async () => {
    const test = startEmulator({ ...unrecorded, users: 40 });
    const id = await createGroup(test, findUnlicensed(test.emulator).id);
    await test.call('DELETE', `/groups/${id}`);
    await test.clock.advance(30 * dayMs - 1000);
    expect(await listDeleted(test, 'group')).to.include(id);
    await test.clock.advance(2000);
    expect(await listDeleted(test, 'group')).not.to.include(id);
    expect((await restore(test, id)).status).to.equal(404);
  });

  it('cannot come back where another has its unique name', async () => {
    const test = startEmulator({ ...unrecorded, users: 40 });
    const { id: member } = findUnlicensed(test.emulator);
    const id = await createGroup(test, member, { uniqueName: 'w1' });
    await test.call('DELETE', `/groups/${id}`);
    await createGroup(test, member, { uniqueName: 'w1' });
    expect((await restore(test, id)).status).to.equal(409);
  });

  it('can be deleted for good', async () => {
    const test = startEmulator({ ...unrecorded, users: 40 });
    const id = await createGroup(test, findUnlicensed(test.emulator).id);
    await test.call('DELETE', `/groups/${id}`);
    expect((await test.call('DELETE', `/directory/deletedItems/${id}`)).status).to.equal(204);
    expect((await test.call('DELETE', `/directory/deletedItems/${id}`)).status).to.equal(404);
  });

  it('comes back only for who may change groups', async () => {
    const test = startEmulator({ ...unrecorded, users: 40 });
    const id = await createGroup(test, findUnlicensed(test.emulator).id);
    await test.call('DELETE', `/groups/${id}`);
    expect((await restore(test, id, ['License Administrator'])).status).to.equal(403);
    expect((await restore(test, id, ['Groups Administrator'])).status).to.equal(200);
  });
});

describe('a deleted user', () => {
  it('comes back to the groups and to licenses of which a unit is free', async () => {
    const test = startEmulator({ ...unrecorded, users: 40 });
    const { id, userPrincipalName } = findUnlicensed(test.emulator);
    const plan = test.emulator.state().skus.find(({ skuPartNumber }) => skuPartNumber === 'FLOW_FREE');
    const groupId = await createGroup(test, id);
    await test.call('POST', `/users/${id}/assignLicense`, {
      body: { addLicenses: [{ skuId: plan?.skuId, disabledPlans: [] }], removeLicenses: [] },
    });
    await test.call('DELETE', `/users/${id}`);
    expect(getGroup(test, groupId)?.members).to.deep.equal([]);
    expect(await listDeleted(test, 'user')).to.include(id);
    const restored = await restore(test, id);
    expect(restored.status).to.equal(200);
    expect(restored.body).to.include({ '@odata.type': '#microsoft.graph.user', id, userPrincipalName });
    expect(getGroup(test, groupId)?.members).to.deep.equal([id]);
    expect(getUserState(test.emulator.state(), id).assignedLicenses.map(({ skuId }) => skuId)).to.deep.equal([
      plan?.skuId,
    ]);
    expect(await listDeleted(test, 'user')).not.to.include(id);
  });

  it('cannot come back where somebody else has the name', async () => {
    const test = startEmulator({ ...unrecorded, users: 300, tenant: 'cloud-only' });
    const [first, second] = [findUnlicensed(test.emulator), findUnlicensed(test.emulator, 1)];
    await test.call('DELETE', `/users/${first.id}`);
    await test.call('PATCH', `/users/${second.id}`, { body: { userPrincipalName: first.userPrincipalName } });
    expectError(
      await restore(test, first.id),
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      'Another object with the same value for property userPrincipalName already exists.',
    );
  });

  it('comes back only for a User Administrator', async () => {
    const test = startEmulator({ ...unrecorded, users: 40 });
    const { id } = findUnlicensed(test.emulator);
    await test.call('DELETE', `/users/${id}`);
    expect((await restore(test, id, ['Groups Administrator'])).status).to.equal(403);
    expect((await restore(test, id, ['User Administrator'])).status).to.equal(200);
  });
});
