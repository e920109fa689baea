import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed, readItems } from '../support/graph-answers.js';

interface App {
  readonly id: string;
  readonly displayName: string;
  readonly appRoles: readonly { readonly id: string; readonly isEnabled: boolean }[];
}

const tagged = "/servicePrincipals?$filter=tags/any(t:t eq 'WindowsAzureActiveDirectoryIntegratedApp')";
const defaultAccess = '00000000-0000-0000-0000-000000000000';

async function findApp(test: TestEmulator, displayName = 'Salesforce'): Promise<App> {
  const app = readItems<App>(await test.call('GET', tagged)).find((item) => item.displayName === displayName);
  if (!app) throw new Error(`No ${displayName}`);
  return app;
}

function assign(
  test: TestEmulator,
  app: App,
  principalId: string,
  appRoleId = app.appRoles[0]?.id ?? defaultAccess,
) {
  return test.call('POST', `/servicePrincipals/${app.id}/appRoleAssignedTo`, {
    body: { principalId, resourceId: app.id, appRoleId },
  });
}

describe('enterprise applications', () => {
  it('are found by their tag, managed identities are not', async () => {
    const names = readItems<App>(await startEmulator().call('GET', tagged)).map(
      ({ displayName }) => displayName,
    );
    expect(names).to.include("O'Reilly Learning & <More>");
    expect(names).not.to.include('Nightly Report Job');
  });

  it('are assigned to a user, listed from both ends, and taken back', async () => {
    const test = startEmulator();
    const app = await findApp(test);
    const user = findUnlicensed(test.emulator);
    const created = await assign(test, app, user.id);
    expect(created.status).to.equal(201);
    expect(created.body).to.include({
      principalId: user.id,
      principalType: 'User',
      resourceDisplayName: 'Salesforce',
    });
    const { id } = created.body as { id: string };
    for (const path of [
      `/servicePrincipals/${app.id}/appRoleAssignedTo`,
      `/users/${user.id}/appRoleAssignments`,
    ])
      expect(readItems<{ id: string }>(await test.call('GET', path)).map((item) => item.id)).to.deep.equal([
        id,
      ]);
    const removed = await test.call('DELETE', `/servicePrincipals/${app.id}/appRoleAssignedTo/${id}`);
    expect(removed.status).to.equal(204);
    expect(test.emulator.state().appRoleAssignments).to.deep.equal([]);
  });

  it('refuse an assignment that exists', async () => {
    const test = startEmulator();
    const app = await findApp(test);
    const user = findUnlicensed(test.emulator);
    await assign(test, app, user.id);
    expectError(
      await assign(test, app, user.id),
      400,
      'Request_BadRequest',
      'Permission being assigned already exists on the object',
    );
  });

  // msgraph-sdk-dotnet#968
  it('refuse to take back what is gone, and an id that is none', async () => {
    const test = startEmulator();
    const app = await findApp(test);
    const created = await assign(test, app, findUnlicensed(test.emulator).id);
    const path = `/servicePrincipals/${app.id}/appRoleAssignedTo/${(created.body as { id: string }).id}`;
    expect((await test.call('DELETE', path)).status).to.equal(204);
    expectError(
      await test.call('DELETE', path),
      400,
      'Request_BadRequest',
      'EntitlementGrant being updated or deleted is not found.',
    );
    expectError(
      await test.call('DELETE', `/servicePrincipals/${app.id}/appRoleAssignedTo/nonsense`),
      400,
      'Request_BadRequest',
      'Invalid resource identifier for EntitlementGrant.',
    );
  });

  it('refuse a role that is not offered, and default access when roles are', async () => {
    const test = startEmulator();
    const user = findUnlicensed(test.emulator);
    const zoom = await findApp(test, 'Zoom');
    const retired = zoom.appRoles.find(({ isEnabled }) => !isEnabled);
    for (const role of [retired?.id, defaultAccess])
      expectError(
        await assign(test, zoom, user.id, role),
        400,
        'Request_BadRequest',
        'Permission being assigned was not found on application',
      );
    expect((await assign(test, await findApp(test, 'Workday'), user.id, defaultAccess)).status).to.equal(201);
  });

  it('refuse an unknown person', async () => {
    const test = startEmulator();
    const id = '00000000-0000-4000-a000-000000000000';
    expectError(
      await assign(test, await findApp(test), id),
      404,
      'Request_ResourceNotFound',
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
  });

  it('take a group only in a premium tenant', async () => {
    for (const [tenant, status] of [
      ['contoso', 201],
      ['no-p1', 403],
    ] as const) {
      const test = startEmulator({ tenant, users: 60 });
      const [group] = test.emulator.state().groups;
      expect((await assign(test, await findApp(test), group?.id ?? '')).status, tenant).to.equal(status);
    }
  });

  it('need a permission and a role of their own', async () => {
    const test = startEmulator();
    const app = await findApp(test);
    const body = {
      principalId: findUnlicensed(test.emulator).id,
      resourceId: app.id,
      appRoleId: app.appRoles[0]?.id,
    };
    const path = `/servicePrincipals/${app.id}/appRoleAssignedTo`;
    const scopes = ['AppRoleAssignment.ReadWrite.All'];
    expect((await test.call('POST', path, { body, scopes: ['Application.Read.All'] })).status).to.equal(403);
    expect(
      (await test.call('POST', path, { body, scopes, roles: ['License Administrator'] })).status,
    ).to.equal(403);
    expect(
      (await test.call('POST', path, { body, scopes, roles: ['Application Administrator'] })).status,
    ).to.equal(201);
  });
});
