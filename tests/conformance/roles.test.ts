import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { findUnlicensed, readItems } from '../support/graph-answers.js';

// https://learn.microsoft.com/entra/identity/role-based-access-control/concept-understand-roles: whether a role is held
// is evaluated when something is asked for, and roles may end at any time (Privileged Identity Management).

const change = (test: TestEmulator, roles?: readonly string[]) =>
  test.call('PATCH', `/users/${findUnlicensed(test.emulator).id}`, {
    body: { usageLocation: 'NL' },
    ...(roles ? { roles } : {}),
  });

describe('a directory role', () => {
  it('ends for tokens that were issued before', async () => {
    const test = startEmulator();
    const { userPrincipalName } = test.emulator.tenant.administrator;
    expect((await change(test)).status).to.equal(204);
    test.emulator.takeRole(userPrincipalName, 'Global Administrator');
    expect((await change(test)).status).to.equal(403);
    test.emulator.giveRole(userPrincipalName, 'License Administrator');
    expect((await change(test)).status).to.equal(204);
  });

  it('ends also where the token asked for it by name', async () => {
    const test = startEmulator();
    const roles = ['License Administrator'];
    expect((await change(test, roles)).status).to.equal(204);
    test.emulator.takeRole(test.emulator.tenant.administrator.id, 'License Administrator');
    expect((await change(test, roles)).status).to.equal(403);
  });

  it('is changed at the control address, and shows among the roles somebody holds', async () => {
    const test = startEmulator({ lagMs: 0 });
    const { id } = findUnlicensed(test.emulator);
    const listRoles = async () =>
      readItems(await test.call('GET', `/users/${id}/memberOf/microsoft.graph.directoryRole`)).map(
        ({ displayName }) => displayName,
      );
    const post = (body: object) =>
      test.emulator.fetch('http://localhost/emulator/roles', { method: 'POST', body: JSON.stringify(body) });
    expect(
      (await post({ user: id, give: ['Privileged Role Administrator', 'Reports Reader'] })).status,
    ).to.equal(200);
    expect(await listRoles()).to.have.members(['Privileged Role Administrator', 'Reports Reader']);
    await post({ user: id, take: ['Reports Reader'] });
    expect(await listRoles()).to.deep.equal(['Privileged Role Administrator']);
    expect((await post({ user: 'nobody', take: ['Reports Reader'] })).status).to.equal(400);
  });

  // https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects;
  // who may read roles: https://learn.microsoft.com/graph/api/directoryrole-list#permissions
  for (const name of ['memberOf', 'memberOf/microsoft.graph.directoryRole', 'transitiveMemberOf'])
    it(`shows to all in ${name} that it is held, and to who may read roles which one it is`, async () => {
      const test = startEmulator();
      const { id } = test.emulator.tenant.administrator;
      const read = async (...scopes: readonly string[]) => {
        const path = `/users/${id}/${name}?$select=id,displayName,roleTemplateId`;
        const items = readItems(await test.call('GET', path, { scopes: ['User.Read.All', ...scopes] }));
        return items.filter((item) => item['@odata.type'] === '#microsoft.graph.directoryRole');
      };
      for (const scope of ['RoleManagement.Read.Directory', 'Directory.Read.All']) {
        const [role] = await read(scope);
        expect(role).to.include({
          displayName: 'Global Administrator',
          roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
        });
      }
      const [known] = await read('RoleManagement.Read.Directory');
      expect(await read()).to.deep.equal([
        {
          '@odata.type': '#microsoft.graph.directoryRole',
          id: known?.['id'],
          displayName: null,
          roleTemplateId: null,
        },
      ]);
    });

  it('is listed with the others to who may read roles only', async () => {
    const test = startEmulator();
    const list = async (scope: string) =>
      (await test.call('GET', '/directoryRoles', { scopes: [scope] })).status;
    expect(await list('RoleManagement.Read.Directory')).to.equal(200);
    expect(await list('Directory.Read.All')).to.equal(200);
    expect(await list('User.Read.All')).to.equal(403);
  });

  it('is as it was after a reset', async () => {
    const test = startEmulator();
    test.emulator.takeRole(test.emulator.tenant.administrator.id, 'Global Administrator');
    test.emulator.reset();
    expect((await change(test)).status).to.equal(204);
  });
});
