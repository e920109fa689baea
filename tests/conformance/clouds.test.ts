import { describe, it } from 'node:test';
import { expect } from 'chai';
import { graphHosts, type CloudName } from '../../src/emulator/index.js';
import { startEmulator, type TestEmulator } from '../support/emulator.js';
import { expectError, findUnlicensed } from '../support/graph-answers.js';

// https://learn.microsoft.com/graph/deployments: each cloud has a Graph, tokens and references of its own.

const group = { displayName: 'W', mailEnabled: false, mailNickname: 'w', securityEnabled: true };
const names = Object.keys(graphHosts) as CloudName[];

async function createGroup(test: TestEmulator): Promise<string> {
  return ((await test.call('POST', '/groups', { body: group })).body as { id: string }).id;
}

for (const cloud of names)
  describe(`the cloud ${cloud}`, () => {
    const foreign = names.filter((name) => name !== cloud).map((name) => graphHosts[name]);

    it('is answered for at its own host, which its links name', async () => {
      const test = startEmulator({ cloud });
      const page = await test.call('GET', '/users?$top=1&$select=id');
      expect(test.emulator.graph).to.equal(`https://${graphHosts[cloud]}`);
      expect((page.body as { '@odata.nextLink': string })['@odata.nextLink']).to.match(
        new RegExp(`^https://${graphHosts[cloud]}/v1.0/users`),
      );
    });

    it('has tokens that no other cloud takes', async () => {
      const test = startEmulator({ cloud });
      for (const host of foreign)
        expectError(
          await test.call('GET', `https://${host}/v1.0/me`),
          401,
          'InvalidAuthenticationToken',
          'Access token validation failure. Invalid audience.',
        );
    });

    it('takes references to its own objects only', async () => {
      const test = startEmulator({ cloud });
      const { id: user } = findUnlicensed(test.emulator);
      const id = await createGroup(test);
      const add = (host: string) =>
        test.call('POST', `/groups/${id}/members/$ref`, {
          body: { '@odata.id': `https://${host}/v1.0/directoryObjects/${user}` },
        });
      const bind = (host: string) =>
        test.call('PATCH', `/groups/${id}`, {
          body: { 'members@odata.bind': [`https://${host}/v1.0/directoryObjects/${user}`] },
        });
      for (const host of foreign)
        expect([(await add(host)).status, (await bind(host)).status]).to.deep.equal([400, 400]);
      expect((await add(graphHosts[cloud])).status).to.equal(204);
    });
  });

describe('a Graph that is served elsewhere', () => {
  it('takes references to the host that was asked, and to that of its cloud', async () => {
    const test = startEmulator();
    const { id: user } = findUnlicensed(test.emulator);
    const { id: other } = findUnlicensed(test.emulator, 1);
    const id = await createGroup(test);
    const add = (reference: string) =>
      test.call('POST', `http://localhost:4400/v1.0/groups/${id}/members/$ref`, {
        body: { '@odata.id': reference },
      });
    expect((await add(`http://localhost:4400/v1.0/directoryObjects/${user}`)).status).to.equal(204);
    expect((await add(`https://graph.microsoft.com/v1.0/directoryObjects/${other}`)).status).to.equal(204);
  });
});
