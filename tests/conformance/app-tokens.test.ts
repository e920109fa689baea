import { describe, it } from 'node:test';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { startEmulator, unrecorded } from '../support/emulator.js';
import { expectError, findUnlicensed, getUserState, readItems } from '../support/graph-answers.js';

// https://learn.microsoft.com/graph/auth-v2-service: an app that acts as itself has application permissions, which its
// tokens carry as `roles`, and nobody is signed in.

const group = { displayName: 'W', mailEnabled: false, mailNickname: 'w', securityEnabled: true };

describe('a token of an app itself', () => {
  it('says what it is', async () => {
    const { emulator } = startEmulator(unrecorded);
    const claims = decodeJwt(await emulator.issueToken({ app: true, permissions: ['User.Read.All'] }));
    expect(claims).to.include({ idtyp: 'app' });
    expect(claims['roles']).to.deep.equal(['User.Read.All']);
    expect(claims).not.to.have.any.keys('scp', 'wids', 'upn');
  });

  it('can be had from the control address', async () => {
    const { emulator } = startEmulator(unrecorded);
    const answer = await emulator.fetch('http://localhost/emulator/token', {
      method: 'POST',
      body: JSON.stringify({ app: true, permissions: ['User.Read.All'] }),
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    const read = await emulator.fetch(`${emulator.graph}/v1.0/users?$top=1`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    expect(read.status).to.equal(200);
  });

  it('allows what its permissions say, without a directory role', async () => {
    const test = startEmulator(unrecorded);
    const { id } = findUnlicensed(test.emulator);
    const change = (permission: string) =>
      test.call('PATCH', `/users/${id}`, { body: { usageLocation: 'NL' }, permissions: [permission] });
    expect((await change('User.Read.All')).status).to.equal(403);
    expect((await change('User.ReadWrite.All')).status).to.equal(204);
    expect(getUserState(test.emulator.state(), id).usageLocation).to.equal('NL');
  });

  it('makes groups that nobody owns', async () => {
    const test = startEmulator(unrecorded);
    const permissions = ['Group.ReadWrite.All'];
    const created = await test.call('POST', '/groups', { body: group, permissions });
    expect(created.status).to.equal(201);
    const { id } = created.body as { id: string };
    expect(readItems(await test.call('GET', `/groups/${id}/owners`))).to.deep.equal([]);
    const changed = await test.call('PATCH', `/groups/${id}`, { body: { description: 'x' }, permissions });
    expect(changed.status).to.equal(204);
  });

  it('has no /me', async () => {
    const test = startEmulator(unrecorded);
    for (const path of ['/me', '/me/memberOf', '/me/licenseDetails'])
      expectError(
        await test.call('GET', path, { permissions: ['User.Read.All', 'Directory.Read.All'], invalid: true }),
        400,
        'BadRequest',
        '/me request is only valid with delegated authentication flow.',
      );
  });

  it('does not reach what is for people only', async () => {
    const answer = await startEmulator({ ...unrecorded, tenant: 'contoso', users: 60 }).call(
      'GET',
      '/beta/onPremisesPublishingProfiles/provisioning/agentGroups',
      { permissions: ['Directory.ReadWrite.All'] },
    );
    expect(answer.status).to.equal(403);
  });

  // https://learn.microsoft.com/graph/api/group-post-members
  it('needs one more permission for groups that may hold roles', async () => {
    const test = startEmulator({ ...unrecorded, tenant: 'contoso', users: 60 });
    const [admins] = readItems(await test.call('GET', "/groups?$filter=displayName eq 'Cloud Admins'"));
    const add = (...permissions: string[]) =>
      test.call('POST', `/groups/${String(admins?.['id'])}/members/$ref`, {
        body: {
          '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${findUnlicensed(test.emulator).id}`,
        },
        permissions,
      });
    expect((await add('Group.ReadWrite.All')).status).to.equal(403);
    expect((await add('Group.ReadWrite.All', 'RoleManagement.ReadWrite.Directory')).status).to.equal(204);
  });
});
