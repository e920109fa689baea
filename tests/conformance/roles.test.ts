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

  it('is as it was after a reset', async () => {
    const test = startEmulator();
    test.emulator.takeRole(test.emulator.tenant.administrator.id, 'Global Administrator');
    test.emulator.reset();
    expect((await change(test)).status).to.equal(204);
  });
});
